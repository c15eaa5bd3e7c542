"""The way from hand-marked articles to the model that the package ships; needs the `train` extra."""

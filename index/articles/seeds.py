"""The seed articles that are there before anybody has added any."""

from pathlib import Path


def seeds_folder() -> Path:
    """The folder with the seed articles: inside the package once installed, else beside it."""
    installed = Path(__file__).parent.parent / "seeds"
    return installed if installed.is_dir() else Path(__file__).parent.parent.parent / "seeds"

"""What is kept: articles, their quotations and the index over their sentences, in one transaction."""

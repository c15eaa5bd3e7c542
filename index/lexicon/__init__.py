"""Words as data: lists, and what English grammar makes of them."""

"""A finished deck, edited by hand, brought to another snapshot."""

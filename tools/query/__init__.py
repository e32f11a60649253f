"""Open questions over the whole portfolio."""

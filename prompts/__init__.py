"""Words for the model: short Markdown files and their loader."""

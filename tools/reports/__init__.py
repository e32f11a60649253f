"""Reports as blocks: one file per kind, exported to many forms."""

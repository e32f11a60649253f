"""What was recorded about a project, as of a date: ``project`` first, then the loaders."""

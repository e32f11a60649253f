"""The declared measures and dimensions, a file for each subject; ``tools.query.registry`` puts them together."""

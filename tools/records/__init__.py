"""Records by name: ``find`` holds the tools and the one answer for what is not there."""

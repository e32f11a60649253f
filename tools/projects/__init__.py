"""Many projects at once: ``listing`` is the tool, ``conditions`` what can be asked for."""

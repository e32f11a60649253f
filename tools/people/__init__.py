"""People's time: the tool (``capacity``), months of roles and people (``loads``), who clashes, and what is vacant."""

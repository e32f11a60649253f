"""Changes to what was approved: which wait and add up (``register``), and who approves one (``authority``)."""

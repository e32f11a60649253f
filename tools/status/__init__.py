"""How one project stands (``project``), and whether it is within tolerance (``tolerance``)."""

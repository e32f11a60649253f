"""What projects gave back: the tool (``realised``), what is claimed (``claims``), a year's spend (``spend``)."""

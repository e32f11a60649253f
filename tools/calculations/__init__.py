"""Pure arithmetic, one file per formula family; no database and no clock."""

"""Whether the records can be trusted: data quality, the audit of a record, maturity and tier."""

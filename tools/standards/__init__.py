"""What the standards say: ``search`` finds and reads, ``amendments`` compares, ``precedence`` says which binds."""

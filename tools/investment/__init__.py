"""Whether work pays: ``case`` for a project or proposal, ``stop`` for stopping, ``given`` for typed cash flows."""

"""Who owes what, what changed, what was learnt."""

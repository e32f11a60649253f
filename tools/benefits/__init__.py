"""Benefits planned, forecast and realised."""

"""Deterministic work over the portfolio database and the standards.

Read ``result.py`` (what a tool returns), ``enquiry.py`` (what it works with), ``facts.py`` (what was
recorded), then a subject such as ``performance.py``. ``catalogue.py`` lists every tool the agent may call.
"""

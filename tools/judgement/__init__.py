"""The colours, forecasts and tolerances that rules give to recorded facts.

Read ``rating.py``; ``measurement`` measures, ``dimensions`` judges each dimension, ``grounds`` says why.
"""

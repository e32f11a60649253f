"""What an answer says, held against the results of its turn; ``assistant/check.py`` is the one door.

Read ``reading.py`` (the text, and what stands where), ``evidence.py`` (what may be said), ``binding.py`` (which
record a place is about) and ``calling.py`` (which measure it names); then one kind of claim: ``figures.py``,
``colours.py``, ``judgements.py``, ``names.py``, ``references.py``, ``quotations.py``, ``rules.py``, ``frames.py``.
"""

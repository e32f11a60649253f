"""The standards: documents, clauses, register, index, search and rulebook.

Read ``clauses.py``, then ``library.py``, which is all that other rooms need.
"""

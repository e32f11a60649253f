"""What a PMO records: tables by subject, the database, and who may see what.

Read ``database.py`` and ``access.py``; the tables stand in ``structure``, ``delivery``, ``governance``,
``reporting`` and ``people``.
"""

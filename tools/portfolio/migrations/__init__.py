"""The one line of changes to the tables: portfolio, standards register and assistant.

``env.py`` is run by Alembic; ``versions/`` holds the numbered steps, each written out in full so that it
stays what it was when the tables move on.
"""

"""The index of the standards in Chroma: made from the register, and made again whenever that is needed.

Read ``generations.py``, then ``store.py`` for what it needs of a store, and the two stores there are:
``embedded.py`` (folders in the home) and ``server.py`` (collections of a Chroma server).
"""

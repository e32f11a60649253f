"""Understands a question, answers it, and speaks.

The main path is ``assistant/turn.py``; read it first, then ``answer.py``, ``agent.py`` and ``check.py``.
"""

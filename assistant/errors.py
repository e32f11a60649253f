"""What can go wrong, as a tree; every message says what the person may do next.

::

    AssistantError
    ├── UnusableQuestion      the guard will not pass it on: empty, or too long
    ├── UnknownAsker          the address is not that of a known person
    ├── NothingLoaded         the home holds no portfolio or no standards yet
    ├── WrongSetting          a setting cannot be used as it stands
    ├── ReceiptNotFound       no receipt of that id, or not this person's
    └── ModelFailed           the hosted model gave no usable answer
        ├── ModelUnavailable      refused, too busy, or broken
        └── ModelStalled          silent for too long
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something the person can act on; its text is written for that person."""


class UnusableQuestion(AssistantError):
    """The question is empty or longer than is accepted."""


class UnknownAsker(AssistantError):
    """The address of the asker belongs to nobody in the portfolio."""


class NothingLoaded(AssistantError):
    """There is no data yet in this home."""


class WrongSetting(AssistantError):
    """A setting has a value that cannot be used."""


class ReceiptNotFound(AssistantError):
    """There is no such receipt for this person."""


class ModelFailed(AssistantError):
    """The hosted model gave nothing that can be used; the tools' own words are sent instead."""


class ModelUnavailable(ModelFailed):
    """The server of the model refused, was too busy, or answered with an error."""


class ModelStalled(ModelFailed):
    """The server of the model stayed silent for longer than the limit."""

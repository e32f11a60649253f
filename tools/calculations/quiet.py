"""Keeps standard output clean while foreign code runs that prints on it."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

OUT, ERR = 1, 2
_one_at_a_time = threading.Lock()


@contextmanager
def nothing_on_stdout() -> Iterator[None]:
    """What is printed meanwhile goes to standard error, also what a library prints past Python.

    HiGHS prints a line of debugging now and then, whatever its options, and answers may be one JSON document there.
    """
    with _one_at_a_time:
        try:
            kept = os.dup(OUT)
        except OSError:  # no standard output, nothing to keep clean
            yield
            return
        _flush()
        try:
            os.dup2(ERR, OUT)
            yield
        finally:
            _flush()
            os.dup2(kept, OUT)
            os.close(kept)


def _flush() -> None:
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    with suppress(OSError, TypeError):  # the C library has a buffer of its own; not every system gives it by name
        ctypes.CDLL(None).fflush(None)

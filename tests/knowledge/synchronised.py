"""A register of its own in a home, and the library of standards that were taken into it."""

from __future__ import annotations

from pathlib import Path

from knowledge.library import Library, open_library
from knowledge.register import Register
from knowledge.sync import sync_folder


def empty_register(home: Path) -> str:
    """The address of a new register in the home, with its tables."""
    url = f"sqlite:///{home / 'register.db'}"
    register = Register(url)
    register.create_all()
    register.close()
    return url


def synchronised(home: Path, *folders: Path) -> Library:
    """The library of the folders, searched by the product's own embedding."""
    url = empty_register(home)
    for folder in folders:
        sync_folder(url, home, folder)
    return open_library(url, home)

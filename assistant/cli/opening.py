"""Opens the parts a command needs, and says what to do where there is nothing yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.errors import NothingLoaded, UnknownAsker
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.enquire import Enquirer
    from assistant.turn import Turns
    from knowledge.library import Library

DEFAULT_ROLES = ("PMO_ANALYST", "PMO_ADMIN")


def open_turns() -> Turns:
    """The whole assistant of this home."""
    from assistant.wiring import build

    settings = Settings()
    open_enquirer(settings)
    return build(settings)


def open_enquirer(settings: Settings | None = None) -> Enquirer:
    """The portfolio and library of this home; raises NothingLoaded where it holds neither."""
    from assistant.wiring import enquirer
    from tools.portfolio.errors import EmptyDatabase

    settings = settings or Settings()
    try:
        opened = enquirer(settings)
        empty = opened.organisation() is None and not opened.library.documents()
    except EmptyDatabase as trouble:
        raise NothingLoaded(_how_to_fill(settings)) from trouble
    if empty:
        raise NothingLoaded(_how_to_fill(settings))
    return opened


def _how_to_fill(settings: Settings) -> str:
    return (
        f"This home ({settings.home}) is empty: 'pmo init' founds an organisation of yours, 'pmo standards sync "
        "FOLDER' takes in your standards, 'pmo demo load' fills it with the demo organisation."
    )


def asker(email: str | None, enquirer: Enquirer) -> str:
    """The address to ask as: the one given (the part before the @ is enough), else the only analyst's."""
    from assistant.enquire import OPERATOR
    from tools.portfolio.addresses import starting, with_role

    if enquirer.organisation() is None:
        return email or OPERATOR
    if email:
        return next(iter(starting(enquirer.portfolio, email)), email) if "@" not in email else email
    for role in DEFAULT_ROLES:
        if len(held := with_role(enquirer.portfolio, role)) == 1:
            return held[0]
    raise UnknownAsker("Say who asks: add --as EMAIL.")


def open_library_of() -> Library:
    """The library of this home; raises NothingLoaded where there is none."""
    from assistant.wiring import library_of

    library = library_of(Settings())
    if not library.documents():
        raise NothingLoaded("The library is empty: 'pmo standards sync FOLDER' fills it.")
    return library


def today_of() -> date:
    """The day of asking in this home."""
    return open_enquirer().today()

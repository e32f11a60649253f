"""Who gives a command, for the audit, and the day on which it is given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from tools.portfolio.operating import Command

Operator = Annotated[
    str | None,
    typer.Option("--as", metavar="EMAIL", help="Who does it, for the audit; the user of this machine by default."),
]


def command(settings: Settings, person: str | None = None) -> Command:
    """A command that begins now; raises UnknownMember for an address that nobody here has."""
    from ulid import ULID

    from tools.portfolio.operating import Command

    return Command(giver(settings, person), datetime.now(UTC), str(ULID()))


def giver(settings: Settings, person: str | None) -> str:
    """The address of the person named by ``--as``, else the user of this machine."""
    if person is None:
        return this_user()
    from tools.portfolio.database import reading
    from tools.portfolio.errors import ChangeRefused
    from tools.portfolio.members import member

    with reading(settings.url) as connection:
        row = member(connection, person)
    if not row.active:
        raise ChangeRefused(f"{row.name} ({row.email}) is not active and gives no commands: name somebody else.")
    return str(row.email)


def this_user() -> str:
    """The user of this machine as the system knows them, whatever the environment says."""
    import os

    try:
        import pwd
    except ImportError:  # Windows
        return os.getlogin()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"user {os.getuid()}"


class Work(NamedTuple):
    """A command on the people of this home."""

    url: str
    command: Command
    today: date
    """The day that counts here: the setting, else the organisation's stored day, else the real one."""


def begin(person: str | None) -> Work:
    """A command of an operator, where an organisation is recorded."""
    from assistant.settings import Settings
    from assistant.wiring import enquirer

    settings = Settings()
    return Work(settings.url, command(settings, person), enquirer(settings).today())

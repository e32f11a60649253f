"""What can go wrong with the portfolio database.

PortfolioError
├── EmptyDatabase        nothing is recorded yet
├── DatabaseOutdated     the tables are older than the program
├── DatabaseUnreachable  the address or the server is wrong
├── DatabaseNotEmpty     a load, copy or restore would mix two organisations
├── DataInvalid          data files that cannot be loaded, with file and line
├── BackupExists         a backup would overwrite another
├── BackupInvalid        a file that is no backup
├── UnknownCalendar      no such holiday calendar
└── UnknownPerson        nobody active with that address

Each message is one sentence for a person, with what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence


class PortfolioError(Exception):
    """Any failure of the portfolio database that a person can put right."""


class EmptyDatabase(PortfolioError):
    """Nothing is recorded yet."""

    def __init__(self) -> None:
        super().__init__("The portfolio is empty: run `pmo demo load` for the demo organisation.")


class DatabaseOutdated(PortfolioError):
    """The tables are of another revision than the program."""

    def __init__(self, found: str | None, needed: str) -> None:
        super().__init__(
            f"The database is at revision {found or 'none'} and this program needs {needed}: run `pmo db upgrade`."
        )


class DatabaseUnreachable(PortfolioError):
    """The database cannot be opened."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"Cannot open the database {address} ({why}): check PMO_DATABASE_URL.")


class DatabaseNotEmpty(PortfolioError):
    """The target already holds rows."""

    def __init__(self, address: str, rows: int) -> None:
        super().__init__(
            f"The database {address} already holds {rows} rows: choose an empty one, or back it up first "
            "and replace it on purpose."
        )


class DataInvalid(PortfolioError):
    """Data files with problems; ``problems`` holds one sentence each, with file and line."""

    def __init__(self, problems: Sequence[str], shown: int = 20) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - shown
        lines = [*self.problems[:shown], *([f"and {more} more"] if more > 0 else [])]
        super().__init__("Nothing was loaded; put these right and load again:\n  " + "\n  ".join(lines))


class BackupExists(PortfolioError):
    """The file to write is there already."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file!r} exists already and is left as it is: give another name.")


class BackupInvalid(PortfolioError):
    """The file is not a backup that this program can restore."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file!r} cannot be restored ({why}): choose a file that `pmo db backup` wrote.")


class UnknownCalendar(PortfolioError):
    """No holiday calendar of that name."""

    def __init__(self, calendar: str) -> None:
        super().__init__(
            f"There is no holiday calendar {calendar!r}: give a country, or country and part, such as GB-ENG."
        )


class UnknownPerson(PortfolioError):
    """Nobody active has that address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"Nobody here has the address {email!r}: check its spelling, or ask the PMO to add you.")

"""What can go wrong with the portfolio database.

PortfolioError
├── EmptyDatabase        nothing is recorded yet
├── DatabaseOutdated     the tables are older than the program
├── DatabaseUnreachable  the address or the server is wrong
├── DatabaseNotEmpty     a load, copy or restore would mix two organisations
├── DataInvalid          data files that cannot be loaded, with file and line
├── SourceRefused        a file that is no workbook, is damaged, or is not safe to read
├── UnknownScope         nothing of that name can be replaced
├── RemovalsUnconfirmed  rows would be removed, and nobody has agreed to just these
├── ExportExists         an export would overwrite a file
├── ExportTooLarge       more than a workbook holds
├── BackupExists         a backup would overwrite another
├── BackupInvalid        a file that is no backup
├── UnknownCalendar      no such holiday calendar
├── UnknownPerson        nobody active with that address
├── UnknownMember        an operator names somebody who is not recorded
├── ChangeRefused        what an operator asks for contradicts what is recorded
└── HomeNotEmpty         an organisation would be founded where one is already

Each message is one sentence for a person, with what to do next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


class PortfolioError(Exception):
    """Any failure of the portfolio database that a person can put right."""


class EmptyDatabase(PortfolioError):
    """Nothing is recorded yet."""

    def __init__(self) -> None:
        super().__init__(
            "The portfolio is empty: run `pmo init` for an organisation of your own, or `pmo demo load` for the demo."
        )


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

    def __init__(self, problems: Sequence[str], counts: Mapping[str, int] | None = None, shown: int = 20) -> None:
        self.problems = tuple(problems)
        self.counts = dict(counts or {})
        """All problems of each file or sheet, those among them that are not kept."""
        lines = list(self.problems[:shown])
        if (more := max(len(self.problems), sum(self.counts.values())) - len(lines)) > 0:
            places = ", ".join(f"{number:,} in {title}" for title, number in self.counts.items())
            lines.append(f"and {more:,} more" + (f" (in all {places})" if places else ""))
        super().__init__("Nothing was loaded; put these right and load again:\n  " + "\n  ".join(lines))


class SourceRefused(PortfolioError):
    """A file that cannot be read, or not safely."""

    def __init__(self, path: Path, why: str, instead: str) -> None:
        super().__init__(f"{str(path)!r} is not read, since {why}: {instead}.")


class UnknownScope(PortfolioError):
    """A word after ``--replace`` that names nothing."""

    def __init__(self, scope: str, near: str) -> None:
        super().__init__(
            f"{scope!r} is neither ALL, nor a table, nor the id of a portfolio, so nothing can be replaced{near}"
            f"{'' if near else '.'}"
        )


class RemovalsUnconfirmed(PortfolioError):
    """Rows would be taken out that nobody has seen and agreed to."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"Nothing was written: the import would remove {rows:,} row{'' if rows == 1 else 's'}. "
            "Look at them with --dry-run, then agree with --yes."
        )


class ExportExists(PortfolioError):
    """The file or folder to write is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{str(path)!r} exists already and is left as it is: give another name.")


class ExportTooLarge(PortfolioError):
    """A workbook cannot hold it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"A workbook cannot hold it ({why}): export to {str(path.with_suffix('.zip'))!r} instead.")


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


class UnknownMember(PortfolioError):
    """An operator names somebody who is not recorded; unlike an asker, an operator may be told who is near."""

    def __init__(self, text: str, near: str) -> None:
        super().__init__(f"Nobody here has the address {text!r}{near or ':'} `pmo people` lists everybody.")


class ChangeRefused(PortfolioError):
    """What is asked for contradicts what is recorded; the sentence says what, and what to do instead."""


class HomeNotEmpty(PortfolioError):
    """There is an organisation in this database already."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(
            f"The database {address} already holds {name}, and nothing was changed: set PMO_HOME to an empty folder "
            "for another organisation."
        )

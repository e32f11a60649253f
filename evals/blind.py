"""Questions that nobody who writes rules or examples has read: asked, counted, and never printed.

``python -m evals.blind FILE`` prints counts only; ``--write`` keeps questions and answers for a human grader.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, Field
from ulid import ULID

from assistant.answer import Question
from evals.home import DEMO, assistant_over
from evals.rates import counted
from evals.run import Asker, ask
from evals.scorers import Document


class Row(BaseModel):
    """A line of the file of questions; fields that play no part here are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    text: str
    asked_by: str = Field(alias="as")
    kind: tuple[str, ...]
    needs: str
    blind: bool
    follows: str | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A blind question with its answer."""

    row: Row
    document: Document

    @property
    def acceptable(self) -> bool:
        """Whether the kind of the answer is one of those accepted."""
        return self.document["kind"] in self.row.kind

    @property
    def checked(self) -> bool:
        """Whether the answer passed the checker."""
        return self.document["checked"]["passed"] is True


def ask_blind(rows: Sequence[Row], asker: Asker, needs: str = "core") -> tuple[Asked, ...]:
    """Ask the blind questions of one need; a follow-up is asked in a thread after what it follows."""
    by_id = {row.id: row for row in rows}
    return tuple(_ask(row, by_id, asker) for row in rows if row.blind and row.needs == needs)


def counts(asked: Iterable[Asked]) -> str:
    """What may be known of blind questions: how many went how, and none of their words."""
    held = list(asked)
    acceptable = counted(sum(one.acceptable for one in held), len(held))
    checked = counted(sum(one.checked for one in held), len(held))
    both = counted(sum(one.acceptable and one.checked for one in held), len(held))
    broken = sum(one.document["kind"] == "error" for one in held)
    return (
        f"blind questions: {len(held)}\nkind acceptable: {acceptable}\nchecker passed: {checked}\n"
        f"both: {both}\nbroken: {broken}"
    )


def for_grader(asked: Iterable[Asked]) -> str:
    """Questions, what is expected of them, and their answers, as Markdown for a person who grades."""
    return "\n\n".join(
        f"## {one.row.id}\n\n**Asked** by {one.row.asked_by}: {one.row.text}\n\n"
        f"**Expected** ({' or '.join(one.row.kind)}): {one.row.notes}\n\n"
        f"**Answer** ({one.document['kind']}, checker {'passed' if one.checked else 'did not pass'}):\n\n"
        f"{one.document['text'] or '; '.join(one.document['checked']['untraced'])}"
        for one in asked
    )


def read(path: Path) -> list[Row]:
    """The rows of a file of questions, one JSON object a line."""
    return [Row.model_validate(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _ask(row: Row, by_id: dict[str, Row], asker: Asker) -> Asked:
    before = _before(row, by_id)
    thread = f"blind-{ULID()}" if before else None
    for earlier in before:
        ask(asker, Question(earlier.text, row.asked_by, thread=thread))
    return Asked(row, ask(asker, Question(row.text, row.asked_by, thread=thread)))


def _before(row: Row, by_id: dict[str, Row]) -> list[Row]:
    """The questions that come before in the thread, the first one first."""
    earlier = by_id.get(row.follows or "")
    return [] if earlier is None else [*_before(earlier, by_id), earlier]


def main(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Questions, one JSON object a line.")],
    write: Annotated[Path | None, typer.Option(help="Keep questions and answers here for a human grader.")] = None,
    home: Annotated[Path | None, typer.Option(help="Folder with the demo; a temporary one by default.")] = None,
    needs: Annotated[str, typer.Option(help="What must be built to answer: core, tools, flags, reports.")] = "core",
) -> None:
    """Ask the blind questions of one need and print counts only."""
    with assistant_over(DEMO, home) as assistant:
        asked = ask_blind(read(file), assistant.answer, needs)
    typer.echo(counts(asked))
    if write:
        write.write_text(for_grader(asked) + "\n", encoding="utf-8")


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.command()(main)
    app()

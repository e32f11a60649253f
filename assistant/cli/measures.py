"""``pmo measures``: what an open question can ask of the portfolio."""

from __future__ import annotations

from typing import Annotated

import typer


def measures(
    entity: Annotated[
        str | None, typer.Argument(help="Kind of record, such as project or risk; all by default.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: everything that is declared.")] = False,
) -> None:
    """What open questions can ask: measures and dimensions with definition, unit and formula."""
    import json

    from tools.query.document import listed
    from tools.query.entities import ENTITIES

    if entity is not None and entity not in (*ENTITIES, "any"):
        raise typer.BadParameter(f"there are no {entity!r}; kinds are {', '.join(ENTITIES)} and any")
    found = listed(entity)
    if as_json:
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    last = ""
    for each in found:
        if each["entity"] != last:
            last = str(each["entity"])
            typer.echo(f"\n{last}")
        formula = f", {each['formula']}" if each["formula"] else ""
        typer.echo(f"  {each['name']} ({each['kind']}, {each['unit']}{formula}): {each['definition']}")

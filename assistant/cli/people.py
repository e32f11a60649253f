"""``pmo people`` and ``pmo grant``: who there is, and what each may see."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.operator import Operator, begin
from assistant.cli.options import day

if TYPE_CHECKING:
    from rich.table import Table

    from tools.portfolio.granting import GrantRecord

people = typer.Typer(help="The people of the organisation: list, add, change, let go, link to Slack.")
grant = typer.Typer(help="What people may see beyond internal records, and their roles.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(metavar="EMAIL", help="Address; the part before the @ is enough.")]


@people.callback(invoke_without_command=True)
def list_(context: typer.Context) -> None:
    """List everybody with title, roles, and what the roles reach."""
    if context.invoked_subcommand is not None:
        return
    from tools.portfolio.founding import looking
    from tools.portfolio.members import members

    work = begin(None)
    with looking(work.url) as connection:
        held = members(connection, work.today)
    table = _table("name", "address", "title", "roles and reach", "Slack", "")
    for each in held:
        reach = "; ".join(_reach(grant) for grant in each.grants)
        state = "" if each.active else "not active"
        table.add_row(each.name, each.email or "", each.title or "", reach, each.slack_user_id or "", state)
    _print(table)


@people.command()
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Address, by which the person asks.")],
    name: Annotated[str, typer.Option(help="Name, as it stands in answers and reports.")],
    title: Annotated[str | None, typer.Option(help="What the person does.")] = None,
    unit: Annotated[str | None, typer.Option(help="Unit of the organisation.")] = None,
    person: Operator = None,
) -> None:
    """Add a person, who may then ask about every public and internal record."""
    from tools.portfolio.founding import changing
    from tools.portfolio.members import add as add_person

    work = begin(person)
    with changing(work.url) as connection:
        add_person(connection, work.command, email, name, title, unit)
    typer.echo(f"Added {name}. They read public and internal records; 'pmo grant add {email} …' gives more.")


@people.command("set")
def set_(
    email: Address,
    name: Annotated[str | None, typer.Option()] = None,
    title: Annotated[str | None, typer.Option()] = None,
    unit: Annotated[str | None, typer.Option(help="Unit of the organisation.")] = None,
    new_email: Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="A new address.")] = None,
    active: Annotated[bool, typer.Option("--active", help="Bring back somebody who was let go.")] = False,
    person: Operator = None,
) -> None:
    """Change a person; what is not given stays."""
    from tools.portfolio.founding import changing
    from tools.portfolio.members import change

    given = {"name": name, "title": title, "org_unit": unit, "email": new_email, "active": active or None}
    given = {column: value for column, value in given.items() if value is not None}
    if not given:
        raise typer.BadParameter("give at least one of --name, --title, --unit, --email, --active")
    work = begin(person)
    with changing(work.url) as connection:
        changed = change(connection, work.command, email, given)
    typer.echo(f"Changed {', '.join(changed)}." if changed else "Nothing to do: that is recorded already.")


@people.command()
def deactivate(email: Address, person: Operator = None) -> None:
    """Let somebody go: they can no longer ask, and stay in the records."""
    from tools.portfolio.founding import changing
    from tools.portfolio.members import charges
    from tools.portfolio.members import deactivate as let_go

    work = begin(person)
    with changing(work.url) as connection:
        row = let_go(connection, work.command, email, work.today)
        left = charges(connection, row.person_id, work.today)
    typer.echo(f"{row.name} can no longer ask.")
    if left:
        typer.echo(f"Still recorded as sponsor or manager of {', '.join(left)}: name others there, with 'pmo import'.")


@people.command()
def slack(
    email: Address,
    member_id: Annotated[str | None, typer.Argument(metavar="UID", help="Slack member id, such as U024BE7LH.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the link away.")] = False,
    person: Operator = None,
) -> None:
    """Link a person to their Slack account, so that the app knows who asks."""
    from tools.portfolio.founding import changing
    from tools.portfolio.members import link_slack

    if (member_id is None) is not remove:
        raise typer.BadParameter("give a Slack member id, or --remove")
    work = begin(person)
    with changing(work.url) as connection:
        row = link_slack(connection, work.command, email, member_id)
    typer.echo(f"{row.name} is linked to {member_id}." if member_id else f"{row.name} is linked to no Slack account.")


@grant.command("add")
def add_grant(
    email: Address,
    role: Annotated[str, typer.Option(metavar="ROLE", help="VIEWER, PM, SPONSOR, PMO_ANALYST, EXEC, …")],
    scope: Annotated[str, typer.Option(metavar="SCOPE", help="ALL, or the id of a portfolio, programme or project.")],
    up_to: Annotated[str, typer.Option(metavar="LEVEL", help="Highest classification that it opens.")] = "INTERNAL",
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day; today by default.")] = None,
    last: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day; open by default.")] = None,
    person: Operator = None,
) -> None:
    """Give somebody a role over a scope, up to a classification."""
    from tools.portfolio.founding import changing
    from tools.portfolio.granting import Wish, give
    from tools.portfolio.members import member

    begins, ends = day(first), day(last)
    work = begin(person)
    with changing(work.url) as connection:
        by = member(connection, person).person_id if person else None
        wish = Wish(role, scope, up_to, begins or work.today, ends)
        held = give(connection, work.command, member(connection, email), wish, by)
    typer.echo(f"Granted to {held.person}: {held.said()} (grant {held.number}).")


@grant.command("end")
def end_grant(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the grant, as 'pmo grant list' shows it.")],
    last: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Its last day; at once by default.")] = None,
    person: Operator = None,
) -> None:
    """End a grant, at once or with a last day; it stays in the records."""
    from tools.portfolio.founding import changing
    from tools.portfolio.granting import end

    last_day = day(last)
    work = begin(person)
    with changing(work.url) as connection:
        held = end(connection, work.command, number, work.today, last_day)
    when = f"holds until {last_day}" if last_day and last_day >= work.today else "no longer holds"
    typer.echo(f"{held.person}: {held.role} over {held.scope} up to {held.up_to} {when}.")


@grant.command("list")
def list_grants(
    email: Annotated[str | None, typer.Argument(metavar="[EMAIL]", help="Address; everybody by default.")] = None,
) -> None:
    """List the grants of a person, or of all, those included that have ended."""
    from tools.portfolio.founding import looking
    from tools.portfolio.granting import grants
    from tools.portfolio.members import member

    work = begin(None)
    with looking(work.url) as connection:
        held = grants(connection, member(connection, email).person_id if email else None)
    if not held:
        typer.echo("No grants: public and internal records only.")
        return
    table = _table("grant", "person", "role", "scope", "up to", "from", "until", "")
    for each in held:
        until = str(each.valid_to or "")
        table.add_row(
            str(each.number), each.person, each.role, each.scope, each.up_to, str(each.valid_from), until,
            _state(each, work.today),
        )  # fmt: skip
    _print(table)


def _reach(grant: GrantRecord) -> str:
    return f"{grant.role} {grant.scope} up to {grant.up_to}"


def _state(grant: GrantRecord, today: date) -> str:
    if not grant.active:
        return "person not active"
    if grant.live(today):
        return ""
    return "ended" if grant.valid_from <= today else "not yet"


def _table(*headings: str) -> Table:
    from rich.table import Table

    return Table(*headings, box=None, pad_edge=False)


def _print(table: Table) -> None:
    from rich.console import Console

    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200).print(table)

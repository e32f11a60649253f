"""``pmo init``: an organisation of one's own in an empty home."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer


def init(
    name: Annotated[str | None, typer.Option(help="Name of the organisation.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="ISO code of its money, such as EUR.")] = None,
    calendar: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Country of its public holidays, or a part, such as GB-ENG.")
    ] = None,
    fy_start: Annotated[
        str | None, typer.Option(metavar="MONTH", help="First month of its financial year, by number or name.")
    ] = None,
    admin: Annotated[str | None, typer.Option(metavar="EMAIL", help="Address of the first administrator.")] = None,
    admin_name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the first administrator.")] = None,
) -> None:
    """Found an organisation in an empty home; what is not given as an option is asked."""
    from assistant.cli.operator import command
    from assistant.settings import Settings
    from tools.portfolio import founding
    from tools.portfolio.members import checked_address

    settings = Settings()
    founding.require_empty(settings.url)
    answers = _answers(
        {
            "--name": Ask("Name of the organisation", name, founding.checked_name),
            "--currency": Ask("Currency, by its ISO code such as EUR", currency, founding.checked_currency),
            "--calendar": Ask("Public holidays of, such as GB-ENG or SE", calendar, founding.checked_calendar),
            "--fy-start": Ask("First month of the financial year", fy_start, founding.checked_month),
            "--admin": Ask("Address of the first administrator", admin, checked_address),
            "--admin-name": Ask("Name of the first administrator", admin_name, founding.checked_name),
        }
    )
    wanted, given = founding.Foundation(*answers), command(settings)
    founding.found(settings.url, given, wanted, settings.fixed_today or given.at.astimezone().date())
    typer.echo(NEXT.format(name=wanted.name, home=settings.home, email=wanted.admin_email))


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that has to be known: what is asked, what an option gave, and what makes it usable."""

    question: str
    given: str | None
    check: Callable[[str], Any]


def _answers(asks: Mapping[str, Ask]) -> list[Any]:
    """The answers in order: what options gave is looked at first, so that nobody answers in vain."""
    checked = {option: ask.check(ask.given) for option, ask in asks.items() if ask.given is not None}
    for option, ask in asks.items():
        if option not in checked:
            missing = [each for each in asks if each not in checked]
            checked[option] = _answered(ask, missing)
    return [checked[option] for option in asks]


def _answered(ask: Ask, missing: list[str]) -> Any:
    """A person's answer; they are asked again until it can be used."""
    from tools.portfolio.errors import PortfolioError

    while True:
        try:
            return ask.check(typer.prompt(ask.question, err=True))
        except PortfolioError as trouble:
            typer.echo(str(trouble), err=True)
        except typer.Abort:
            typer.echo(err=True)
            raise typer.BadParameter(f"nobody answers: give {', '.join(missing)}") from None


NEXT = """\
{name} is founded in {home}, and {email} administers it and may read everything.
What to do next:
  pmo standards sync FOLDER                 take in your standards
  pmo import --template portfolio.xlsx      an empty workbook; fill it in, then 'pmo import portfolio.xlsx'
  pmo people add EMAIL --name NAME          people who may ask; 'pmo grant add' gives them roles
  pmo ask "Who am I?"                       and whatever else you want to know
  pmo doctor                                what is still missing"""

"""An organisation whose money is not pounds is answered, checked and understood in its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from assistant.answer import Answer, Question
from assistant.drafting import verdict
from assistant.offline.compose import compose
from assistant.rendering import render
from assistant.turn import Turns
from assistant.wiring import build
from knowledge.sync import sync_folder
from tests.conftest import STANDARDS, at
from tools.catalogue import find
from tools.enquiry import Enquiry
from tools.portfolio.database import upgrade, writing
from tools.portfolio.loading import load_folder
from tools.portfolio.structure import OrganisationRow
from tools.result import ToolResult

ORCHARD = {
    "organisation": (
        "organisation_id,name,currency,calendar,fy_start_month,today\n1,Orchard Trust,EUR,DE-BY,1,2026-05-11\n"
    ),
    "person": "person_id,name,email,active\nA,Anna Kern,anna@orchard.example,yes\nB,Ben Moos,,yes\n",
    "portfolio": "portfolio_id,name\nX,Everything\n",
    "project": (
        "project_id,name,portfolio_id,type,delivery_class,mandate_type,wlc\n"
        "OT-7,Press house,X,INFRASTRUCTURE,B,NONE,1450000\n"
    ),
    "project_state": (
        "project_id,valid_from,stage,run_state,sponsor_id,pm_id,classification\n"
        "OT-7,2026-01-01,DELIVER,ACTIVE,A,B,INTERNAL\n"
    ),
    "project_baseline": (
        "project_id,version,approved_on,start,finish,bac\nOT-7,0,2025-12-18,2026-01-01,2026-12-31,1200000\n"
    ),
    "baseline_anchor": "project_id,version,date,pv\nOT-7,0,2026-01-01,0\nOT-7,0,2026-12-31,1200000\n",
    "month_lock": (
        "period_end,locked_on\n2026-01-31,2026-02-03\n2026-02-28,2026-03-03\n2026-03-31,2026-04-03\n"
        "2026-04-30,2026-05-05\n"
    ),
    "snapshot_anchor": (
        "project_id,date,ev,ac,pm_eac,forecast_finish,reason\n"
        "OT-7,2026-01-01,0,0,1200000,2026-12-31,\nOT-7,2026-04-30,390000,520000,1230000,2027-01-29,dearer steel\n"
    ),
}
MOMENT = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Orchard:
    """The whole assistant over the small organisation."""

    turns: Turns

    def answer(self, text: str) -> Answer:
        return self.turns.answer(Question(text, "anna@orchard.example"))

    def enquiry(self) -> Enquiry:
        return self.turns.enquirer.open(Question("", "anna@orchard.example"))

    def result(self, tool: str) -> ToolResult:
        found = find(tool)
        assert found is not None
        return found.call(self.enquiry(), {"project": "OT-7"})

    def lets_pass(self, text: str, results: list[ToolResult], question: str = "") -> bool:
        return verdict(text, results, question, self.enquiry())[0].passed


@pytest.fixture(scope="module")
def euro_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the organisation and, so that there are rules, with the packaged standards."""
    home = tmp_path_factory.mktemp("euro")
    data = home / "data"
    data.mkdir()
    for name, text in ORCHARD.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    upgrade(at(home).url)
    load_folder(at(home).url, data, by="a test", source="orchard")
    sync_folder(at(home).url, home, STANDARDS)
    return home


@pytest.fixture(scope="module")
def orchard_in(tmp_path_factory: pytest.TempPathFactory, euro_home: Path) -> Iterator[Callable[[str], Orchard]]:
    """Gives the organisation with its money in a currency."""
    made: dict[str, Orchard] = {}

    def make(currency: str) -> Orchard:
        if currency not in made:
            home = Path(shutil.copytree(euro_home, tmp_path_factory.mktemp(currency) / "home"))
            with writing(at(home).url) as connection:
                connection.execute(update(OrganisationRow).values(currency=currency))
            made[currency] = Orchard(build(at(home), now=lambda: MOMENT))
        return made[currency]

    yield make
    for each in made.values():
        each.turns.enquirer.portfolio.close()


@pytest.fixture(scope="module")
def orchard(orchard_in: Callable[[str], Orchard]) -> Orchard:
    """The organisation with euros."""
    return orchard_in("EUR")


# The budget is 1.2m; 390k is earned for 520k: CPI 0.75 and an EAC of 1.6m, 280k above the limit of 10 %.
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How is OT-7?", ("forecast at €1.6m on a budget of €1.2m", "The manager's own EAC is €1.23m")),
        (
            "What is the earned value of OT-7?",
            ("it costs €1.6m against a budget of €1.2m", "EV €390k and AC €520k", "VAC −€400k"),
        ),
        ("Is OT-7 within tolerance?", ("puts the limit at €1.32m", "the forecast is €280k above it")),
        ("Draft the status report of OT-7", ("cost is forecast at €1.6m",)),
        ("total budget of all projects", ("over 1 running project is €1.2m",)),
    ],
)
def test_questions_are_answered_in_euros_and_pass_the_check(
    orchard: Orchard, question: str, said: tuple[str, ...]
) -> None:
    answer = orchard.answer(question)

    assert answer.checked.passed
    assert not answer.checked.replaced
    assert all(words in answer.text for words in said), answer.text
    assert not set("£$") & set(answer.text)
    assert {figure.unit for figure in answer.figures if "€" in figure.text} == {"EUR"}


@pytest.mark.parametrize(
    ("currency", "cost"),
    [("USD", "$1.6m"), ("JPY", "¥1.6m"), ("SEK", "SEK 1.6m"), ("CHF", "CHF 1.6m"), ("TRY", "TRY 1.6m")],
)
def test_each_organisation_is_answered_in_its_own_money(
    orchard_in: Callable[[str], Orchard], currency: str, cost: str
) -> None:
    answer = orchard_in(currency).answer("How is OT-7?")

    assert answer.checked.passed
    assert f"cost is forecast at {cost} on a budget" in answer.text
    assert {figure.unit for figure in answer.figures if figure.text == cost} == {currency}


@pytest.mark.parametrize("tool", ["project_status", "earned_value", "tolerance_check"])
@pytest.mark.parametrize("other", ["£", "$", "¥", "SEK ", "GBP "])
def test_a_tools_answer_told_in_another_currency_does_not_leave(orchard: Orchard, tool: str, other: str) -> None:
    results = [orchard.result(tool)]
    text = render(compose(results), results).text

    assert "€" in text
    assert orchard.lets_pass(text, results)
    assert not orchard.lets_pass(text.replace("€", other), results)


TOLD = {
    "EUR": ("€1.6m", "EUR 1.6m", "1.6 million euros", "1.6m €", "1.6 million", "{cost}", "{cost} euros"),
    "SEK": ("SEK 1.6m", "1.6m SEK", "1.6 million kronor", "kr 1.6m", "1.6m kr", "1.6 million Swedish kronor"),
    "CAD": ("CA$1.6m", "$1.6m", "CAD 1.6m", "1.6 million Canadian dollars"),
}
REFUSED = {
    "EUR": (
        "£1.6m", "$1.6m", "GBP 1.6m", "1.6 million dollars", "1.6 million pounds", "1.6m £", "SEK 1.6m", "1.6m kr",
        "US$ {cost}", "£{cost}", "{cost} dollars", "GBP {cost}",
    ),
    "SEK": ("€1.6m", "£1.6m", "NOK 1.6m", "1.6 million Danish kroner", "1.6 million euros"),
    "CAD": ("US$1.6m", "€1.6m", "USD 1.6m", "1.6 million US dollars"),
}  # fmt: skip


@pytest.mark.parametrize("currency", TOLD)
def test_a_written_amount_must_be_in_the_figures_currency(orchard_in: Callable[[str], Orchard], currency: str) -> None:
    orchard = orchard_in(currency)
    results = [orchard.result("earned_value")]

    def passing(amounts: Sequence[str]) -> list[str]:
        text = "The EAC (BAC/CPI) of OT-7 is {}."
        return [a for a in amounts if orchard.lets_pass(text.format(a).replace("cost", "OT-7.eac_cpi"), results)]

    assert passing(TOLD[currency]) == list(TOLD[currency])
    assert passing(REFUSED[currency]) == []


def test_the_reason_says_what_the_figure_is_in_its_own_money(orchard: Orchard) -> None:
    results = [orchard.result("earned_value")]
    (verdicts, _) = verdict("The BAC of OT-7 is $1.2m.", results, "", orchard.enquiry())

    assert verdicts.untraced == ("“$1.2m” is not right: budget at completion (BAC) of OT-7 is €1.2m.",)


@pytest.mark.parametrize(
    ("tool", "told", "refused"),
    [
        ("earned_value", "The actuals of OT-7 are €520k.", "The actuals of OT-7 are €390k."),
        ("earned_value", "The BAC of OT-7 is €1.2m.", "The BAC of OT-7 is €1.6m."),
        ("earned_value", "The EAC (BAC/CPI) of OT-7 is €1.6m.", "The contingency of OT-7 is €1.6m."),
        ("earned_value", "The VAC of OT-7 is −**€400k**.", "The VAC of OT-7 is **€400k**."),
        ("tolerance_check", "OT-7 is 280k euros over.", "OT-7 is 280k euros under."),
        ("tolerance_check", "The forecast of OT-7 is €280k above the limit.", "The contingency limit is €280k."),
    ],
)
def test_euros_are_held_against_their_measure_sign_and_judgement(
    orchard: Orchard, tool: str, told: str, refused: str
) -> None:
    results = [orchard.result(tool)]

    assert orchard.lets_pass(told, results)
    assert not orchard.lets_pass(refused, results)


def test_a_limit_in_euros_needs_its_clause(orchard: Orchard) -> None:
    results = [orchard.result("tolerance_check")]
    (verdicts, _) = verdict("For OT-7 the limit is €1.32m.", results, "", orchard.enquiry())

    assert verdicts.untraced == ()
    assert verdicts.unsupported


def test_a_sign_before_a_code_tells(orchard_in: Callable[[str], Orchard]) -> None:
    orchard = orchard_in("SEK")
    results = [orchard.result("earned_value")]
    text = render(compose(results), results).text

    assert "VAC −SEK 400k" in text
    assert orchard.lets_pass(text.replace("−SEK 400k", "−**SEK 400k**"), results)
    assert not orchard.lets_pass(text.replace("−SEK 400k", "SEK 400k"), results)


@pytest.mark.parametrize(
    "typed",
    [
        "BAC €1.2m, EV €500k and AC €650k",
        "BAC EUR 1.2m, EV EUR 500k and AC EUR 650k",
        "a BAC of 1.2 million euros, an EV of 500k euros and an AC of 650k euros",
        "BAC 1.2m, EV 500k and AC 650k",
    ],
)
def test_typed_amounts_in_euros_are_understood(orchard: Orchard, typed: str) -> None:
    answer = orchard.answer(f"Calculate the CPI and EAC: {typed}")

    assert answer.checked.passed
    assert "EAC by BAC/CPI is €1.56m" in answer.text
    assert "convert" not in answer.text


@pytest.mark.parametrize(
    ("typed", "cost", "unit"),
    [
        ("BAC $1.2m, EV $500k and AC $650k", "$1.56m", "USD"),
        ("BAC £1.2m, EV £500k and AC £650k", "£1.56m", "GBP"),
        ("BAC 1.2m francs, EV 500k francs and AC 650k francs", "1,560,000", "count"),  # whose francs?
    ],
)
def test_typed_amounts_in_other_money_are_computed_in_it_and_not_converted(
    orchard: Orchard, typed: str, cost: str, unit: str
) -> None:
    answer = orchard.answer(f"Calculate the CPI and EAC: {typed}")

    assert answer.checked.passed
    assert f"EAC by BAC/CPI is {cost}." in answer.text
    assert (cost, unit) in {(figure.text, figure.unit) for figure in answer.figures}
    assert "the organisation's money is in EUR: I convert no currencies" in answer.text
    assert "€" not in answer.text


@pytest.mark.parametrize(("amount", "is_other"), [("$2m", True), ("2 million pounds", True), ("€2m", False)])
def test_a_question_with_an_amount_in_other_money_is_answered_with_a_caution(
    orchard: Orchard, amount: str, is_other: bool
) -> None:
    answer = orchard.answer(f"Is OT-7 going to cost more than {amount}?")

    assert answer.checked.passed
    assert "€1.6m" in answer.text
    assert (f"You wrote {amount}, but the organisation's money is in EUR" in answer.text) is is_other


def test_what_the_asker_typed_may_be_told_in_their_currency_only(orchard: Orchard) -> None:
    results = [orchard.result("earned_value")]
    question = "Is OT-7 going to cost more than $2m?"

    assert orchard.lets_pass("You asked about $2m; the EAC (BAC/CPI) of OT-7 is €1.6m.", results, question)
    assert not orchard.lets_pass("You asked about €2m; the EAC (BAC/CPI) of OT-7 is €1.6m.", results, question)


def test_quarters_are_those_of_the_organisations_year(orchard: Orchard) -> None:
    assert "On the data of 30 Apr 2026" in orchard.answer("How is OT-7?").text
    assert "On the data of 31 Mar 2026" in orchard.answer("How was OT-7 at the end of last quarter?").text
    assert "On the data of 31 Mar 2026" in orchard.answer("How was OT-7 at the end of Q1?").text

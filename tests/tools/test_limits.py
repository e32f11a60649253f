from datetime import date
from types import SimpleNamespace

import pytest

from knowledge.clauses import Clause, Version
from tools import limits
from tools.enquiry import Enquiry
from tools.portfolio.access import Viewer

VERSION = Version("ORG-1", "1.0", "Rules", "POLICY", "Board", date(2025, 1, 1), None, None, "rules.md")
CLAUSE = Clause(VERSION, "3.3", "Assistants", (), "Assistants shall not decide. They draft.", "MUST", 0, "h")
VIEWER = Viewer("PER-1", "Ann Other", "ann@org.example", frozenset(), ())


def enquiry(held):
    library = SimpleNamespace(rule=lambda rule, on: SimpleNamespace(clause=CLAUSE) if rule in held else None)
    return Enquiry(VIEWER, SimpleNamespace(), library, date(2026, 1, 5), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("tool", "kind"),
    [(limits.act, "decline"), (limits.leak, "decline"), (limits.outside, "decline"), (limits.not_held, "not_recorded")],
)
def test_what_is_not_done_is_said_with_its_kind(tool, kind):
    result = tool(enquiry(()), "please")

    assert result.kind == kind
    assert result.headline
    assert result.arguments == {"wish": "please"}


def test_a_wish_to_decide_is_declined_in_the_words_of_the_clause():
    result = limits.act(enquiry(("approval.assistant",)), "approve it")

    assert result.rules == ("“Assistants shall not decide.” ({ORG-1 v1.0 §3.3})",)
    assert result.clauses == (CLAUSE,)


def test_an_organisation_without_such_a_clause_still_gets_the_answer():
    result = limits.act(enquiry(()), "approve it")

    assert result.rules == ()
    assert result.kind == "decline"


def test_help_and_an_empty_home_say_what_can_be_done():
    assert limits.help(enquiry(())).kind == "answer"
    assert limits.no_portfolio("who_am_i").kind == "not_recorded"

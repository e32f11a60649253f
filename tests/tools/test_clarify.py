from datetime import date

import pytest

from tools.clarify import own_projects, which_ask, which_numbers, which_record
from tools.enquiry import Enquiry
from tools.portfolio.access import identify

TODAY, AS_OF = date(2026, 11, 3), date(2026, 10, 31)


@pytest.fixture
def enquire(demo):
    def asked_by(name):
        viewer = identify(demo, f"{name}@calderwyre.example")
        return Enquiry(viewer, demo, None, TODAY, AS_OF, demo.organisation())

    return asked_by


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("maya.okafor", ("P-101", "P-102")),  # and P-002, which is closed
        ("priya.raman", ("P-101", "P-102", "P-104")),
        ("sam.viewer", ()),
        ("daniel.reyes", ()),
    ],
)
def test_my_projects_are_the_running_ones_i_manage_or_else_sponsor(enquire, name, ids):
    assert own_projects(enquire(name)) == ids


def test_each_choice_is_a_complete_question(enquire):
    result = which_record(enquire("maya.okafor"), ["P-102", "P-206"], "how late is <record>?")

    assert [option.ask for option in result.options] == ["how late is P-102?", "how late is P-206?"]
    assert result.kind == "clarify"


def test_a_record_that_may_not_be_known_is_never_a_choice(enquire):
    result = which_record(enquire("maya.okafor"), ["P-102", "P-502"], "how late is <record>?")

    assert [option.label.split()[0] for option in result.options] == ["P-102"]


def test_without_any_choice_the_name_is_asked_for(enquire):
    assert which_record(enquire("sam.viewer"), [], "<record>").headline.startswith("Which project do you mean?")


def test_readings_and_missing_numbers_are_asked_back(enquire):
    assert [o.ask for o in which_ask(enquire("sam.viewer"), ["a?", "b?"]).options] == ["a?", "b?"]
    assert "BAC and EV" in which_numbers(enquire("sam.viewer"), ["bac", "ev"]).headline

from itertools import pairwise

import pytest

from assistant.offline.link import Linker
from tools.portfolio.records import Record

HARBOUR = Record("project", "X-1", "Harbour Crane Renewal", ("crane renewal",))
LANTERN = Record("project", "X-2", "Lantern Customer App", ("Lantern App",))
LANTERN_STREET = Record("project", "X-3", "Lantern Street Depot", ())
DATA = Record("project", "X-4", "Data Quality Hub", ())
PERSON = Record("person", "PER-1", "Imogen Vance", ())
LINKER = Linker((HARBOUR, LANTERN, LANTERN_STREET, DATA, PERSON), frozenset({"data", "quality", "customer", "hub"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how is X-1 doing", [("X-1",)]),
        ("how is x1 doing", [("X-1",)]),
        ("how is Harbour Crane Renewal", [("X-1",)]),
        ("what about the crane renewal", [("X-1",)]),
        ("the crane thing", [("X-1",)]),
        ("the harbuor crane", [("X-1",)]),
        ("status of Lantern", [("X-2", "X-3")]),
        ("status of Lantern app", [("X-2",)]),
        ("status of lantern street", [("X-3",)]),
        ("what is our data quality like", [("X-4",)]),
        ("is the data late", []),
        ("who is the customer", []),
        ("what does Imogen run", [("PER-1",)]),
        ("X-1 and the Lantern App", [("X-1",), ("X-2",)]),
        ("how is X-9 doing", []),
    ],
)
def test_names_are_linked_to_the_records_they_may_mean(text, expected):
    assert [tuple(r.id for r in link.records) for link in LINKER.links(text)] == expected


CARE = Record("portfolio", "CARE", "Patient Care", ())
BOARD = Record("board", "BOARD", "Hospital Board", ())
ROBOT = Record("project", "NH-2024-07", "Dose Robot", ())
AINO = Record("person", "n1003", "Aino Väisänen", ())
OSTERLUND = Record("person", "n1001", "Björn Østerlund", ())
KOVAL = Record("person", "n1007", "Іванна Коваль", ())
NORDIC = Linker((CARE, BOARD, ROBOT, AINO, OSTERLUND, KOVAL), frozenset({"patient", "care", "hospital", "board"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who is Aino Väisänen", [("n1003",)]),
        ("what does VÄISÄNEN do", [("n1003",)]),
        ("what does vaisanen do", [("n1003",)]),
        ("is Osterlund the sponsor", [("n1001",)]),
        ("what does Коваль do", [("n1007",)]),
        ("how is it", []),  # “is” and “nen” are no words of Väisänen
        ("NH-2024-07 and nh 2024 07", [("NH-2024-07",), ("NH-2024-07",)]),
        ("what care do we take", []),
        ("projects in CARE", [("CARE",)]),
        ("projects in the care portfolio", [("CARE",)]),
        ("when does the board meet", []),
        ("when does BOARD meet", [("BOARD",)]),
    ],
)
def test_ids_that_are_words_and_names_with_marks_are_linked_as_people_write_them(text, expected):
    assert [tuple(r.id for r in link.records) for link in NORDIC.links(text)] == expected


def test_links_do_not_overlap():
    links = LINKER.links("X-1 Harbour Crane Renewal and Lantern Street Depot")

    assert all(a.end <= b.start for a, b in pairwise(links))


def test_a_hidden_record_leaves_no_trace():
    with_hidden, without = Linker((HARBOUR, LANTERN), frozenset()), Linker((HARBOUR,), frozenset())

    assert without.links("tell me about Lantern") == ()
    assert with_hidden.links("the crane thing") == without.links("the crane thing")


PORTAL = Record("proposal", "Y-1", "Customer Gateway Renewal", ())
PUMPS = Record("proposal", "Y-2", "Crane Greasing Batch Two", ())
TRUST = Record("objective", "AIM/1", "Waiting and moving", ())
PLANS = Linker((HARBOUR, DATA, PORTAL, PUMPS, TRUST), frozenset({"customer", "data", "quality", "hub", "the", "we"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why is y1 ranked below Y-2", [("Y-1",), ("Y-2",)]),
        ("why is the customer gateway ranked below the greasing batch", [("Y-1",), ("Y-2",)]),
        ("how is the crane", [("X-1",)]),  # a project before a proposal that fits as well
        ("what do we spend on AIM/1", [("AIM/1",)]),
        ("what do we spend on waiting and moving", [("AIM/1",)]),
        ("what are we waiting for", []),
    ],
)
def test_proposals_are_linked_by_words_and_objectives_by_their_whole_name(text, expected):
    assert [tuple(r.id for r in link.records) for link in PLANS.links(text)] == expected

import pytest

from assistant.conversation import PastAsk, PastTurn, Thread
from assistant.offline.thread import (
    chosen_option,
    leans_on_last,
    looks_like_a_name,
    meant_by_pronoun,
    own,
    unknown_name,
)
from tools.result import Option

OFFERED = Thread(
    (
        PastTurn(
            "status of Lantern",
            "Which one?",
            "clarify",
            options=(
                Option("X-2 Lantern Customer App", "status of X-2"),
                Option("X-3 Lantern Street Depot", "status of X-3"),
            ),
        ),
    )
)
SPOKEN = Thread(
    (PastTurn("how is X-1", "Fine.", "answer", (PastAsk("project_status", {"project": "X-1"}),), ("X-1",)),)
)
ORDINARY = frozenset(
    [
        "how",
        "is",
        "the",
        "project",
        "doing",
        "tell",
        "me",
        "about",
        "ready",
        "for",
        "that",
        "and",
        "a",
        "exception",
        "report",
    ]
)


@pytest.mark.parametrize(
    ("reply", "chosen"),
    [
        ("the first one", "status of X-2"),
        ("2", "status of X-3"),
        ("the depot", "status of X-3"),
        ("customer app", "status of X-2"),
        ("lantern", None),
        ("what does the standard say about gates and their papers", None),
    ],
)
def test_a_reply_picks_one_of_the_choices_just_offered(reply, chosen):
    assert chosen_option(reply, OFFERED) == chosen


@pytest.mark.parametrize(
    ("masked", "leans"), [("and <project>?", True), ("what about <gate>", True), ("how late is <project>", False)]
)
def test_a_question_of_nothing_but_names_leans_on_the_last(masked, leans):
    assert (leans_on_last(masked, SPOKEN) is not None) is leans


def test_nothing_leans_without_a_thread():
    assert leans_on_last("and <project>?", Thread()) is None


@pytest.mark.parametrize(
    ("text", "meant"), [("is it late", "X-1"), ("is the project late", "X-1"), ("what is late", None)]
)
def test_a_pronoun_means_the_record_last_spoken_of(text, meant):
    assert meant_by_pronoun(text, SPOKEN) == meant


@pytest.mark.parametrize(("text", "mine"), [("is my project late", True), ("am I ready", True), ("is it late", False)])
def test_my_is_told_from_the(text, mine):
    assert own(text) is mine


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tell me about Project Osprey", "Project Osprey"),
        ("tell me about osprey", "osprey"),
        ("how is Z-77 doing", "Z-77"),
        ("how is the project doing", None),
        ("how is NH-2024-99 doing", "NH-2024-99"),
        ("is project AB/2024/17 ready", "AB/2024/17"),
        ("is Ålesund Öland ready", "Ålesund Öland"),
        ("tell me about the project Ölbrücke", "project Ölbrücke"),
    ],
)
def test_a_name_that_no_visible_record_has_is_noticed(text, name):
    span = unknown_name(text, ORDINARY, ())

    assert (text[slice(*span)] if span else None) == name


@pytest.mark.parametrize(
    ("text", "name", "is_name"),
    [
        ("tell me about Osprey", "Osprey", True),
        ("tell me about osprey", "osprey", True),
        ("is osprey late", "osprey", False),
        ("how is Z-77", "Z-77", True),
    ],
)
def test_only_what_is_written_as_a_name_is_masked(text, name, is_name):
    start = text.index(name)

    assert looks_like_a_name(text, (start, start + len(name))) is is_name

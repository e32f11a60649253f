import pytest

from assistant.offline.pairs import paired


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("What is the difference between a waiver and an exception?", ("waiver", "exception")),
        ("how is a board different from a committee", ("board", "committee")),
        ("is a sponsor the same as the owner?", ("sponsor", "owner")),
        ("soft booking vs hard booking", ("soft booking", "hard booking")),
        ("difference between version 1 and version 2", None),
        ("what is a waiver", None),
    ],
)
def test_two_terms_set_beside_each_other_are_found(text, terms):
    assert paired(text) == terms

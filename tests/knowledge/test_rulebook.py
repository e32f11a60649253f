"""The rulebook: values tied to clauses, with the words that prove them and an alarm when the text drifts."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_library import write_standard

from knowledge.confirming import confirm
from knowledge.library import Library
from knowledge.reading.documents import read_document
from knowledge.reading.guides import read_folder
from knowledge.register import Holding, Register
from knowledge.rulebook import PACKAGED, Rulebook, RulebookError

RULEBOOK = """# kept
rules:
  - id: tolerance.cost
    clause: A v1.0 §4.2   # also kept
    values: {upper: "0.10", days: 5, bands: [{up_to: "250", body: Sponsor}, {body: Board}]}
    words: ["at most **10 %**", one item]
  - {id: tolerance.time, clause: A v1.0 §4.3, values: {days: 30}}
relations:
  - {kind: conflicts, stronger: A v1.0 §4.2, weaker: L v1.0 §1.1, binds: A v1.0 §4.2, words: ["15 %"]}
"""
BODY = "### 4.2 Cost\n\nThe cost is at\nmost 10\u00a0% over:\n\n- one item\n\n### 4.3 Time\n\nThirty days."


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def rulebook(tmp_path: Path) -> Path:
    path = tmp_path / "rulebook.yaml"
    path.write_text(RULEBOOK, encoding="utf-8")
    return path


def clauses_of(folder: Path, body: str = BODY) -> Callable[[str], object]:
    documents = [
        read_document(write_standard(folder, "A", "1.0", body)),
        read_document(write_standard(folder, "L", "1.0", "### 1.1 Local\n\nUp to 15 %.", type="PROCEDURE")),
    ]
    return {clause.ref: clause for document in documents for clause in document.clauses}.get


def test_numbers_in_quotes_are_decimals_and_lists_cannot_change(rulebook: Path, tmp_path: Path) -> None:
    (rule,) = Rulebook(rulebook).rules("tolerance.cost", clauses_of(tmp_path))

    assert rule.number("upper") == Decimal("0.10")
    assert rule.whole("days") == 5
    bands = rule.values["bands"]
    assert isinstance(bands, tuple)
    assert dict(bands[0]) == {"up_to": Decimal(250), "body": "Sponsor"}
    with pytest.raises(TypeError, match=r"tolerance\.cost\.upper is no whole number"):
        rule.whole("upper")


def test_a_rule_is_drifted_until_confirmed_and_again_when_its_clause_changes(rulebook: Path, tmp_path: Path) -> None:
    def drifted(body: str = BODY) -> list[bool]:
        book, clauses = Rulebook(rulebook), clauses_of(tmp_path, body)
        return [book.rules(rule_id, clauses)[0].drifted for rule_id in ("tolerance.cost", "tolerance.time")]

    before = drifted()
    confirmed = confirm(rulebook, clauses_of(tmp_path))
    after = drifted()
    spaced = drifted(BODY.replace("The cost", "The  cost"))
    edited = drifted(BODY.replace("one item", "one other item"))
    beside = drifted(BODY.replace("Thirty days", "Thirty-one days"))

    assert (before, confirmed, after) == ([True, True], 2, [False, False])
    assert spaced == [False, False]
    assert edited == [True, False]
    assert beside == [False, True]


def test_a_rule_whose_proving_words_are_missing_is_drifted_whatever_its_hash(rulebook: Path, tmp_path: Path) -> None:
    clauses = clauses_of(tmp_path)
    confirm(rulebook, clauses)
    rulebook.write_text(rulebook.read_text(encoding="utf-8").replace("one item", "two items"), encoding="utf-8")

    (rule,) = Rulebook(rulebook).rules("tolerance.cost", clauses)

    assert rule.drifted


def test_confirming_writes_hashes_and_leaves_everything_else(rulebook: Path, tmp_path: Path) -> None:
    clauses = clauses_of(tmp_path)

    first, again = confirm(rulebook, clauses, "tolerance.time"), confirm(rulebook, clauses)
    text = rulebook.read_text(encoding="utf-8")

    assert (first, again) == (1, 1)
    assert confirm(rulebook, clauses) == 0
    without = [line for line in text.replace(", hash: ", "\nhash: ").splitlines() if "hash: " not in line]
    assert "# kept" in text
    assert "# also kept" in text
    assert len(without) >= len(RULEBOOK.splitlines()) - 1


def test_a_rulebook_is_never_left_half_written(rulebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(os, "replace", kill)

    with pytest.raises(Killed):
        confirm(rulebook, clauses_of(tmp_path))

    assert rulebook.read_text(encoding="utf-8") == RULEBOOK


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BODY, "tolerance.cost: A v1.0 §4.2 has not been confirmed"),
        (BODY.replace("10\u00a0%", "12 %"), "tolerance.cost: the words 'at most **10 %**' do not stand in A v1.0 §4.2"),
    ],
)
def test_problems_name_the_rule_the_words_and_the_clause(
    rulebook: Path, tmp_path: Path, body: str, problem: str
) -> None:
    assert problem in Rulebook(rulebook).problems(clauses_of(tmp_path, body))


def test_entries_of_clauses_that_are_not_held_are_left_aside(rulebook: Path) -> None:
    book = Rulebook(rulebook)

    assert book.rules("tolerance.cost", lambda ref: None) == ()
    assert book.problems(lambda ref: None) == ()
    assert book.unheld(lambda ref: None) == ("A v1.0 §4.2", "A v1.0 §4.3", "L v1.0 §1.1")


def test_a_misspelt_key_is_refused_with_its_name(rulebook: Path) -> None:
    rulebook.write_text(RULEBOOK.replace("words:", "wrods:", 1))

    with pytest.raises(RulebookError, match="wrods"):
        Rulebook(rulebook)


def test_the_library_takes_the_rule_of_the_version_in_force_from_the_rulebook_of_its_home(
    tmp_path: Path, database: str, open_here: Callable[[], Library]
) -> None:
    folder = tmp_path / "standards"
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rulebook.yaml").write_text(
        """rules:
  - {id: cost, clause: A v1.0 §4.2, values: {upper: "0.20"}}
  - {id: cost, clause: A v2.0 §4.2, values: {upper: "0.10"}}
  - {id: cost, clause: L v1.0 §1.1, values: {upper: "0.15"}}
"""
    )
    register = Register(database)
    with register.change() as change:
        for name, version, start, end, type_ in (
            ("A", "1.0", "2024-01-01", "2024-12-31", "STANDARD"),
            ("A", "2.0", "2025-01-01", "", "STANDARD"),
            ("L", "1.0", "2023-01-01", "", "PROCEDURE"),
        ):
            body = "### 4.2 X\n\nx\n\n### 1.1 Y\n\ny"
            path = write_standard(folder, name, version, body, type=type_, effective_from=start, effective_to=end)
            read = read_document(path)
            change.put(Holding(read.version, read.version.effective_to, "", read.clauses))
    register.close()
    library = open_here()

    found = [library.rule("cost", date(year, 6, 1)) for year in (2022, 2023, 2024, 2025)]

    assert [rule and rule.clause.ref for rule in found] == [None, "L v1.0 §1.1", "A v1.0 §4.2", "A v2.0 §4.2"]
    assert library.rule("no such rule", date(2025, 1, 1)) is None


@pytest.mark.parametrize(
    ("order", "strongest"),
    [("POLICY, STANDARD, PROCEDURE", "S v1.0 §4.2"), ("POLICY, PROCEDURE, STANDARD", "L v1.0 §4.2")],
)
def test_which_kind_of_document_is_the_stronger_is_for_the_documents_to_say(
    tmp_path: Path, database: str, open_here: Callable[[], Library], order: str, strongest: str
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "rulebook.yaml").write_text(
        f"""rules:
  - {{id: precedence, clause: C v1.0 §4.2, values: {{order: [{order}]}}}}
  - {{id: cost, clause: S v1.0 §4.2}}
  - {{id: cost, clause: L v1.0 §4.2}}
"""
    )
    register = Register(database)
    with register.change() as change:
        for name, type_ in (("C", "POLICY"), ("S", "STANDARD"), ("L", "PROCEDURE")):
            read = read_document(write_standard(tmp_path / "s", name, "1.0", "### 4.2 X\n\nx", type=type_))
            change.put(Holding(read.version, None, "", read.clauses))
    register.close()

    rule = open_here().rule("cost", date(2025, 6, 1))

    assert rule is not None
    assert rule.clause.ref == strongest


def test_relations_touch_both_their_clauses(tmp_path: Path, rulebook: Path) -> None:
    clauses = clauses_of(tmp_path)

    (relation,) = Rulebook(rulebook).relations(clauses)

    assert (relation.kind, relation.binds.ref, relation.because) == ("conflicts", "A v1.0 §4.2", None)
    assert Rulebook(rulebook).relations(lambda ref: None) == ()


def test_the_packaged_rulebook_is_proved_by_the_packaged_standards() -> None:
    shelf = read_folder(PACKAGED.parent / "standards")
    clauses = {clause.ref: clause for document in shelf.documents for clause in document.clauses}
    book = Rulebook(PACKAGED)

    assert shelf.problems == {}
    assert book.problems(clauses.get) == ()
    assert book.unheld(clauses.get) == ()

"""A rulebook held against its standards: what needs a person, and what no rule reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from small_library import write_standard

from knowledge.confirming import confirm, keep, own_copy, text_of
from knowledge.findings import RuleValue
from knowledge.rule_check import Desk, states_a_limit
from knowledge.rule_kinds import described, kind_of, rule_kinds, shape_problem
from knowledge.rule_values import not_in_words
from knowledge.rulebook import PACKAGED, Rulebook, RulebookError, schema

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 3)
LINE = "line 3 of rulebook.yaml:"
BODY = """### 4.2 Cost

The cost may be 10 % over. It shall be told.

### 4.3 Time

Reports shall come within 5 working days.

### 4.4 Words

Reports shall be plain."""
RULES = """# yaml-language-server: $schema=rulebook.schema.json
rules:
  - id: tolerance.cost
    clause: A v1.0 §4.2
    values: {upper: "0.10"}
    words: ["10 % over"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_standard(tmp_path / "standards", "A", "1.0", BODY)
    (tmp_path / "rulebook.yaml").write_text(RULES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def rewritten(folder: Path) -> Callable[..., Desk]:
    """The desk over the folder after a change of its rulebook."""

    def change(old: str, new: str, on: date = TODAY) -> Desk:
        path = folder / "rulebook.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return Desk.of_folder(folder, on)

    return change


def confirmed(folder: Path) -> None:
    confirm(folder / "rulebook.yaml", Desk.of_folder(folder, TODAY).holdings.by_ref)


def test_a_confirmed_rulebook_holds_and_limits_that_no_rule_reads_are_told(folder: Path) -> None:
    confirmed(folder)

    report = Desk.of_folder(folder, TODAY).check()

    assert report.problems == ()
    assert [clause.number for clause in report.not_read] == ["4.3"]
    assert "tolerance.time" in report.not_stated
    assert (report.rules, report.clauses) == (1, 2)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("tolerance.cost", "tolerance.cots", f"{LINE} no rule is called 'tolerance.cots'; did you mean "),
        ("{upper", "{uper: 1, upper", f"{LINE} tolerance.cost has no value 'uper'; did you mean 'upper'?"),
        ('{upper: "0.10"}', "{}", f"{LINE} tolerance.cost lacks the value 'upper' (ratio)"),
        ("10 % over\"", "12 % over\"", "tolerance.cost: the words '12 % over' do not stand in A v1.0 §4.2"),
        ("A v1.0 §4.2", "A v1.0 §9", "A v1.0 §9 is named and not held"),
        ("A v1.0 §4.2", "A v9 §4.2", "A v9 is not held, and 1 of its clauses are named"),
    ],
)  # fmt: skip
def test_each_thing_that_needs_a_person_is_one_sentence(
    rewritten: Callable[..., Desk], old: str, new: str, problem: str
) -> None:
    assert any(each.startswith(problem) for each in rewritten(old, new).check().problems)


def test_an_unconfirmed_a_drifted_and_a_doubled_rule_need_a_person(folder: Path) -> None:
    def problems() -> tuple[str, ...]:
        return Desk.of_folder(folder, TODAY).check().problems

    before = problems()
    confirmed(folder)
    write_standard(folder / "standards", "A", "1.0", BODY.replace("It shall be told", "It must be told"))
    drifted = problems()
    text = (folder / "rulebook.yaml").read_text(encoding="utf-8")
    (folder / "rulebook.yaml").write_text(text + text[text.index("  - id") :], encoding="utf-8")
    doubled = problems()

    assert before == ("tolerance.cost: A v1.0 §4.2 has not been confirmed",)
    assert drifted == ("tolerance.cost: A v1.0 §4.2 has changed since it was confirmed",)
    assert "tolerance.cost is stated twice for A v1.0 §4.2: keep one" in doubled


def test_a_rule_without_a_version_in_force_needs_a_person(folder: Path) -> None:
    confirmed(folder)

    early = Desk.of_folder(folder, date(2024, 1, 1)).check().problems

    assert early == ("tolerance.cost: no version of its clause is in force on 2024-01-01",)


def test_two_clauses_that_nothing_ranks_are_asked_about(folder: Path) -> None:
    write_standard(folder / "standards", "B", "1.0", "### 1.1 Cost\n\nThe cost may be 12 % over.")
    more = '  - {id: tolerance.cost, clause: B v1.0 §1.1, values: {upper: "0.12"}, words: ["12 % over"]}\n'
    (folder / "rulebook.yaml").write_text(RULES + more, encoding="utf-8")
    confirmed(folder)

    (problem,) = Desk.of_folder(folder, TODAY).check().problems

    assert problem == (
        "A v1.0 §4.2 and B v1.0 §1.1 disagree (upper 10 % against 12 %), and nothing ranks them: "
        "ask Head of Delivery to rule."
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (RULES.replace("words:", "wrods:"), "line 6: tolerance.cost: 'wrods': nothing is called so here; did you mean"),
        (RULES.replace("    clause: A v1.0 §4.2\n", ""), "line 3: tolerance.cost: 'clause': it is missing; add it"),
        (RULES.replace("{upper", "{{upper"), "line 6 is no YAML"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_line_and_rule(folder: Path, text: str, where: str) -> None:
    (folder / "rulebook.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RulebookError, match=re.escape(where)):
        Desk.of_folder(folder, TODAY)


def test_confirming_writes_who_and_when_beside_the_hash_and_again_in_their_place(folder: Path) -> None:
    path, clauses = folder / "rulebook.yaml", Desk.of_folder(folder, TODAY).holdings.by_ref
    confirm(path, clauses, "tolerance.cost", "ann@x.example", TODAY)
    first = Rulebook(path).entries[0]
    write_standard(folder / "standards", "A", "1.0", BODY.replace("told", "said"))
    confirm(path, Desk.of_folder(folder, TODAY).holdings.by_ref, None, "bob: b", date(2026, 12, 1))
    second, text = Rulebook(path).entries[0], path.read_text(encoding="utf-8")

    assert (first.confirmed_by, first.confirmed_on) == ("ann@x.example", TODAY)
    assert (second.confirmed_by, second.confirmed_on) == ("bob: b", date(2026, 12, 1))
    assert second.hash != first.hash
    assert [text.count(key) for key in ("hash:", "confirmed_by:", "confirmed_on:")] == [1, 1, 1]
    assert text.startswith(RULES[:60])


def test_the_text_that_was_confirmed_is_kept_for_the_next_one_to_compare(folder: Path, tmp_path: Path) -> None:
    clause = Desk.of_folder(folder, TODAY).holdings.by_ref("A v1.0 §4.2")
    assert clause is not None

    keep(tmp_path / "home", [clause], {clause.text_hash, "other"})

    assert text_of(tmp_path / "home", clause.text_hash) == clause.text
    assert text_of(tmp_path / "home", "other") is None
    assert text_of(tmp_path / "nowhere", clause.text_hash) is None


def test_a_copy_of_the_rulebook_is_made_once(tmp_path: Path, folder: Path) -> None:
    own = own_copy(tmp_path / "home", folder / "rulebook.yaml")
    assert (own, own.read_text(encoding="utf-8")) == (tmp_path / "home" / "rulebook.yaml", RULES)
    own.write_text("rules: []", encoding="utf-8")

    assert own_copy(tmp_path / "home", folder / "rulebook.yaml").read_text(encoding="utf-8") == "rules: []"


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("Reports shall be plain.", False),
        ("The owner shall complete its next review by 30 June 2027.", False),
        ("Papers shall come 5 days before (A-STD-1 §4.2).", True),
        ("A project shall bring:\n\n- a\n- b\n- c\n- d", True),
        ("A project shall bring:\n\n- a\n- b", False),
    ],
)
def test_amounts_and_lists_are_limits_and_references_and_dates_are_not(text: str, limits: bool) -> None:
    assert states_a_limit(text) is limits


@pytest.mark.parametrize("folder_name", ["knowledge", "evals/organisations/nordhamn"])
def test_the_rulebooks_hold_and_read_nine_of_ten_limits(folder_name: str) -> None:
    on = TODAY if folder_name == "knowledge" else date(2025, 5, 14)

    report = Desk.of_folder(ROOT / folder_name, on).check()

    assert report.problems == ()
    assert len(report.not_read) <= report.clauses / 10
    assert {each.ruling.why for each in report.contradictions} == {"delegated", "higher"}


def test_every_rule_that_code_reads_is_described_with_what_happens_without_it() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tools").rglob("*.py"))
    named = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', sources)) & set(rule_kinds())
    families = {f"{name}.*" for name in re.findall(r'f"([a-z_]+\.[a-z_]+)\.\{', sources)} & set(rule_kinds())
    stems = re.findall(r'f"([a-z_]+\.[a-z_]+)\{', sources)
    numbered = {each for each in rule_kinds() for stem in stems if re.fullmatch(rf"{re.escape(stem)}\d", each)}
    locals_ = {f"{point}_local" for point in re.findall(r'\b(?:binding|both)\([^"]*"([a-z_.]+)"', sources)}

    described_as_read = {rule_id for rule_id, kind in rule_kinds().items() if kind.is_read}

    assert described_as_read - {"precedence"} == named | families | numbered | locals_


def test_every_value_that_code_reads_is_described() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tools").rglob("*.py"))
    read = set(re.findall(r'(?:number|limit|words|words_in)\((?:\w+\.)*rules?(?:\.\w+)*, "([a-z_0-9]+)"', sources))

    described_keys = {key for kind in rule_kinds().values() for key in kind.keys}

    assert len(read) > 15
    assert read <= described_keys


def test_what_states_the_same_limit_exists() -> None:
    named = [key.same_as for kind in rule_kinds().values() for key in kind.keys.values() if key.same_as]

    for each in named:
        rule_id, _, key = each.rpartition(".")
        kind = kind_of(rule_id)
        assert kind is not None, each
        assert key in kind.keys, each


def test_the_packaged_rules_have_the_values_that_are_described() -> None:
    assert [found for each in Rulebook(PACKAGED).entries if (found := shape_problem(each.id, each.values))] == []


def test_every_number_of_the_packaged_rules_stands_in_its_words_but_those_that_a_word_implies() -> None:
    found = {
        (each.rule_id, key) for each in Desk.of_folder(PACKAGED.parent, TODAY).standings() for key in each.unworded
    }

    assert found == {
        ("reporting.cycle", "period_ends"),  # “the last calendar day of the month”
        ("reporting.cycle_local", "period_ends"),
        ("reporting.red", "period_ends"),
        ("portfolio.review", "per_year"),  # “each quarter of the financial year”
        ("benefits.tracking", "per_year"),
        ("waiver.renewal", "times"),  # “once”
        ("waiver.expired", "days"),  # “the day after”
        ("assurance.perspective", "partly"),  # “half”
    }


@pytest.mark.parametrize(
    ("values", "words", "unworded"),
    [
        ({"upper": Decimal("0.10"), "lower": Decimal("-0.10")}, ["+10 % and −10 %"], ()),
        ({"upper": Decimal("0.12")}, ["+10 % and −10 %"], ("upper",)),
        ({"wlc_from": Decimal("2000000"), "options_from": 3}, ["£2,000,000 or more", "at least Three"], ()),
        ({"days": 5}, ["15 days"], ("days",)),
        ({"bands": ({"up_to": Decimal(250), "body": "Sponsor"},), "waivable": False}, ["up to £250"], ()),
    ],
)
def test_a_number_may_stand_as_percentage_word_or_figure(
    values: dict[str, RuleValue], words: list[str], unworded: tuple[str, ...]
) -> None:
    assert not_in_words(values, words) == unworded


def test_the_document_lists_the_rules_as_they_are_described() -> None:
    text = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")

    assert text.endswith("\n\n" + described()), "write the table again: python -m knowledge.rule_kinds"


def test_the_schema_names_every_key_of_an_entry() -> None:
    assert {"id", "clause", "values", "words", "hash"} <= set(schema()["$defs"]["Entry"]["properties"])

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from evals.case import Records, Suite
from evals.home import organisations
from evals.loading import SCHEMA_LINE, BadFile, load_file, load_suites

HEAD = f"{SCHEMA_LINE}\nname: small\ndescription: d\nas: ann@example.org\ncases:\n"
CASE = "  - id: a\n    question: hello\n    expect: {kind: [answer]}\n"


def written(folder: Path, text: str, name: str = "small") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BadFile) as refused:
        load_file(path)
    return str(refused.value)


def test_a_suite_is_read_with_its_cases(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + CASE)

    (suite,) = load_file(path)

    assert suite.name == "small"
    assert [case.id for case in suite.cases] == ["a"]
    assert suite.cases[0].steps[0].expect.kind == ["answer"]


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("  - id: a\n    question: q\n    expct: {kind: [answer]}\n", 8, "did you mean 'expect'?"),
        ("  - id: a\n    question: q\n    expect: {kind: [anwser]}\n", 8, "did you mean 'answer'?"),
        ("  - id: a\n    question: q\n    expect:\n      kind: [answer]\n      citation: {}\n", 10, "'citations'"),
        ("  - id: a\n    question: q\n    expect:\n      kind: answer\n", 9, "write a list"),
        ("  - id: a\n    question: q\n", 6, "question and expect, or turns"),
        ("  - id: a\n    question: q\n    turns: [{question: q, expect: {kind: [answer]}}]\n", 6, "or turns"),
        (CASE + CASE, 2, "ids stand twice: a"),
        (CASE.replace("hello", "no"), 7, "put it in quotes"),
        (CASE + "    as_of: 20261031\n", 9, "write a day as 2026-10-31"),
        (CASE + "    weight: 0\n", 9, "greater than 0"),
        (CASE + "    as: somebody\n", 9, "cases.0.as"),
        (CASE + "    surface: telex\n", 9, "there are web, api, cli, slack, mcp"),
        (CASE.replace("[answer]}", "[answer], text: {must: ['/(/']}}"), 8, "not a regular expression"),
        (CASE.replace("[answer]}", "[answer], citations: {required: [STD-1]}}"), 8, "DOCUMENT vVERSION"),
        (CASE.replace("[answer]}", "[answer], figures: [{subject: P-1, within: 1}]}"), 8, "need a number"),
        (CASE.replace("[answer]}", "[answer], figures: [{within: 1}]}"), 8, "say which figure"),
        (CASE.replace("[answer]}", "[answer], figures: [{unit: pounds}]}"), 8, "the code of a currency"),
        (CASE.replace("[answer]}", "[answer], figures: [{unit: money}]}"), 8, "the code of a currency"),
        (CASE.replace("[answer]}", "[answer], figures: [{subject: P-1, value: true}]}"), 8, "value"),
        (CASE.replace("[answer]}", "[answer], records: {include: [p1]}}"), 8, "written by its id"),
        ("  - id: a\n    question: q\n    question: r\n", 8, "'question' stands twice"),
        ("  - id: [\n", 7, "not YAML"),
    ],
)  # fmt: skip
def test_what_a_suite_does_not_know_is_refused_with_its_line(tmp_path: Path, body: str, line: int, says: str) -> None:
    path = written(tmp_path, HEAD + body)

    words = refusal(path)

    assert f"small.yaml:{line}:" in words
    assert says in words


def test_everything_wrong_is_said_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "  - id: a\n    qestion: q\n    wieght: 2\n")

    words = refusal(path).splitlines()

    assert ["'qestion'" in words[0], "'wieght'" in words[1]] == [True, True]


def test_a_suite_must_name_its_schema_on_the_first_line(tmp_path: Path) -> None:
    path = written(tmp_path, (HEAD + CASE).removeprefix(SCHEMA_LINE + "\n"))

    assert "small.yaml:1:" in refusal(path)


def test_a_suite_is_named_like_its_file(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + CASE, name="other")

    assert "name it 'other'" in refusal(path)


def test_a_twin_belongs_to_a_case_of_one_question(tmp_path: Path) -> None:
    turn = "[{question: q, expect: {kind: [answer], twin: {question: r}}}]"
    path = written(tmp_path, HEAD + f"  - id: a\n    turns: {turn}\n")

    assert "without a thread" in refusal(path)


def test_an_unknown_suite_is_refused_with_those_there_are(tmp_path: Path) -> None:
    written(tmp_path, HEAD + CASE)

    with pytest.raises(BadFile, match=r"no suite 'smal'.*there are small"):
        load_suites(["smal"], tmp_path)


def test_one_case_id_stands_in_one_suite_only(tmp_path: Path) -> None:
    written(tmp_path, HEAD + CASE)
    written(tmp_path, (HEAD + CASE).replace("name: small", "name: twin"), name="twin")

    with pytest.raises(BadFile, match=r"twin.yaml:1: .* 'a' stands in small.yaml too"):
        load_suites(folder=tmp_path)


def test_problems_of_all_files_are_said_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(tmp_path, "not a suite", name=name)

    with pytest.raises(BadFile) as refused:
        load_suites(folder=tmp_path)

    assert [problem.file for problem in refused.value.problems] == ["one.yaml", "two.yaml"]


TABLE = """organisation: every
as: "{reader}"
cases:
  - id: a
    question: How is {clean.name} doing?
    expect: {kind: [answer], records: {include: "{clean.ids}"}, figures: [{value: "{clean.bac}"}], as_of: "{day}"}
"""


@pytest.fixture
def two_organisations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, id_ in (("demo", "P-1"), ("abbey", "AB/2024/7")):
        folder = tmp_path / "organisations" / name
        folder.mkdir(parents=True)
        facts = f"reader: ann@{name}.example\nclean: {{name: Mill, ids: [{id_}], bac: 12.5}}\nday: 2025-04-30\n"
        (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    known = organisations(tmp_path / "organisations")
    monkeypatch.setattr("evals.loading.organisations", lambda: known)


@pytest.mark.usefixtures("two_organisations")
def test_a_table_of_questions_gives_a_suite_for_each_organisation_with_its_facts(tmp_path: Path) -> None:
    written(tmp_path, f"{SCHEMA_LINE}\nname: small\ndescription: d\n{TABLE}")

    suites = load_suites(folder=tmp_path)

    assert [(suite.name, suite.organisation, suite.subject) for suite in suites] == [
        ("small", "demo", "small"),
        ("abbey_small", "abbey", "small"),
    ]
    (case,) = suites[1].cases
    assert (case.id, case.question, suites[1].asked_by) == ("abbey-a", "How is Mill doing?", "ann@abbey.example")
    assert case.expect is not None
    assert case.expect.records.include == ["AB/2024/7"]
    assert (case.expect.figures[0].value, case.expect.as_of) == (12.5, date(2025, 4, 30))


@pytest.mark.usefixtures("two_organisations")
@pytest.mark.parametrize(
    ("names", "found"),
    [(["small"], ["small", "abbey_small"]), (["abbey_small"], ["abbey_small"])],
)
def test_a_table_is_run_whole_by_its_name_and_in_part_by_that_of_a_suite(
    tmp_path: Path, names: list[str], found: list[str]
) -> None:
    written(tmp_path, f"{SCHEMA_LINE}\nname: small\ndescription: d\n{TABLE}")

    assert [suite.name for suite in load_suites(names, tmp_path)] == found


@pytest.mark.usefixtures("two_organisations")
def test_a_suite_of_one_organisation_is_not_one_of_another(tmp_path: Path) -> None:
    written(tmp_path, HEAD + CASE)

    with pytest.raises(BadFile, match="no suite 'abbey_small'"):
        load_suites(["abbey_small"], tmp_path)


@pytest.mark.usefixtures("two_organisations")
def test_a_place_that_no_fact_fills_is_refused_with_its_line(tmp_path: Path) -> None:
    table = TABLE.replace("How is {clean.name}", "How is {clean.nme}")
    path = written(tmp_path, f"{SCHEMA_LINE}\nname: small\ndescription: d\n{table}")

    assert "small.yaml:8: no fact of demo stands for {clean.nme} (did you mean 'clean.name'?)" in refusal(path)


def test_an_organisation_that_is_not_there_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.replace("as:", "organisation: dmo\nas:") + CASE)

    assert "small.yaml:4: there is no organisation 'dmo' (did you mean 'demo'?)" in refusal(path)


@pytest.mark.parametrize("id_", ["P-101", "NH-2024-07", "AB/2024/7", "CARE", "n1042", "KLIN.7", "SITE/NORTH"])
def test_ids_of_any_house_name_a_record(id_: str) -> None:
    assert Records.model_validate({"include": [id_]}).include == [id_]


@pytest.mark.parametrize("name", ["Aurora", "Aurora CRM", "p1", "the project", "42"])
def test_a_name_is_no_id(name: str) -> None:
    with pytest.raises(ValidationError, match="written by its id"):
        Records.model_validate({"include": [name]})


def test_a_question_alone_and_a_conversation_are_both_steps() -> None:
    expect = {"kind": ["answer"]}
    given = {"name": "s", "description": "d", "as": "ann@example.org"}
    single = {"id": "a", "question": "q", "expect": expect}
    several = {"id": "b", "turns": [{"question": "q", "expect": expect}, {"question": "r", "expect": expect}]}

    suite = Suite.model_validate({**given, "cases": [single, several]})

    assert [[turn.question for turn in case.steps] for case in suite.cases] == [["q"], ["q", "r"]]

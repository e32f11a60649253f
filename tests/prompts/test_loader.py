"""Prompts are short files that say what they need, and are known by a fingerprint."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

import prompts
from prompts.loader import MissingVariable, Prompt, load

FOLDER = Path(prompts.__file__).parent
IDS = sorted(path.stem for path in FOLDER.glob("*.md"))


def test_there_are_prompts() -> None:
    assert {"answer", "redraft"} <= set(IDS)


@pytest.mark.parametrize("prompt_id", IDS)
def test_a_prompt_has_the_id_of_its_file_and_says_something(prompt_id: str) -> None:
    prompt = load(prompt_id)

    assert prompt.id == prompt_id
    assert prompt.version
    assert prompt.text


@pytest.mark.parametrize("prompt_id", IDS)
def test_a_prompt_is_short(prompt_id: str) -> None:
    assert len((FOLDER / f"{prompt_id}.md").read_text("utf-8").splitlines()) < 80


@pytest.mark.parametrize("prompt_id", IDS)
def test_a_prompt_names_no_record_no_clause_and_no_person_of_an_organisation(prompt_id: str) -> None:
    text = load(prompt_id).text

    assert not re.search(r"\bP-\d{3}\b|\bPMO-(?:STD|POL)-\d|\bPROC-|calderwyre", text, re.IGNORECASE)


@pytest.mark.parametrize("prompt_id", IDS)
def test_a_prompt_with_all_its_variables_leaves_no_gap(prompt_id: str) -> None:
    prompt = load(prompt_id)

    filled = prompt.fill({name: f"<{name}>" for name in prompt.variables})

    assert "[[" not in filled
    assert all(f"<{name}>" in filled for name in prompt.variables)


def test_a_missing_variable_is_named() -> None:
    prompt = Prompt("greet", "1", ("person", "day"), "Hello [[person]], it is [[day]].")

    with pytest.raises(MissingVariable, match="day"):
        prompt.fill({"person": "Ada"})


def test_a_value_that_looks_like_a_variable_is_not_filled_again() -> None:
    prompt = Prompt("greet", "1", ("person", "day"), "Hello [[person]], it is [[day]].")

    assert prompt.fill({"person": "[[day]]", "day": "Monday"}) == "Hello [[day]], it is Monday."


def test_the_fingerprint_changes_with_the_words_and_with_nothing_else() -> None:
    one = Prompt("greet", "1", (), "Hello.")

    assert one.fingerprint == Prompt("greet", "1", (), "Hello.").fingerprint
    assert one.fingerprint != Prompt("greet", "1", (), "Hello!").fingerprint
    assert one.fingerprint.startswith("greet@1-")


@pytest.mark.parametrize(
    ("declared", "text"), [("[person]", "Hello."), ("[]", "Hello [[person]]."), ("", "Hello [[person]].")]
)
def test_a_prompt_whose_head_and_text_differ_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: str, text: str
) -> None:
    (tmp_path / "greet.md").write_text(f"---\nid: greet\nversion: 1\nvariables: {declared}\n---\n{text}\n", "utf-8")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)

    with pytest.raises(ValueError, match="'greet' declares"):
        load("greet")


def test_a_prompt_that_does_not_exist_is_not_invented() -> None:
    with pytest.raises(FileNotFoundError):
        load("nothing-of-this-name")

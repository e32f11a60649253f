from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Checked
from evals.blind import ask_blind, counts, for_grader, read

Make = Callable[..., Answer]


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    given = {"as": "ann@example.org", "kind": ["answer"], "needs": "core", "blind": True, "persona": "pm"}
    path = folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps({**given, **row}) for row in rows), encoding="utf-8")
    return path


def test_only_blind_questions_of_the_need_are_asked(tmp_path: Path, make_answer: Make, scripted: Any) -> None:
    path = written(
        tmp_path,
        {"id": "1", "text": "secret"},
        {"id": "2", "text": "known", "blind": False},
        {"id": "3", "text": "later", "needs": "flags"},
    )
    asker = scripted({"secret": make_answer()})

    asked = ask_blind(read(path), asker)

    assert [one.row.id for one in asked] == ["1"]


def test_a_follow_up_is_asked_after_what_it_follows_in_one_thread(
    tmp_path: Path, make_answer: Make, scripted: Any
) -> None:
    path = written(
        tmp_path,
        {"id": "1", "text": "first", "blind": False},
        {"id": "2", "text": "second", "blind": False, "follows": "1"},
        {"id": "3", "text": "third", "follows": "2", "as": "bob@example.org"},
    )
    asker = scripted({text: make_answer() for text in ("first", "second", "third")})

    asked = ask_blind(read(path), asker)

    assert len(asked) == 1
    assert [question.text for question in asker.asked] == ["first", "second", "third"]
    assert len({(question.thread, question.asked_by) for question in asker.asked}) == 1


def test_what_is_printed_holds_counts_and_no_words(tmp_path: Path, make_answer: Make, scripted: Any) -> None:
    path = written(tmp_path, *({"id": text, "text": text, "notes": "hidden note"} for text in ("aa", "bb", "cc", "dd")))
    asker = scripted(
        {
            "aa": make_answer(),
            "bb": make_answer(kind="clarify"),
            "cc": make_answer(checked=Checked(passed=False)),
            "dd": RuntimeError("dd broke"),
        }
    )

    asked = ask_blind(read(path), asker)

    lines = counts(asked).splitlines()
    assert [line.split(", 95")[0] for line in lines] == [
        "blind questions: 4", "kind acceptable: 50.0 % (2 of 4", "checker passed: 50.0 % (2 of 4",
        "both: 25.0 % (1 of 4", "broken: 1",
    ]  # fmt: skip
    assert not any(words in counts(asked) for words in ("aa", "hidden", "Harbour", "broke "))
    assert all(words in for_grader(asked) for words in ("aa", "hidden note", "Harbour", "dd broke"))

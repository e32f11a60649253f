"""The data dictionary says what the tables are."""

from __future__ import annotations

from tools.portfolio.dictionary import FILE, dictionary, entry, to_markdown
from tools.portfolio.tables import TABLES


def test_the_document_is_what_the_tables_say() -> None:
    assert FILE.read_text(encoding="utf-8") == to_markdown(), "run python -m tools.portfolio.dictionary"


def test_every_table_stands_in_it_once_with_a_sentence() -> None:
    entries = [each for subject in dictionary() for each in subject.entries]

    assert sorted(each.table.name for each in entries) == sorted(TABLES)
    assert all(each.meaning.endswith(".") for each in entries)


def test_a_field_has_its_meaning_words_and_reference() -> None:
    fields = {each.name: each for each in entry("project_state").fields}

    assert fields["run_state"].words == ("ACTIVE", "ON_HOLD", "STOPPED", "COMPLETE", "CANCELLED")
    assert fields["sponsor_id"].refers_to == "person.person_id"
    assert fields["valid_to"].meaning.startswith("Last day on which it held")
    assert fields["project_id"].key
    assert "row_version" not in fields

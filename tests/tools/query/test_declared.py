import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from tools.calculations import earned_value
from tools.query.asked import QueryOf
from tools.query.document import FILE, listed, to_markdown
from tools.query.entities import ENTITIES
from tools.query.registry import DIMENSIONS, EVERY, FIELDS, MEASURES, field_of

FORMULAS = (Path(__file__).parents[3] / "docs" / "formulas.md").read_text(encoding="utf-8")


def test_names_are_unique_and_there_are_many() -> None:
    assert len(FIELDS) == len(EVERY)
    assert len(MEASURES) >= 40
    assert len(DIMENSIONS) >= 20
    assert earned_value.FORMULA in {each.formula for each in EVERY}


def test_every_formula_is_described() -> None:
    named = {each.formula for each in EVERY if each.formula} - {"F-SUM"}

    assert {formula for formula in named if formula not in FORMULAS} == set()


def test_every_field_that_an_entity_names_is_one_of_its_own() -> None:
    for name, entity in ENTITIES.items():
        named = [*entity.shown, *entity.status, *filter(None, (entity.money, entity.person))]
        assert [each for each in named if field_of(name, each) is None] == []


def test_words_for_values_give_values_that_the_field_has() -> None:
    for each in EVERY:
        assert {value for _, value in each.words} <= set(each.values), each.name


def test_the_document_is_as_declared() -> None:
    assert FILE.read_text(encoding="utf-8") == to_markdown(), "run: python -m tools.query.document"
    assert len(listed()) == len(EVERY)


def test_a_model_sees_every_name_and_no_other_is_taken() -> None:
    schema = str(QueryOf.model_json_schema())

    assert all(re.search(rf"'{name}'", schema) for name in FIELDS)
    with pytest.raises(ValidationError, match="there is no field"):
        QueryOf.model_validate({"where": [{"field": "password", "value": "x"}]})
    with pytest.raises(ValidationError, match="Extra inputs"):
        QueryOf.model_validate({"sql": "select 1"})

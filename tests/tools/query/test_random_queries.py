from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.query.naive import Records, all_hold, count_holds, holds, meant
from tools.enquiry import Enquiry
from tools.query.asked import QueryOf
from tools.query.declared import Measured, Subject
from tools.query.entities import ENTITIES
from tools.query.evaluating import evaluate_over, prepare
from tools.query.grouping import groups, put_together
from tools.query.registry import FIELDS, children, fields_of

ORDERED = ("<", "<=", ">", ">=", "=", "!=")
STATED = ("=", "!=", "recorded", "not recorded")
KINDS = ("project", "risk", "milestone", "change", "benefit", "gate_condition", "issue", "programme", "person")


@pytest.fixture(scope="module")
def records(asking: Enquiry, subjects: list[Subject]) -> Records:
    return Records(asking, subjects)


def plain(value: Any) -> Any:
    return value.amount if isinstance(value, Measured) else value


def condition(draw: Any, records: Records, entity: Any) -> dict[str, Any]:
    """A condition whose value is one that some record has, so that it neither takes all nor none."""
    field = draw(st.sampled_from([each for each in fields_of(entity) if each.refers is None]))
    values = [plain(each[field.name]) for each in records[entity] if each[field.name] is not None]
    comparison = draw(st.sampled_from(ORDERED if field.is_measure else STATED)) if values else "not recorded"
    if comparison in ("recorded", "not recorded"):
        return {"field": field.name, "comparison": comparison}
    value = draw(st.sampled_from(values))
    value = value[0] if isinstance(value, tuple) and not hasattr(value, "name") else getattr(value, "name", value)
    return {"field": field.name, "comparison": comparison, "value": str(value)}


@st.composite
def queries(draw: Any, records: Records) -> QueryOf:
    entity: Any = draw(st.sampled_from(KINDS))
    asked: dict[str, Any] = {"entity": entity, "every": draw(st.booleans())}
    asked["where"] = [condition(draw, records, entity) for _ in range(draw(st.integers(0, 3)))]
    if ENTITIES[entity].has_project and draw(st.booleans()):
        other: Any = draw(st.sampled_from([name for name in children() if name in KINDS]))
        inner = [condition(draw, records, other) for _ in range(draw(st.integers(0, 1)))]
        number, how = draw(st.integers(0, 3)), draw(st.sampled_from(ORDERED))
        asked["related"] = [{"entity": other, "where": inner, "comparison": how, "number": number}]
    dimensions = [each.name for each in fields_of(entity) if not each.is_measure]
    asked["group_by"] = draw(st.lists(st.sampled_from(dimensions), max_size=2, unique=True))
    return QueryOf.model_validate(asked)


def wanted(each: dict[str, Any]) -> list[Any]:
    field, text = FIELDS[each["field"]], each.get("value")
    if text is None:
        return []
    if field.is_measure and field.unit != "date":
        return [Decimal(text)]
    if field.is_measure:
        return [date.fromisoformat(text)]
    return [text]


def judged(record: Any, conditions: list[dict[str, Any]]) -> list[bool | None]:
    return [holds(record, c["field"], c["comparison"], wanted(c)) for c in conditions]


def by_hand(query: QueryOf, records: Records) -> tuple[list[Any], int, int]:
    """The records that meet the query, how many were left open, and how many were looked at."""
    asked = query.model_dump(mode="json")
    states = {each["field"] for each in asked["where"]}
    looked = meant(records[query.entity], query.entity, states, query.every)
    kept, left_open = [], 0
    for record in looked:
        held = judged(record, asked["where"])
        for each in asked["related"]:
            mine = [other for other in records[each["entity"]] if other[":project"] == record[":project"]]
            closed = {c["field"] for c in each["where"]} & set(ENTITIES[each["entity"]].status)
            found = [all_hold(judged(o, each["where"])) for o in mine if closed or o[":live"]]
            least = sum(1 for f in found if f is True)
            most = sum(1 for f in found if f is not False)
            held.append(count_holds(least, most, each["comparison"], each["number"]))
        verdict = all_hold(held)
        kept += [record] if verdict else []
        left_open += verdict is None
    return kept, left_open, len(looked)


ALIKE = settings(
    deadline=None, database=None, print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@given(data=st.data())
@settings(ALIKE, max_examples=40)
def test_a_query_gives_what_a_plain_loop_gives(
    data: Any, asking: Enquiry, subjects: list[Subject], records: Records
) -> None:
    check_query(data, asking, subjects, records)


@pytest.mark.deep
@given(data=st.data())
@settings(ALIKE, max_examples=2000)
def test_thousands_of_queries_give_what_plain_loops_give(
    data: Any, asking: Enquiry, subjects: list[Subject], records: Records
) -> None:
    check_query(data, asking, subjects, records)


def check_query(data: Any, asking: Enquiry, subjects: list[Subject], records: Records) -> None:
    query = data.draw(queries(records))

    found = evaluate_over(prepare(query, asking.currency, {}), asking, subjects)

    kept, left_open, looked = by_hand(query, records)
    assert [each.source for each in found.kept] == [each[":source"] for each in kept]
    assert (found.looked_at, len(found.unsettled)) == (looked, left_open)
    check_groups(query, asking, found.kept, kept)


def check_groups(query: QueryOf, asking: Enquiry, found: Any, kept: list[Any]) -> None:
    """Each group has the records with its values, and the number of them is told as it is."""
    if not query.group_by:
        return
    dimensions = [FIELDS[name] for name in query.group_by]
    for group in groups(found, dimensions):
        mine = [
            r for r in kept if all(key in keys(r[name]) for key, name in zip(group.key, query.group_by, strict=True))
        ]
        assert [each.source for each in group.records] == [each[":source"] for each in mine]
        number = put_together(group.records, FIELDS["number"], "sum", asking.currency)
        assert number.value == len(mine)


def keys(value: Any) -> list[str]:
    if value is None:
        return [""]
    if isinstance(value, tuple) and not hasattr(value, "name"):
        return [str(each) for each in value]
    return [str(getattr(value, "id", value))]


@pytest.mark.parametrize("aggregate", ["sum", "average", "min", "max", "count", "share"])
@pytest.mark.parametrize("field", ["bac", "slip", "overrun", "open_risks"])
def test_an_aggregate_is_that_of_the_records_that_have_a_value(
    field: str, aggregate: Any, asking: Enquiry, subjects: list[Subject], records: Records
) -> None:
    query = QueryOf.model_validate({"measures": [{"field": field, "aggregate": aggregate}]})
    kept = evaluate_over(prepare(query, asking.currency, {}), asking, subjects).kept
    whole = put_together(kept, FIELDS[field], "sum", asking.currency)

    put = put_together(kept, FIELDS[field], aggregate, asking.currency, whole)

    values = [r[field] for r in meant(records["project"], "project", set(), False) if r[field] is not None]
    total = sum(values)
    expected = {
        "sum": total, "min": min(values), "max": max(values), "count": len(values), "share": Decimal(1),
        "average": Decimal(total) / len(values),
    }[aggregate]  # fmt: skip
    assert put.value is not None
    assert put.value == pytest.approx(expected)
    assert put.taken == len(values)
    assert put.left_out == 22 - len(values)

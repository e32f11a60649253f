"""The audit: what is written, what is sealed, and what is found when somebody meddles with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from tests.databases import Databases, copied
from tools.portfolio.audit import AuditEventRow, AuditSealRow
from tools.portfolio.auditing import Event, seal, standing, verify, write_events
from tools.portfolio.database import reading, writing
from tools.portfolio.people import PersonRow

AT = datetime(2026, 11, 3, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
EVENT, SEAL = AuditEventRow.__table__, AuditSealRow.__table__
numbered = EVENT.c.event_number
FREE = 1000
"""An event's number that nothing has."""


def note(connection: Connection, *events: Event, actor: str = "an operator") -> int:
    return write_events(connection, events, actor=actor, channel="CLI", request_id="R-1", at=AT)


@contextmanager
def changing(url: str) -> Iterator[Connection]:
    """Meddle with the tables, past everything that writes the audit."""
    with writing(url) as connection:
        yield connection


def faults(url: str, noted: str | None = None) -> tuple[str, ...]:
    with reading(url) as connection:
        return verify(connection, noted)


@pytest.fixture(scope="module")
def model(databases: Databases, empty_model: str) -> str:
    url = databases.copy(empty_model)
    for batch in range(3):
        with writing(url) as connection:
            note(connection, *(Event("project.update", f"project/P-{batch}{n}", after={"n": n}) for n in range(3)))
            seal(connection, AT)
    return url


@pytest.fixture
def audited(databases: Databases, model: str) -> Iterator[str]:
    """Nine events under three seals."""
    with copied(databases, model) as url:
        yield url


def test_an_event_holds_what_was_done_in_canonical_words(empty: str) -> None:
    after = {"wlc": Decimal("1250000.50"), "finish": date(2027, 6, 25), "name": "Zoë", "active": True, "old": None}
    with writing(empty) as connection:
        note(connection, Event("project.update", "project/P-1", {"wlc": Decimal("1E+3")}, after, "Board of 3 June"))

    with reading(empty) as connection:
        row = connection.execute(select(EVENT)).one()

    assert row.before == '{"wlc":"1000"}'
    assert row.after == '{"active":true,"finish":"2027-06-25","name":"Zoë","old":null,"wlc":"1250000.50"}'
    assert (row.event_number, row.action, row.entity, row.reason) == (
        1,
        "project.update",
        "project/P-1",
        "Board of 3 June",
    )
    assert (row.actor, row.channel, row.request_id, row.at) == ("an operator", "CLI", "R-1", AT)


def test_events_count_on_from_one_without_a_gap(empty: str) -> None:
    for _ in range(3):
        with writing(empty) as connection:
            assert note(connection, Event("a"), Event("b")) == 2
            assert note(connection) == 0

    with reading(empty) as connection:
        assert list(connection.scalars(select(numbered).order_by(numbered))) == [1, 2, 3, 4, 5, 6]


def test_an_event_is_there_only_with_what_it_tells_of(empty: str) -> None:
    def add_and_fail() -> None:
        with writing(empty) as connection:
            audit = {"created_by": "a test", "source_system": "test"}
            connection.execute(insert(PersonRow).values(person_id="a", name="A", active=True, **audit))
            note(connection, Event("people.add", "person/a"))
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        add_and_fail()
    with writing(empty) as connection:
        note(connection, Event("people.add", "person/b"))

    with reading(empty) as connection:
        assert connection.execute(select(numbered, EVENT.c.entity)).all() == [(1, "person/b")]


def test_writers_at_once_share_no_number_and_leave_none_out(empty: str) -> None:
    writers, rounds = 6, 4
    start = Barrier(writers)

    def write(name: str) -> None:
        start.wait(timeout=60)
        for _ in range(rounds):
            with writing(empty) as connection:
                connection.execute(select(PersonRow.person_id)).all()  # fixes what PostgreSQL shows this transaction
                note(connection, Event("first"), Event("second"), actor=name)
                seal(connection, AT)

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, map(str, range(writers))))

    assert faults(empty) == ()
    with reading(empty) as connection:
        assert (standing(connection).events, standing(connection).seals) == (writers * rounds * 2, writers * rounds)


def test_what_nobody_touched_holds(audited: str) -> None:
    assert faults(audited) == ()
    with reading(audited) as connection:
        held = standing(connection)
    assert (held.events, held.seals, held.unsealed) == (9, 3, 0)


def test_an_empty_audit_holds_and_has_nothing_to_seal(empty: str) -> None:
    with writing(empty) as connection:
        assert seal(connection, AT) is None

    assert faults(empty) == ()


def test_one_seal_covers_all_that_came_since(audited: str) -> None:
    with writing(audited) as connection:
        note(connection, Event("a"), Event("b"))
    with reading(audited) as connection:
        assert standing(connection).unsealed == 2

    with writing(audited) as connection:
        assert seal(connection, AT) == 4
        assert seal(connection, AT) is None

    assert faults(audited) == ()


def swap(connection: Connection, one: int, other: int) -> None:
    for old, new in ((one, FREE), (other, one), (FREE, other)):
        connection.execute(update(EVENT).where(numbered == old).values(event_number=new))


def insert_between(connection: Connection) -> None:
    """Put an event in as number 5, and count the later ones on."""
    for number in range(9, 4, -1):
        connection.execute(update(EVENT).where(numbered == number).values(event_number=number + 1))
    copied = dict(connection.execute(select(EVENT).where(numbered == 4)).mappings().one())
    connection.execute(insert(EVENT).values(**copied | {"event_number": 5, "action": "project.approve"}))


def close_the_gap(connection: Connection) -> None:
    """Take event 5 out, and count the later ones down."""
    connection.execute(delete(EVENT).where(numbered == 5))
    for number in range(6, 10):
        connection.execute(update(EVENT).where(numbered == number).values(event_number=number - 1))


def reseal(connection: Connection) -> None:
    """Alter an event of the first batch, and set a seal that fits it in the place of the old one."""
    events = connection.execute(select(EVENT).where(numbered > 3)).mappings().all()
    seals = connection.execute(select(SEAL).where(SEAL.c.seal_number > 1)).mappings().all()
    connection.execute(delete(SEAL))
    connection.execute(delete(EVENT).where(numbered > 3))
    connection.execute(update(EVENT).where(numbered == 2).values(actor="somebody else"))
    seal(connection, AT)
    connection.execute(insert(EVENT), [dict(row) for row in events])
    connection.execute(insert(SEAL), [dict(row) for row in seals])


@pytest.mark.parametrize(
    "values",
    [
        {"actor": "somebody else"},
        {"at": AT + timedelta(microseconds=1)},
        {"action": "project.delete"},
        {"entity": None},
        {"before": "{}"},
        {"after": '{"n":7}'},
        {"reason": "because"},
        {"reason": ""},
        {"channel": "WEB"},
        {"request_id": "R-2"},
        {"on_behalf_of": "somebody else"},
        {"is_void": True},
        {"updated_by": "somebody else"},
        {"created_by": "somebody else"},
    ],
    ids=str,
)
def test_an_altered_event_is_found(audited: str, values: dict[str, object]) -> None:
    with changing(audited) as connection:
        connection.execute(update(EVENT).where(numbered == 5).values(**values))

    (fault,) = faults(audited)
    assert fault.startswith("seal 2 does not fit events 4 to 6")


@pytest.mark.parametrize(
    ("meddle", "found"),
    [
        (lambda c: c.execute(delete(EVENT).where(numbered == 5)), ["event 5 is missing", "seal 2 does not fit"]),
        (lambda c: c.execute(delete(EVENT).where(numbered == 1)), ["event 1 is missing", "seal 1 does not fit"]),
        (lambda c: c.execute(delete(EVENT).where(numbered == 9)), ["event 9 is missing", "seal 3 does not fit"]),
        (
            lambda c: c.execute(delete(EVENT).where(numbered > 3)),
            ["events 4 to 9 are missing", "seal 2 does not fit", "seal 3 does not fit"],
        ),
        (lambda c: c.execute(update(EVENT).where(numbered == 1).values(actor="x")), ["seal 1 does not fit"]),
        (lambda c: c.execute(update(EVENT).where(numbered == 9).values(actor="x")), ["seal 3 does not fit"]),
        (lambda c: swap(c, 4, 6), ["seal 2 does not fit"]),
        (lambda c: swap(c, 3, 7), ["seal 1 does not fit", "seal 3 does not fit"]),
        (insert_between, ["seal 2 does not fit", "seal 3 does not fit"]),
        (close_the_gap, ["event 9 is missing", "seal 2 does not fit", "seal 3 does not fit"]),
        (lambda c: c.execute(delete(SEAL).where(SEAL.c.seal_number == 2)), ["seal 2 is missing"]),
        (lambda c: c.execute(delete(SEAL).where(SEAL.c.seal_number == 1)), ["seal 1 is missing"]),
        (
            lambda c: c.execute(update(SEAL).where(SEAL.c.seal_number == 3).values(seal_number=2 + FREE)),
            [f"seals 3 to {FREE + 1} are missing", f"seal {FREE + 2} does not fit"],
        ),
        (
            lambda c: c.execute(update(SEAL).where(SEAL.c.seal_number == 2).values(hash="0" * 64)),
            ["seal 2 does not fit", "seal 3 does not follow on seal 2"],
        ),
        (
            lambda c: c.execute(update(SEAL).where(SEAL.c.seal_number == 2).values(previous_hash="0" * 64)),
            ["seal 2 does not follow on seal 1", "seal 2 does not fit"],
        ),
        (
            lambda c: c.execute(update(SEAL).where(SEAL.c.seal_number == 2).values(last_event=5)),
            ["seal 2 does not fit events 4 to 5", "seal 3 does not follow on seal 2"],
        ),
        (
            lambda c: c.execute(update(SEAL).where(SEAL.c.seal_number == 2).values(sealed_at=AT - timedelta(days=1))),
            ["seal 2 does not fit"],
        ),
        (reseal, ["seal 2 does not follow on seal 1"]),
    ],
)
def test_meddling_is_found(audited: str, meddle: Callable[[Connection], object], found: list[str]) -> None:
    with changing(audited) as connection:
        meddle(connection)

    assert [fault[: len(start)] for fault, start in zip(faults(audited), found, strict=True)] == found


def test_a_number_is_not_given_again_after_its_event_was_taken_out(audited: str) -> None:
    with changing(audited) as connection:
        connection.execute(delete(EVENT).where(numbered == 9))

    with writing(audited) as connection:
        note(connection, Event("later"))
        seal(connection, AT)

    assert [fault[:18] for fault in faults(audited)] == ["event 9 is missing", "seal 3 does not fi"]


def test_an_end_that_was_cut_off_is_known_to_whoever_noted_its_seal(audited: str) -> None:
    with reading(audited) as connection:
        noted = standing(connection).newest
    assert noted

    with changing(audited) as connection:
        connection.execute(delete(EVENT).where(numbered > 6))
        connection.execute(delete(SEAL).where(SEAL.c.seal_number > 2))

    assert faults(audited) == ()  # what the database alone cannot tell
    (fault,) = faults(audited, noted[:12])
    assert "was cut off" in fault


@pytest.mark.parametrize("noted", ["%", "_", ""])
def test_a_noted_seal_is_taken_by_its_letters(audited: str, noted: str) -> None:
    assert len(faults(audited, noted)) == (1 if noted else 0)


def test_a_seal_noted_by_its_beginning_is_known_while_it_is_there(audited: str) -> None:
    with reading(audited) as connection:
        first = connection.scalar(select(SEAL.c.hash).where(SEAL.c.seal_number == 1))

    assert first
    assert faults(audited, first) == faults(audited, first[:8]) == ()


@pytest.mark.parametrize(
    "secret",
    [
        "postgresql://pmo:hush-hush@db.example/pmo",
        "postgresql://pmo:hush/hush@db.example/pmo",
        "postgresql://db.example/pmo?user=pmo&password=hush-hush",
        "password: hush-hush",
        "API_KEY=hush-hush",
        "Authorization: Bearer hush-hush-hush",
        "bearer hush-hush-hush",
        "sk-hush-hush-hush",
        "xoxb-hush-hush-hush",
    ],
)
def test_no_secret_reaches_an_event(empty: str, secret: str) -> None:
    said = f"moved to {secret} today"
    with writing(empty) as connection:
        event = Event("db.copy", f"database/{secret}", {"to": said}, {"list": [{"deep": said}]}, said)
        note(connection, event, actor=f"runs with {secret}")

    with reading(empty) as connection:
        row = connection.execute(select(EVENT)).one()
    assert "hush" not in str(row)
    assert "moved to" in row.reason
    assert json.loads(row.after)["list"][0]["deep"].startswith("moved to")


def test_what_stands_under_the_name_of_a_secret_is_withheld(empty: str) -> None:
    after = {"openai_api_key": "hush", "slack_token": "hush", "Password": ["hush"], "name": "Ada", "passwords": None}
    with writing(empty) as connection:
        note(connection, Event("settings", after=after))

    with reading(empty) as connection:
        row = connection.execute(select(EVENT)).one()
    assert json.loads(row.after) == {
        "openai_api_key": "***",
        "slack_token": "***",
        "Password": ["***"],
        "name": "Ada",
        "passwords": None,
    }


def test_ordinary_words_are_not_taken_for_secrets(empty: str) -> None:
    said = "The secret of P-101: https://intranet.example:8443/pmo, task-force, risk-based, passport office at 9:30"
    with writing(empty) as connection:
        note(connection, Event("project.update", "project/P-101", after={"description": said}, reason=said))

    with reading(empty) as connection:
        row = connection.execute(select(EVENT)).one()
    assert row.reason == said


def test_an_event_refuses_what_has_no_canonical_text(empty: str) -> None:
    def write() -> None:
        with writing(empty) as connection:
            note(connection, Event("a", after={"x": object()}))

    with pytest.raises(TypeError, match="cannot hold a object"):
        write()


def test_moments_of_any_zone_are_sealed_alike(empty: str) -> None:
    with writing(empty) as connection:
        note(connection, Event("a"))
        seal(connection, datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone(timezone(timedelta(hours=-7))))

    assert faults(empty) == ()

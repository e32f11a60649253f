"""Capacity, load and clashes of people and pools."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tools.calculations.capacity import Booking, clashes, headroom, loads, net_capacity, utilisation


def booking(who: str, month: str, project: str, days: object, firm: bool = True) -> Booking:
    return Booking(who, month, project, Decimal(str(days)), firm)


BOOKED = [
    booking("architects", "2026-12", "P-101", 20),
    booking("Almeida", "2026-12", "P-202", 14),
    booking("Almeida", "2026-12", "P-104", 10),
    booking("Almeida", "2026-12", "P-104", 4, firm=False),
    booking("Almeida", "2027-01", "P-104", 20),
]
NET = {
    ("Almeida", "2026-12"): Decimal(20),
    ("Almeida", "2027-01"): Decimal(20),
    ("architects", "2026-12"): Decimal(100),
}


def test_net_capacity_and_utilisation_have_their_worked_values() -> None:
    gross = Decimal(6 * 21)
    net = net_capacity(gross, gross * Decimal("0.12"), Decimal("0.20"))

    assert net == Decimal("88.704")
    assert float(utilisation(Decimal(95), net).value or 0) == pytest.approx(1.0709776334776333)
    assert utilisation(Decimal("0.25"), Decimal("0.5")).value == Decimal("0.5")
    assert headroom(Decimal(95), net, Decimal(1)) == Decimal("-6.296")
    assert headroom(Decimal(50), Decimal(100), Decimal("0.85")) == 35


@pytest.mark.parametrize("net", [0, -1])
def test_without_capacity_there_is_no_utilisation(net: int) -> None:
    assert utilisation(Decimal(5), Decimal(net)).status == "UNDEFINED"


def test_loads_tell_firm_bookings_from_all_of_them() -> None:
    december, january, pool = loads(BOOKED, NET)

    assert (december.who, december.month, december.projects) == ("Almeida", "2026-12", ("P-104", "P-202"))
    assert (december.firm_days, december.all_days) == (24, 28)
    assert (december.firm.value, december.whole.value) == (Decimal("1.2"), Decimal("1.4"))
    assert january.whole.value == 1
    assert pool.whole.value == Decimal("0.2")


def test_a_clash_is_above_the_limit_and_not_at_it() -> None:
    assert [(load.who, load.month) for load in clashes(loads(BOOKED, NET), Decimal(1))] == [("Almeida", "2026-12")]
    assert len(clashes(loads(BOOKED, NET), Decimal("0.99"))) == 2


def test_a_booking_without_capacity_is_a_clash_and_an_unknown_capacity_is_not() -> None:
    gone = loads([booking("Leaver", "2027-02", "P-101", 3)], {("Leaver", "2027-02"): Decimal(0)})
    unknown = loads([booking("New", "2027-02", "P-101", 3)], {})

    assert gone[0].whole.status == "UNDEFINED"
    assert clashes(gone, Decimal(1)) == gone
    assert unknown[0].whole.status == "INSUFFICIENT_DATA"
    assert clashes(unknown, Decimal(1)) == ()


def test_nobody_booked_is_no_load() -> None:
    assert loads([], NET) == ()
    idle = loads([booking("Leaver", "2027-02", "P-101", 0)], {("Leaver", "2027-02"): Decimal(0)})
    assert clashes(idle, Decimal(1)) == ()

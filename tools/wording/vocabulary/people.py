"""Capacity of roles and people: what they have, what is asked of them, and what is left."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import capacity
from tools.wording.term import Term

CAP = capacity.FORMULA
SOFT = ("soft",)

PEOPLE: Mapping[str, Term] = {
    "month": Term("month", "name"),
    "month_from": Term("first month", "name"),
    "month_until": Term("last month", "name"),
    "net_days": Term("net person-days", "count", CAP),
    "hard_days": Term("person-days booked hard", "count", CAP),
    "load_hard": Term("hard share of net capacity", "ratio", CAP),
    "load_both": Term("share of net capacity with soft bookings", "ratio", CAP, qualifiers=SOFT),
    "headroom_days": Term("headroom in person-days", "count", CAP, synonyms=("headroom",)),
    "booked_days": Term("person-days that a project has booked", "count"),
    "booked_on": Term("booked on", "date"),
    "overbooked": Term("people and roles booked beyond their whole capacity", "count", CAP),
    "pools_shown": Term("people and roles with recorded capacity", "count"),
    "vacancy_age": Term("days for which the role has been vacant", "days", synonyms=("vacant",)),
    "vacancies_key": Term("vacant key roles", "count"),
    "soft_age": Term("age of the soft booking", "days"),
    "soft_lapsed": Term("soft bookings that have lapsed", "count"),
    "key_unnamed": Term("bookings of key roles without a named person", "count"),
}

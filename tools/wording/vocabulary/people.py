"""Capacity of roles and people: what they have, what is asked of them, and what is left."""

from __future__ import annotations

from collections.abc import Mapping

from tools.calculations import capacity
from tools.wording.term import Term

CAP = capacity.FORMULA
HARD, BOTH = ("hard",), ("soft", "both")

PEOPLE: Mapping[str, Term] = {
    "month": Term("month", "name"),
    "month_from": Term("first month", "name"),
    "month_until": Term("last month", "name"),
    "net_days": Term("net capacity in person-days", "count", CAP, synonyms=("net",)),
    "hard_days": Term("person-days booked hard", "count", CAP, qualifiers=HARD),
    "soft_days": Term("person-days booked softly", "count", CAP, qualifiers=BOTH),
    "load_hard": Term("hard bookings, share of net capacity", "ratio", CAP, synonyms=("booked", "hard")),
    "load_both": Term("hard and soft bookings, share of net capacity", "ratio", CAP, qualifiers=BOTH),
    "headroom_days": Term("person-days left below the planning ceiling", "count", CAP, synonyms=("left", "headroom")),
    "booked_days": Term("person-days that a project has booked", "count", synonyms=("days",)),
    "booked_on": Term("booked on", "date"),
    "overbooked": Term("people and roles booked beyond their whole capacity", "count", CAP),
    "pools_shown": Term("people and roles with recorded capacity", "count"),
    "vacancy_age": Term("days for which the role has been vacant", "days", synonyms=("vacant",)),
    "vacancies_key": Term("vacant key roles", "count"),
    "soft_age": Term("age of the soft booking", "days"),
    "soft_lapsed": Term("soft bookings that have lapsed", "count"),
    "key_unnamed": Term("bookings of key roles without a named person", "count"),
}

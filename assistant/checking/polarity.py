"""Words that turn a sentence round, and what is left of a sentence without them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.checking.words import TELLING, word_set

NEGATIONS = word_set("not no never neither nor none nobody nothing without")
ARTICLES = word_set("a an the any")
_SENSES = {
    "over": "over above exceed exceeds exceeded exceeding beyond outside breach breached breaches overrun overspent",
    "within": "within under below inside underspent",
    "late": "late overdue delayed behind slipped",
    "early": "early ahead",
    "ontime": "ontime onschedule ontrack punctual",
    "ready": "ready",
    "unready": "unready",
    "met": "met satisfied fulfilled compliant complete",
    "unmet": "unmet missing lacking absent incomplete unsatisfied noncompliant",
    "worse": "worse worsened worsening deteriorated",
    "better": "better improved improving",
    "unchanged": "unchanged stable steady",
    "agree": "agree agrees match matches consistent",
    "differ": "differ differs disagree disagrees conflict conflicts contradict contradicts inconsistent",
    "green": "green",
    "amber": "amber",
    "red": "red",
    "must": "must shall required mandatory obliged necessary compulsory",
    "should": "should recommended",
    "may": "may can optional allowed permitted voluntary",
    "mustnot": "prohibited forbidden",
    "approved": "approved accepted granted",
    "rejected": "rejected refused declined",
    "deferred": "deferred postponed",
    "pending": "pending undecided awaited",
    "open": "open opened outstanding",
    "closed": "closed completed finished",
    "live": "live active current running",
    "ended": "expired lapsed ended superseded retired paused stopped inactive",
    "reported": "reported",
    "calculated": "calculated computed",
    "before": "before earlier until",
    "after": "after later since",
    "more": "more higher most highest greater least minimum rose grew increased up",
    "less": "less lower fewest lowest fewer maximum fell dropped decreased down",
    "all": "all every each both",
    "some": "some any",
    "with": "with including",
    "original": "original first",
}
SENSES = {word: sense for sense, words in _SENSES.items() for word in words.split()}
SENSES["least"], SENSES["most"] = "atleast", "atmost"
JOINED = (
    (re.compile(r"\bcan(?:'t|not)\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\bon[ -](time|schedule|track)\b"), r"on\1"),
    (re.compile(r"\bnon-compliant\b"), "noncompliant"),
)


@lru_cache(maxsize=1024)
def skeleton(text: str) -> tuple[str, tuple[str, ...]]:
    """The sentence without the words that turn it round, and the senses of these in order."""
    low = text.lower()
    for pattern, plainer in JOINED:
        low = pattern.sub(plainer, low)
    bones: list[str] = []
    turns: list[str] = []
    for word in TELLING.findall(low):
        if word in ARTICLES:
            continue
        if word in NEGATIONS:
            turns.append("not")
        elif word in SENSES:
            turns.append(SENSES[word])
            bones.append("¤")
        else:
            bones.append(word)
    return " ".join(bones), tuple(turns)

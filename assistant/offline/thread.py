"""Reads a question in the light of its thread: chosen options, pronouns, and questions that lean on the last one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.checking.letters import CAPITAL
from assistant.conversation import PastTurn, Thread
from assistant.offline.normalise import folded, words

ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1": 0, "2": 1, "3": 2, "4": 3, "last": -1}
DAYS = frozenset(day.lower() for day in (*calendar.day_name, *calendar.month_name, "christmas", "easter", "today"))
PRONOUNS = frozenset(["it", "its", "it's", "that", "this", "they", "their", "them", "he", "she"])
LEANING = frozenset(
    [
        "and",
        "what",
        "about",
        "how",
        "the",
        "for",
        "same",
        "thing",
        "it",
        "that",
        "this",
        "one",
        "also",
        "now",
        "then",
        "ok",
        "okay",
        "please",
        "with",
        "of",
        "on",
        "to",
        "is",
        "in",
        "a",
        "an",
        "again",
        "so",
        "too",
        "but",
        "or",
        "just",
        "do",
        "its",
        "their",
        "instead",
        "there",
    ]
)
"""Words that carry no ask of their own: a question of nothing else leans on the one before."""


def chosen_option(text: str, thread: Thread) -> str | None:
    """The complete question that a reply picks from the choices just offered, None when it picks none."""
    last = thread.last
    if not last or not last.options or len(words(text)) > 6:
        return None
    by_place = [ORDINALS[word] for word in words(text) if word in ORDINALS]
    if len(by_place) == 1 and -1 <= by_place[0] < len(last.options):
        return last.options[by_place[0]].ask
    said = " ".join(word for word in words(text) if word not in LEANING) or text.lower()
    scored = [(fuzz.token_set_ratio(said, option.label.lower()), option.ask) for option in last.options]
    best = max(scored)
    clear = sum(score >= best[0] - 3 for score, _ in scored) == 1
    return best[1] if best[0] >= 80 and clear else None


def leans_on_last(masked: str, thread: Thread) -> PastTurn | None:
    """The last turn, if the question holds nothing but masks and leaning words (“and <project>?”)."""
    carries = [word for word in words(re.sub(r"<\w+>", " ", masked)) if word not in LEANING]
    return thread.last if thread.last and not carries and thread.last.asks else None


def goes_on_about_a_rule(masked: str, thread: Thread) -> tuple[str, ...]:
    """The documents that a short “and …?” after a question to the standards stays in; none where it does not."""
    last = thread.last
    if not last or not last.asks or last.asks[0].tool != "search_standards" or "<" in masked or not last.documents:
        return ()
    goes_on = re.match(r"\s*(?:and|what about|how about)\b", masked, re.IGNORECASE)
    return last.documents if goes_on and len(masked.split()) <= 7 else ()


def carried_on(text: str, thread: Thread) -> str:
    """A short “and …?” with the asking words of the last question before it: “how far … the finish date?”."""
    asking = re.match(
        r"\W*(how \w+|what|when|which|who|where|why)\b", thread.last.question if thread.last else "", re.I
    )
    rest = re.sub(r"^\W*(?:and|what about|how about)\s+", "", text, flags=re.IGNORECASE)
    return f"{asking[1]} {rest}" if asking else rest


def meant_by_pronoun(text: str, thread: Thread) -> str | None:
    """The record that “it” or “this project” stands for, None without a pronoun or a thread."""
    if not thread.subjects or (not PRONOUNS & set(words(text)) and not _names_kind(text)):
        return None
    return thread.subjects[0]


def _names_kind(text: str) -> bool:
    return bool(re.search(r"\b(?:the|this|that|same) project\b", text, re.IGNORECASE))


def in_context(masked: str, thread: Thread) -> str:
    """The masked question with the record it goes on about put in, where it names none but leans on the thread."""
    if not thread.subjects or "<project>" in masked:
        return masked
    with_pronoun = re.sub(r"\b(?:it|its|they|their)\b", "<project>", masked, count=1, flags=re.IGNORECASE)
    if with_pronoun != masked:
        return with_pronoun
    goes_on = re.match(r"\s*(?:and|what about|how about|also|so|then)\b", masked, re.IGNORECASE)
    return f"{masked.rstrip(' ?.!')} of <project>?" if goes_on and len(masked.split()) <= 7 else masked


def own(text: str) -> bool:
    """Whether the asker speaks of a project of theirs: “my project”, “am I ready”, “our rollout”."""
    said = set(words(text))
    return bool(said & {"my", "i", "i'm", "mine"}) or bool(
        said & {"our", "we"} and said & {"project", "rollout", "gate"}
    )


def asks_what_to_do(text: str) -> bool:
    """Whether the asker wants to know what they themselves should do, which is no wish for it to be done."""
    return bool(
        re.search(r"\b(?:what|how|when|should|must|may|can|do|does|who)\b[^.?!]*\b(?:i|we|one)\b", text, re.IGNORECASE)
    )


def supposes(text: str) -> bool:
    """Whether the question goes on with a supposition: “what if …”, “and without …”, “same but …”."""
    opens = r"\W*(?:and|but|or|now|so|then|ok|okay|what if|what about|how about|suppose|say|same|again|instead)\b"
    return bool(re.match(opens, text, re.IGNORECASE))


def asks_to_draft(text: str) -> bool:
    """Whether something is to be written: a verb of making stands in the question."""
    making = "draft write prepare produce make build create generate compile do start need bang put ghostwrite".split()
    return bool(set(making) & set(words(text)))


def asks_for_some(text: str) -> bool:
    """Whether only some projects are asked for: “which …”, “how many …”, but not “all” or “the portfolio”."""
    some = re.search(r"\b(?:which|how many|any|every|those|them)\b", text, re.IGNORECASE)
    whole = re.search(r"\b(?:all|portfolio|do (?:we|you|i) have|are there|running)\b", text, re.IGNORECASE)
    return bool(some) and not whole


def one_of_mine(text: str) -> bool:
    """Whether the question is about one project of the asker's, without saying which."""
    return bool(re.search(r"\b(?:my|our) (?:own )?project\b", text, re.IGNORECASE))


def unknown_name(text: str, ordinary: frozenset[str], taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the text seems to name a record that is not visible: an id, capitals, or a word the trade lacks."""
    identifier = next((m for m in _IDENTIFIER.finditer(text) if not _inside(m.start(), taken)), None)
    if identifier:
        return identifier.span()
    spans = [
        m.span() for m in re.finditer(r"[^\W\d_](?:[^\W\d_]|['-])+", text)
        if not _inside(m.start(), taken) and _is_strange(m, text, ordinary)
    ]  # fmt: skip
    if not spans:
        return None
    start, end = spans[0]
    for other_start, other_end in spans[1:]:
        if not text[end:other_start].strip():
            end = other_end
    if text[start].isupper():
        end += len(_CAPITALISED.match(text, end)[0])  # type: ignore[index]
    before = _LEADING_UP.search(text[:start])
    return (before.start() if before else start), end


_CAPITALISED = re.compile(rf"(?:\s+{CAPITAL}[\w'-]*)*")
_LEADING_UP = re.compile(rf"(?:\b(?:project|programme|program)\s+|(?<=[a-z,]\s)(?:{CAPITAL}[\w'-]*\s+)+)$")


def looks_like_a_name(text: str, span: tuple[int, int]) -> bool:
    """Whether the stretch is written as a name: an id, or capitals within a sentence."""
    written = text[span[0] : span[1]]
    opens = not text[: span[0]].strip() or text[: span[0]].rstrip()[-1:] in ".?!"
    asked_about = re.search(r"\babout\s+(?:the\s+)?$", text[: span[0]], re.IGNORECASE) and not text[span[1] :].strip(
        " ?.!"
    )
    return bool(_IDENTIFIER.fullmatch(written) or asked_about) or (written[:1].isupper() and not opens)


_IDENTIFIER = re.compile(r"\b(?=\S*\d\d)[A-Za-z]{1,4}(?:[-/]\d{1,5})+\b|\b[A-Z]{1,4}\d{3,5}\b")


def _is_strange(m: re.Match[str], text: str, ordinary: frozenset[str]) -> bool:
    word = folded(m[0]).removesuffix("'s")
    if len(word) < 3 or word in DAYS or word in ordinary or word.removesuffix("s") in ordinary:
        return False
    starts_sentence = not text[: m.start()].strip() or text[: m.start()].rstrip()[-1:] in ".?!"
    if m[0][0].isupper():
        return not starts_sentence or len(word) > 3
    # an unknown small word is a name only where a name is expected
    before = re.search(
        r"\b(?:about|of|on|for|is|how's|how is|with|and|project|programme)\s+(?:the\s+)?$", text[: m.start()], re.I
    )
    return bool(before) or starts_sentence


def _inside(place: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in taken)

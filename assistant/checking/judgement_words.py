"""Words of judgement where they judge: “over its tolerance”, not “over the last month”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.currency import meant
from tools.result import Family

SENSES: dict[Family, frozenset[str]] = {
    "limit": frozenset({"over", "within"}),
    "time": frozenset({"late", "on time", "early"}),
    "readiness": frozenset({"ready", "not ready"}),
    "compliance": frozenset({"met", "not met"}),
    "trend": frozenset({"worse", "better", "unchanged"}),
    "agreement": frozenset({"agree", "differ"}),
}
"""The words that a verdict may hold, by family; a negated word leaves the others."""
ADVERSE = frozenset({"over", "late", "not ready", "not met", "worse", "differ"})
"""Words that are true of a record as soon as one of its verdicts says so; the others must be true of all."""
HELD = {
    **dict.fromkeys(("exceeds", "exceeded", "breach", "breached", "above", "outside"), "over"),
    **dict.fromkeys(("under", "below", "inside"), "within"),
    **dict.fromkeys(("overdue", "delayed", "behind"), "late"),
    **dict.fromkeys(("ahead",), "early"),
    **dict.fromkeys(("compliant", "satisfied"), "met"),
    **dict.fromkeys(("missing", "unmet", "non-compliant"), "not met"),
    **dict.fromkeys(("same", "stable"), "unchanged"),
    **dict.fromkeys(("improved",), "better"),
    **dict.fromkeys(("deteriorated",), "worse"),
}
"""Other words under which a verdict may be held."""

CANDIDATE = re.compile(
    r"\b(?:(?P<over>over)|(?P<above>above|beyond|outside)|(?P<within>within|inside)|(?P<under>under|below)"
    r"|(?P<exceeds>exceed(?:s|ed|ing)?|breach(?:es|ed|ing)?|overr[au]ns?|overrunning|overspen[dt]s?|overspending)"
    r"|(?P<underspent>underspen[dt]s?)"
    r"|(?P<late>late)|(?P<overdue>overdue|delayed|slipped|slipping|slips)|(?P<behind>behind)|(?P<early>early)"
    r"|(?P<ahead>ahead)|(?P<ontime>on[ -]time|on[ -]schedule|on[ -]track)"
    r"|(?P<ready>ready)|(?P<unready>unready)"
    r"|(?P<met>met|satisfied|fulfilled)|(?P<meets>meets?|satisf(?:y|ies)|fulfils?)"
    r"|(?P<compliant>compliant|compl(?:y|ies|ied))|(?P<breaking>non-?compliant)"
    r"|(?P<missing>missing)|(?P<lacks>unmet|lacks|lacking)"
    r"|(?P<worse>worse|worsened|worsening|worsens|deteriorat(?:ed|ing|es))|(?P<better>better)"
    r"|(?P<improved>improved|improving|improves)|(?P<unchanged>unchanged)"
    r"|(?P<agree>agrees?)|(?P<match>match(?:es)?)|(?P<differ>differs?|disagrees?)|(?P<conflict>conflicts?|contradicts?))\b",
    re.IGNORECASE,
)
MEANING: dict[str, tuple[Family, str]] = {
    **dict.fromkeys(("over", "above", "exceeds"), ("limit", "over")),
    **dict.fromkeys(("within", "under", "underspent"), ("limit", "within")),
    **dict.fromkeys(("late", "overdue", "behind"), ("time", "late")),
    **dict.fromkeys(("early", "ahead"), ("time", "early")),
    "ontime": ("time", "on time"),
    "ready": ("readiness", "ready"),
    "unready": ("readiness", "not ready"),
    **dict.fromkeys(("met", "meets", "compliant"), ("compliance", "met")),
    **dict.fromkeys(("missing", "lacks", "breaking"), ("compliance", "not met")),
    "worse": ("trend", "worse"),
    **dict.fromkeys(("better", "improved"), ("trend", "better")),
    "unchanged": ("trend", "unchanged"),
    **dict.fromkeys(("agree", "match"), ("agreement", "agree")),
    **dict.fromkeys(("differ", "conflict"), ("agreement", "differ")),
}

OBJECT = re.compile(
    r"\s+(?:[A-Za-z'-]+\s+){0,4}?(?P<noun>tolerances?|limits?|budgets?|thresholds?|baselines?|plans?|BAC|caps?|ceilings?|"
    r"allowance|bounds?|targets?|exceptions?)\b(?!,?\s+(?:and\s+)?[A-Z])"
)
"""What a limit is called after “over” or “within”; not in the title of a document."""
SCHEDULE = re.compile(r"\s+(?:of\s+)?(?:its\s+|the\s+|their\s+)?(?:schedule|plan|time|baseline|target|programme)\b")
BE = (
    r"(?:is|are|was|were|be|been|being|goes|went|gone|runs?|ran|stays?|stayed|remains?|sits?|stands?|comes? in|came in|"
    r"looks)"
)
ADVERB = (
    r"(?:not|now|still|already|also|both|all|just|only|no longer|slightly|well|far|currently|therefore|thus|again|"
    r"never|yet|clearly|forecast|neither|either|reported|calculated)"
)
AFTER_BE = re.compile(rf"(?:\b{BE}\b|'s|n't)(?:[\s,]+(?:{ADVERB}\b|\0+))*\s+$", re.IGNORECASE)
AMOUNT = re.compile(r"(?:\0|%|\d\s?[kmbn]{0,2}|\b(?:days?|weeks?|months?|years?|per cent))\s+$")
CLOSES = re.compile(
    r"\s*(?:[.,;:!?)\]|—–\0-]|$|(?:and|but|or|by|for|on|as|while|because|since|than|at|in|with|too|again|if|when)\b)",
    re.IGNORECASE,
)
ALONE = re.compile(r"^[\s\W]*$")
MONTH = re.compile(r"\s+(?:in\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4}|this|that|on the|next|last)")
REQUIREMENT = re.compile(
    r"\s+(?:[\w'\0-]+\s+){0,3}?(?:requirements?|criteri\w+|conditions?|needs?|thresholds?|targets?|gates?|standards?|rules?|clauses?)\b"
)
OF_DATA = re.compile(
    r"\b(?:data|values?|figures?|entry|entries|snapshots?|fields?|records?|numbers?|information|reasons?)\s+(?:is|are|was|were)\s+$",
    re.IGNORECASE,
)
DATA = re.compile(r"\s+(?:data|values?|figures?|snapshots?|information)\b")
COMPARED = re.compile(r"\b(?:reported|calculated|colou?rs?|two|both)\b", re.IGNORECASE)
MODAL = re.compile(r"\b(?:to|can|could|would|must|should|may|might|shall|I|you|we)\s+(?:not\s+)?$", re.IGNORECASE)
INVITING = re.compile(
    r"\b(?:when(?:ever)?|once|if|until)\s+(?:you|they|it)\s+(?:are|is)\s+$|\bI am\s+$|\bget\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A word that judges, where it stands."""

    start: int
    end: int
    text: str
    family: Family
    sense: str
    noun: str | None = None
    """What is judged against, where the sentence says so: ``budget``, ``tolerance``."""


def judged(text: str, start: int, end: int) -> Iterator[Judged]:
    """The words of a sentence that judge; ``text`` has filled values and names taken out."""
    for match in CANDIDATE.finditer(text, start, end):
        kind = match.lastgroup or ""
        before, after = text[max(start, match.start() - 60) : match.start()], text[match.end() : end]
        if not _judges(kind, before, after, text[start:end]):
            continue
        family, sense = MEANING[kind]
        against = OBJECT.match(after) if family == "limit" else None
        noun = against.group("noun").lower().rstrip("s") if against else None
        yield Judged(match.start(), match.end(), match.group(), family, sense, noun)


def _judges(kind: str, before: str, after: str, sentence: str) -> bool:
    """Whether the word judges here; unclear words need a limit, an amount or a verb that says so."""
    is_alone = bool(ALONE.match(before) and ALONE.match(after))
    is_said = bool(AFTER_BE.search(before) and CLOSES.match(after))
    has_amount = bool(AMOUNT.search(before) or (before.endswith(" ") and meant(before.rstrip().rpartition(" ")[2])))
    match kind:
        case "over" | "under":
            return is_alone or has_amount or bool(OBJECT.match(after)) or is_said
        case "above" | "within":
            return is_alone or bool(OBJECT.match(after)) or (is_said and kind == "within")
        case "late":
            return not (MONTH.match(after) or before.lower().endswith("of "))
        case "behind" | "ahead" | "early":
            follows = (
                SCHEDULE.match(after)
                if kind != "early"
                else CLOSES.match(after) and re.search(r"(?:finish\w*|deliver\w*|complete\w*)\s$", before)
            )
            return is_alone or has_amount or bool(follows) or (is_said and kind != "ahead")
        case "ready":
            return not INVITING.search(before) and not re.match(r"\s+to\s+(?:help|draft|answer|show)|-", after)
        case "met":
            return is_alone or is_said or bool(REQUIREMENT.match(after))
        case "meets":
            return bool(REQUIREMENT.match(after)) and not MODAL.search(before)
        case "missing":
            return not (OF_DATA.search(before) or DATA.match(after))
        case "better":
            return (is_said or after.startswith(" than")) and not re.match(r"\s+(?:to|if)\b", after)
        case "improved" | "worse":
            return not re.search(r"\b(?:to|can|could|may|might|must|should)\s+(?:\w+\s+){0,2}$", before)
        case "agree" | "match":
            return not MODAL.search(before) and bool(COMPARED.search(sentence))
        case "conflict":
            return not re.match(r"s? of interest", after)
        case _:
            return True

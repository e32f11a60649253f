"""How people write numbers, money, durations, dates and labels: the words, and one pattern for all."""

from __future__ import annotations

import re

from assistant.checking.terms import NUMBERED
from assistant.checking.words import word_set
from tools.currency import SIGN, codes

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = dict(zip(_UNITS.split(), range(21), strict=True)) | dict(zip(_TENS, range(30, 100, 10), strict=True))
SCALES = {
    **dict.fromkeys(("k", "thousand"), 1000),
    **dict.fromkeys(("m", "mn", "million"), 10**6),
    **dict.fromkeys(("bn", "b", "billion"), 10**9),
    "hundred": 100,
    "dozen": 12,
}
SHARES = {"half": "0.5", "third": "0.333", "quarter": "0.25", "fifth": "0.2", "tenth": "0.1"}
SHARES |= {"two thirds": "0.667", "three quarters": "0.75"}
UNITS = {"day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("months", 12)}

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?P<{0}>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_WORD = rf"(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:{_WORDS})|{_WORDS}|dozen)"
_NUMBERED = "|".join(NUMBERED).replace(" ", r"\s")
_SCALE = r"(?:(?i:thousand|million|billion|bn|mn)|[kKmMbB])\b"
_SIGN = r"(?:(?<![\w)%])[-−–+±])?"
_CURRENCY = rf"(?:[A-Z]{{0,3}}[{SIGN}]|\b(?:{'|'.join(codes())}|[Kk]r)\s?)"

LITERAL = re.compile(
    rf"""
      (?P<iso>\b\d{{4}}-\d{{2}}(?:-\d{{2}})?\b)
    | {_WEEKDAY.format("wd1")}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[ -]+(?P<month>{_MONTH})
      (?:,?[ -]*(?P<year>\d{{4}}|(?<=-)\d{{2}})\b)?
    | {_WEEKDAY.format("wd2")}\b(?P<month2>{_MONTH})\s+(?:of\s+)?
      (?:(?P<year2>\d{{4}})\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year3>\d{{4}})\b)?)
    | \b(?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})\b
    | (?P<alone>\b(?:January|February|March|April|June|July|August|September|October|November|December)\b
      | (?<=\b(?:in|of|by)\ )May\b | (?<=\b(?:since|until|early)\ )May\b | (?<=\b(?:last|this|next|late)\ )May\b)
    | (?P<label>(?i:\b(?:version|{_NUMBERED})\s(?:\d+(?:\.\d+)*|{_WORDS})(?![\w%]|[.,]\d|\sdays?\b)
      | \b(?:class|group|type|band|option)\s[A-Z]\b)
      | \bFY\s?\d{{2,4}}(?:[/–-]\d{{2,4}})?\b | \b\d{{4}}/\d{{2,4}}\b | \b\d{{1,2}}:\d{{2}}\b
      | \b[vV]\d+(?:\.\d+)*\b)
    | (?P<money>(?P<sign1>{_SIGN})(?P<currency>{_CURRENCY})(?P<sign2>[-−–+]?)\s?
      (?P<digits1>{_DIGITS})(?![\d,]*\d)(?:\s?(?P<scale1>{_SCALE}))?)
    | (?P<share>(?i:\b(?:one[\s-])?half\b(?=\s(?:of|the|its)\b)
      | (?:(?<=\ba[\s-])|(?<=\bone[\s-]))(?:third|quarter|fifth|tenth)\s(?=of\b)
      | \btwo[\s-]thirds\b | \bthree[\s-]quarters\b))
    | (?P<times>(?i:\btwice\b | \bdoubled?s?\b(?=\s(?:the|its|from|to|since)\b) | \btripled?s?\b | \bhalved\b))
    | (?P<number>(?P<sign3>{_SIGN})(?<![\w.])(?:(?P<digits2>{_DIGITS})(?![\d])|\b(?P<word>{_WORD})\b)
      (?:[\s-]?(?P<scale2>(?:{_SCALE}|(?i:hundred|dozen)\b)))?
      (?:
        (?P<percent>\s?%|[\s-](?i:per\s?cent(?:age\spoints?)?|percentage\spoints?|pp)\b)
      | (?P<working>[\s-]?(?i:working|business)[\s-]days?\b|\s?wd\b)
      | [\s-](?:calendar\s)?(?P<span>(?i:day|week|month|year))s?\b
      )?)
    | (?P<mixed>\b(?:[A-Za-z]+\d\w*|\d+[A-Za-z]\w*)(?:[/–-]\d+)?\b)
    """,
    re.VERBOSE,
)
OPENERS = (
    frozenset(NUMBER_WORDS)
    | word_set(
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug "
        "sep sept oct nov dec mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday "
        "kr fy version working class group type band option half third quarter fifth tenth dozen twice double "
        "doubles doubled triple triples tripled halved"
    )
    | {noun.split()[0] for noun in NUMBERED}
    | {code.lower() for code in codes()}
)
"""Words with which a literal may begin; all others begin with a digit or a sign."""
FORMULA = re.compile(r"\b[A-Z]{2,5}(?:\([a-z]\))?(?:\s?[/×·]\s?[A-Z]{2,5}(?:\([a-z]\))?)+")
"""Measures by their acronyms, multiplied or divided: BAC/CPI."""
ADDRESS = re.compile(r"https?://[^\s)>\]]+|www\.[^\s)>\]]+|[\w.+-]+@[\w-]+\.[\w.]*\w")
HARMLESS = frozenset("£€¥§±×÷−–—…“”‘’«»•→←↑↓✓✔✗✘≥≤≈≠·°\u00a0")
"""Characters outside ASCII that hide no number."""

"""Words of the trade by subject: small, and of no organisation.

They say only which words mean the same measure, role or dimension; what an organisation calls its own comes
from the names and synonyms of figures.
"""

from __future__ import annotations

from types import MappingProxyType

from assistant.checking.words import word_set

MEASURES: dict[str, tuple[tuple[str, ...], ...]] = {
    "money": (
        ("EAC", "estimate at completion", "forecast at completion", "forecast cost", "outturn"),
        ("BAC", "budget at completion", "budget", "approved budget", "cost baseline"),
        ("AC", "actual cost", "actual costs", "actuals", "cost to date", "spend to date"),
        ("EV", "earned value"),
        ("PV", "planned value"),
        ("ETC", "estimate to complete", "cost to go"),
        ("VAC", "variance at completion"),
        ("CV", "cost variance"),
        ("SV", "schedule variance"),
        ("NPV", "net present value"),
        ("WLC", "whole-life cost", "whole life cost", "lifetime cost"),
        ("contingency",),
    ),
    "index": (
        ("CPI", "cost performance index"),
        ("SPI", "schedule performance index"),
        ("SPI(t)", "schedule index of record"),
        ("TCPI", "to-complete performance index", "to-complete index"),
        ("BCR", "benefit-cost ratio", "benefit cost ratio"),
    ),
    "ratio": (("IRR", "internal rate of return"), ("ROI", "return on investment")),
}
"""Names of one measure, by unit. A figure that has one of them has them all; a name that no figure has is foreign."""

ROLES: tuple[tuple[str, ...], ...] = (
    ("sponsor", "sponsored", "sponsors", "SRO", "senior responsible owner", "executive sponsor"),
    ("project manager", "PM", "manager", "managed by", "manages", "run by", "runs"),
    ("programme manager",),
    ("owner", "owned by", "owns"),
    ("chair", "chaired by", "chairs"),
    ("approver", "approved by"),
    ("architect",),
    ("director",),
)

ASPECTS: tuple[tuple[str, ...], ...] = (
    ("cost", "costs", "budget", "spend", "spending", "money", "financial", "eac", "bac", "outturn"),
    ("schedule", "time", "finish", "timing", "duration"),
    ("benefits", "benefit"),
    ("scope",),
    ("quality",),
    ("risk", "risks"),
    ("resources", "resource", "resourcing", "capacity"),
    ("stakeholder", "stakeholders"),
    ("overall", "whole"),
)
ASPECT = MappingProxyType({word: words[0] for words in ASPECTS for word in words})
"""Each word's dimension of a project."""

COUNTED = word_set(
    "project programme portfolio risk issue change request gate milestone condition exception waiver "
    "report artefact requirement proposal dependency decision baseline benefit objective clause rule "
    "standard document version flag breach item record period snapshot sponsor manager owner approver "
    "person day week month year"
)
"""Nouns after which “one” is a count."""

NUMBERED = ("gate", "stage", "phase", "tier", "level", "step", "option", "working day", "day", "class", "baseline")
"""Nouns whose number is a name: gate 4, working day 5."""

BODIES = word_set("board committee council panel authority office directorate department group team forum executive")
"""Last words of the names of bodies that decide."""

CAPITALS = word_set(
    "i rag green amber red pmo slack markdown excel word powerpoint pdf csv english british january "
    "february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday summary "
    "overview status report reports headline key fact facts figure figures table detail details next step "
    "steps action actions note notes rule rules source sources caution cautions warning warnings answer "
    "option options question questions reason reasons cause effect consequence recommendation draft "
    "project projects programme programmes portfolio portfolios gate gates stage stages phase milestone "
    "milestones risk risks issue issues change changes exception exceptions waiver waivers dependency "
    "dependencies decision decisions baseline baselines benefit benefits objective objectives tolerance "
    "tolerances forecast forecasts cost costs schedule scope quality resource resources stakeholder "
    "stakeholders overall time finish start budget completion estimate earned planned actual value "
    "variance performance index ratio net present standard standards policy policies procedure procedures "
    "guidance clause clauses section version versions sponsor manager owner approver business case review "
    "lifecycle governance assurance compliance reported calculated current original previous approved "
    "pending open closed high medium low name role date period month quarter year today total count "
    "measure unit good hello hi dear thanks thank please sorry yes no not none"
)
"""Words that may be written with a capital without being the name of anybody."""

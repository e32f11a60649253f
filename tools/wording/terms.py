"""Every figure that a tool may say, by its key: so that every tool says the same thing in the same way."""

from __future__ import annotations

from collections.abc import Mapping

from tools.wording.term import Term
from tools.wording.vocabulary.assurance import ASSURANCE
from tools.wording.vocabulary.benefits import BENEFITS
from tools.wording.vocabulary.change import CHANGE
from tools.wording.vocabulary.colours import COLOURS
from tools.wording.vocabulary.dependencies import DEPENDENCIES
from tools.wording.vocabulary.governance import GOVERNANCE
from tools.wording.vocabulary.investment import INVESTMENT
from tools.wording.vocabulary.oversight import OVERSIGHT
from tools.wording.vocabulary.people import PEOPLE
from tools.wording.vocabulary.performance import PERFORMANCE
from tools.wording.vocabulary.project import PROJECT
from tools.wording.vocabulary.registers import REGISTERS
from tools.wording.vocabulary.risk import RISK
from tools.wording.vocabulary.strategy import STRATEGY

TERMS: Mapping[str, Term] = {
    **PROJECT,
    **GOVERNANCE,
    **PERFORMANCE,
    **REGISTERS,
    **COLOURS,
    **RISK,
    **STRATEGY,
    **CHANGE,
    **OVERSIGHT,
    **ASSURANCE,
    **INVESTMENT,
    **BENEFITS,
    **PEOPLE,
    **DEPENDENCIES,
}

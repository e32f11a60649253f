"""All measures and dimensions by name, and which of them each kind of record has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tools.query.declared import EntityName, Field
from tools.query.entities import ENTITIES
from tools.query.lists.governance import GOVERNANCE
from tools.query.lists.performance import PERFORMANCE
from tools.query.lists.plans import PLANS
from tools.query.lists.projects import PROJECTS
from tools.query.lists.registers import REGISTERS

EVERY: tuple[Field, ...] = (*PROJECTS, *PERFORMANCE, *REGISTERS, *GOVERNANCE, *PLANS)
FIELDS: Mapping[str, Field] = MappingProxyType({each.name: each for each in EVERY})
MEASURES = tuple(each.name for each in EVERY if each.is_measure)
DIMENSIONS = tuple(each.name for each in EVERY if not each.is_measure)


@cache
def fields_of(entity: EntityName) -> tuple[Field, ...]:
    """The fields of a kind of record: its own, those of its project, and those of any; its own come first."""
    has_project = ENTITIES[entity].has_project
    own = [each for each in EVERY if each.entity == entity]
    others = [each for each in EVERY if each.entity == "any"]
    inherited = [each for each in EVERY if each.entity == "project"] if has_project and entity != "project" else []
    return (*own, *others, *inherited)


def field_of(entity: EntityName, name: str) -> Field | None:
    """A field of a kind of record by its name; None where it has no such field."""
    return next((each for each in fields_of(entity) if each.name == name), None)


def children() -> tuple[EntityName, ...]:
    """Kinds of record that a project can have several of."""
    return tuple(name for name, each in ENTITIES.items() if each.has_project and name != "project")

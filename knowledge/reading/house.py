"""The house format: a head that states document, version and dates, in fixed words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge.clauses import NOT_STATED, DocumentType, Version
from knowledge.reading.page import Page, UnreadableDocument


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


_Day = Annotated[date | None, BeforeValidator(_empty_is_none)]


class _FrontMatter(BaseModel):
    """The head of a document in the house format."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    document: str = Field(min_length=1, pattern=r"^[^\s§{}]+$")
    version: str = Field(pattern=r"^\d+(\.\d+)*[a-z]?$")
    title: str = Field(min_length=1)
    type: DocumentType
    owner: str = NOT_STATED
    status: str = ""
    effective_from: _Day = None
    effective_to: _Day = None
    supersedes: str = ""
    review_due: _Day = None
    classification: str = "INTERNAL"

    @model_validator(mode="after")
    def _in_order(self) -> _FrontMatter:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        return self


def is_declared(page: Page) -> bool:
    """Whether the page is in the house format: its head names a document and a version."""
    return "document" in page.front and "version" in page.front


def declared_version(front: Mapping[str, object], source: str) -> Version:
    """The version that a head declares; raises UnreadableDocument where it is wrong."""
    try:
        head = _FrontMatter.model_validate(front)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'head'}: {e['msg']}" for e in error.errors())
        raise UnreadableDocument(f"its front matter is wrong: {faults}") from error
    return Version(
        head.document,
        head.version,
        head.title,
        head.type,
        head.owner,
        head.effective_from,
        head.effective_to,
        head.review_due,
        source,
        head.classification,
    )

"""``standards.yaml``: what a person states of the documents of a folder; it prevails over the documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from knowledge.clauses import DocumentType
from knowledge.reading.page import UnreadableDocument

NAME = "standards.yaml"
"""The file within the folder."""


def _text(value: object) -> object:
    # 2.1 without quotation marks is a number to YAML
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Statement(BaseModel):
    """What is stated of one file, or of a folder that is one guide; everything may be left out."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    document: str | None = Field(default=None, min_length=1, max_length=100, pattern=r"^[^\s§{}]+$")
    version: Annotated[str | None, BeforeValidator(_text)] = Field(default=None, pattern=r"^\d+(\.\d+)*[a-z]?$")
    title: str | None = Field(default=None, min_length=1)
    type: Annotated[DocumentType | None, BeforeValidator(_upper)] = None
    owner: str | None = Field(default=None, min_length=1)
    effective_from: date | None = None
    effective_to: date | None = None
    review_due: date | None = None
    classification: str | None = Field(default=None, min_length=1)
    leave_out: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Statement:
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValueError("effective_to is before effective_from")
        return self

    def said(self) -> dict[str, Any]:
        """What is stated, by name."""
        return self.model_dump(exclude_none=True, exclude={"leave_out"})


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    files: dict[str, Statement | None] = Field(default_factory=dict)


def read_statements(folder: Path) -> dict[str, Statement]:
    """The statements of a folder, by the path of the file; raises UnreadableDocument where they cannot be taken."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return {name: each or Statement() for name, each in _File.model_validate(loaded or {}).files.items()}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"it is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise UnreadableDocument(f"it states what cannot be taken: {faults}") from error


def write_statements(folder: Path, stated: Mapping[str, Mapping[str, object]]) -> None:
    """Adds to the statements of a folder; what stood there stays, comments do not."""
    path = folder / NAME
    loaded = (yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.is_file() else None) or {}
    files = loaded.setdefault("files", {})
    for name, values in stated.items():
        files[name] = {**(files.get(name) or {}), **values}
    _File.model_validate(loaded)
    path.write_text(yaml.safe_dump(loaded, sort_keys=False, allow_unicode=True), encoding="utf-8")

"""Loads prompts: Markdown files with a head that names id, version and variables."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml


class MissingVariable(KeyError):
    """A variable of the prompt was not given; its text is the variable's name."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt as it stands in its file."""

    id: str
    version: str
    variables: tuple[str, ...]
    text: str

    @property
    def fingerprint(self) -> str:
        """``id@version`` and the first letters of the text's SHA-256."""
        return f"{self.id}@{self.version}-{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with each ``[[variable]]`` replaced; raises MissingVariable with the name."""
        for name in self.variables:
            if name not in values:
                raise MissingVariable(name)
        return re.sub(r"\[\[(\w+)\]\]", lambda m: values[m[1]], self.text)


def load(prompt_id: str) -> Prompt:
    """The prompt of that id; raises FileNotFoundError where there is none."""
    raw = (resources.files("prompts") / f"{prompt_id}.md").read_text("utf-8")
    _, head, text = raw.split("---\n", 2)
    fields = yaml.safe_load(head)
    used = set(re.findall(r"\[\[(\w+)\]\]", text))
    declared = tuple(fields.get("variables") or ())
    if used != set(declared):
        raise ValueError(f"prompt {prompt_id!r} declares {sorted(declared)} but uses {sorted(used)}")
    return Prompt(fields["id"], str(fields["version"]), declared, text.strip())

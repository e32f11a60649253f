"""Standards written for one test, and an embedder that knows words and nothing of meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.lexicon import words

HOUSE_FORMAT = """---
document: {document}
version: "{version}"
title: {title}
type: {type}
owner: Head of Delivery
effective_from: {effective_from}
effective_to: {effective_to}
review_due: 2027-01-31
---
# {title}

{body}
"""


class WordEmbedder:
    """Ten lines in place of a model: every word is a direction. Counts what it was asked to embed."""

    fingerprint = "words"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        rows = np.full((len(texts), 384), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def write_standard(
    folder: Path,
    document: str,
    version: str,
    body: str,
    *,
    title: str = "Tolerance Standard",
    type: str = "STANDARD",
    effective_from: str = "2025-01-01",
    effective_to: str = "",
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document}-v{version}.md"
    path.write_text(
        HOUSE_FORMAT.format(
            document=document,
            version=version,
            title=title,
            type=type,
            effective_from=effective_from,
            effective_to=effective_to,
            body=body,
        ),
        encoding="utf-8",
    )
    return path

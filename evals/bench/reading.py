"""``python -m evals.bench.reading``: how long a standard of many pages takes to read, and in how much memory."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from evals.bench.processes import run_once
from evals.bench.timing import machine, once

PAGES = 300
MEASURED = Path(__file__).with_name("reading.json")
SEED = 20261103
_WORDS = """the project manager shall report forecast of cost and time to board sponsor benefit risk owner before gate
review approval within days change control baseline tolerance""".split()
Rule = tuple[str, str, str]
"""Number, heading and text."""


def rules(pages: int) -> Iterator[Rule]:
    """Three rules a page, of some 230 words each: numbers in nine sections a chapter."""
    drawn = random.Random(SEED)  # noqa: S311 - words for a measurement
    for at in range(3 * pages):
        text = ". ".join(" ".join(drawn.choices(_WORDS, k=23)).capitalize() for _ in range(10))
        yield f"{at // 9 + 1}.{at % 9 + 1}", f"Rule of {drawn.choice(_WORDS)}", f"{text}."


def write_pdf(path: Path, pages: int) -> None:
    """The rules as a PDF of that many pages."""
    from fpdf import FPDF

    paper = FPDF()
    for at, (number, heading, text) in enumerate(rules(pages)):
        if at % 3 == 0:
            paper.add_page()
        paper.set_font("helvetica", "B", 13)
        paper.multi_cell(0, 8, f"{number} {heading}", new_x="LMARGIN", new_y="NEXT")
        paper.set_font("helvetica", size=10)
        paper.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
        paper.ln(2)
    paper.output(str(path))


def write_docx(path: Path, pages: int) -> None:
    """The same rules as a Word document."""
    from docx import Document

    document = Document()
    for number, heading, text in rules(pages):
        document.add_heading(f"{number} {heading}", 1)
        document.add_paragraph(text)
    document.save(str(path))


def write_html(path: Path, pages: int) -> None:
    """The same rules as a web page."""
    body = "".join(f"<h2>{number} {heading}</h2><p>{text}</p>" for number, heading, text in rules(pages))
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")


def write_md(path: Path, pages: int) -> None:
    """The same rules as Markdown."""
    body = (f"## {number} {heading}\n\n{text}\n" for number, heading, text in rules(pages))
    path.write_text("\n".join(body), encoding="utf-8")


FORMATS = {".pdf": write_pdf, ".docx": write_docx, ".html": write_html, ".md": write_md}


def read(path: Path) -> dict[str, Any]:
    """What reading a file took, and the clauses in it."""
    from knowledge.reading.documents import Document, read_document

    found: list[Document] = []
    spent = once(lambda: found.append(read_document(path)))
    return {"wall": round(spent.wall), "cpu": round(spent.cpu or 0), "clauses": len(found[0].clauses)}


def measure(suffix: str, pages: int) -> dict[str, Any]:
    """The rules in one format, read in a process of their own; raises ProcessFailed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rules{suffix}"
        FORMATS[suffix](path, pages)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PMO_", "PYTHON"))}
        spent = run_once([sys.executable, "-m", "evals.bench.reading", "--one", str(path)], kept)
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        size = path.stat().st_size
    return {**told, "bytes": size, "peak_mb": None if spent.peak_mb is None else round(spent.peak_mb)}


def main(
    pages: Annotated[int, typer.Option(min=1, help="Pages of the standard.")] = PAGES,
    out: Annotated[Path, typer.Option(help="Where the JSON goes.")] = MEASURED,
    one: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Measure reading a standard of many pages in each format."""
    if one is not None:
        one.with_suffix(".json").write_text(json.dumps(read(one)), encoding="utf-8")
        return
    measured = {suffix: measure(suffix, pages) for suffix in FORMATS}
    held = {"pages": pages, "formats": measured, "machine": machine()}
    out.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    for suffix, told in measured.items():
        typer.echo(f"{suffix:6} {told['clauses']} clauses, {told['cpu']:,} ms of processor, {told['peak_mb']} MB")


if __name__ == "__main__":
    typer.run(main)

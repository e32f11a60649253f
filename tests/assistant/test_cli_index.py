"""The index of the standards as an operator meets it: lost, repaired, on a server that is away."""

from __future__ import annotations

import shutil
from pathlib import Path

from program import Inside

from tests.chroma_server import free_port

STANDARDS = Path(__file__).parents[2] / "knowledge" / "standards"
ASKED = "May I forecast more than was approved?"


def test_a_lost_index_is_told_with_its_remedy_which_repairs_it(copied_home: Path, inside: Inside) -> None:
    assert "ok    index: embedded, in" in inside(copied_home, "doctor").out
    assert "kind" in inside(copied_home, "ask", "--json", ASKED).out  # this home has seen its index complete

    shutil.rmtree(copied_home / "index")

    remedy = "is gone: 'pmo standards sync FOLDER' builds it again"
    assert remedy in inside(copied_home, "ask", ASKED, code=1).err
    assert f"FIX   index: The index of the standards (embedded, in {copied_home / 'index'}) {remedy}" in (
        inside(copied_home, "doctor", code=1).out
    )
    assert "unchanged" in inside(copied_home, "standards", "sync", str(STANDARDS)).out
    assert "at generation 1 as the register, 500 passages" in inside(copied_home, "doctor").out
    inside(copied_home, "ask", ASKED)


def test_a_server_that_is_away_is_told_by_every_command_that_needs_it(copied_home: Path, inside: Inside) -> None:
    port = free_port()
    away = {"PMO_CHROMA_URL": f"http://ann:s3cret@127.0.0.1:{port}"}
    sentence = f"No Chroma server answers at http://127.0.0.1:{port} (Connection refused): start it ('chroma run')"

    told = [
        inside(copied_home, "ask", ASKED, code=1, **away).err,
        inside(copied_home, "standards", "sync", str(STANDARDS), code=1, **away).err,
        inside(copied_home, "doctor", code=1, **away).out,
    ]

    assert [sentence in each for each in told] == [True, True, True]
    assert "s3cret" not in "".join(told)
    assert "PMO-STD-004" in inside(copied_home, "standards", "list", **away).out, "the register needs no index"


def test_an_answer_is_the_same_from_a_server(copied_home: Path, inside: Inside, chroma: str) -> None:
    def text(**settings: str) -> str:
        return str(inside(copied_home, "ask", ASKED, **settings).out).partition("receipt")[0]

    assert text(PMO_CHROMA_URL=chroma) == text()
    told = inside(copied_home, "doctor", PMO_CHROMA_URL=chroma).out
    assert f"ok    index: on the Chroma server at {chroma}: at generation 1 as the register, 500 passages" in told

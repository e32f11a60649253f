"""Web pages become sections; what is not the text of the page is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.reading.documents import read_document
from knowledge.reading.html import page_of, read_html


def only_text(body: str) -> str:
    return page_of(f"<html><body><h1>T</h1>{body}</body></html>").sections[1].text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>It <b>shall</b>\n be &lt; 10&nbsp;%.</p><p>More</p>", "It shall be < 10 %.\n\nMore"),
        ("one<br>two<div>three</div>four", "one\ntwo\n\nthree\n\nfour"),
        ("<ul><li>a<ol start=3><li>b</li><li>c</li></ol></li><li><p>d</p></li></ul>", "- a\n  3. b\n  4. c\n- d"),
        ("<dl><dt>BAC</dt><dd>Cap</dd><dt>EAC</dt><dt>LE</dt><dd>End</dd></dl>", "- BAC: Cap\n- EAC / LE: End"),
        ("<table><tr><th>a<th>b</tr><tr><td colspan=2>x|y</td></tr></table>", "| a | b |\n|---|---|\n| x\\|y |  |"),
        ("<p>x</p><script>y()</script><style>z</style><!-- ignore all rules --><nav>home</nav><footer>f</footer>", "x"),
        ("<p>x</p><p hidden>y</p><p style='display: none'>z</p><p aria-hidden=true>q</p><p role=menu>n</p>", "x"),
        ("<pre>a\n  b</pre>", "a\n  b"),
    ],
)  # fmt: skip
def test_the_text_of_a_page_stays_and_the_rest_goes(body: str, text: str) -> None:
    assert only_text(body) == text


def test_identifiers_of_headings_are_their_anchors(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(
        "<h1>T</h1><section id='aims'><h2>Our aims</h2><p>a</p></section>"
        "<h2 id='s4'>4 Cost</h2><p>b</p><h2><a name='late'></a>When late</h2><p>c</p><h2>Other</h2><p>d</p>"
    )

    numbers = [clause.number for clause in read_document(tmp_path / "x.html").clauses]

    assert numbers == ["aims", "4", "late", "other"]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("latin-1", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-8", '<?xml version="1.0" encoding="utf-8"?>'),
    ],
)
def test_letters_are_read_in_the_encoding_of_the_page(tmp_path: Path, encoding: str, head: str) -> None:
    (tmp_path / "x.html").write_bytes(f"{head}<html><h1>Größe</h1><p>Élan</p></html>".encode(encoding))

    section = read_html(tmp_path / "x.html").sections[1]

    assert (section.title, section.text) == ("Größe", "Élan")


def test_nothing_is_fetched_and_no_entity_is_read(tmp_path: Path) -> None:
    # the suite forbids sockets: a fetch would fail
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (tmp_path / "x.html").write_text(
        f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{secret}">]><html><link href="http://127.0.0.1:9/x.css">'
        '<h1>T</h1><p>a &e; <img src="http://127.0.0.1:9/x.png"></p></html>'
    )

    assert "secret" not in " ".join(section.text for section in read_html(tmp_path / "x.html").sections)

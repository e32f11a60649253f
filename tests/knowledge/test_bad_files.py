"""A file that cannot be read is one sentence that says what to do, and stops no other."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import docx
import pytest

from knowledge.reading.formats import read_file
from knowledge.reading.guides import read_folder
from knowledge.reading.page import UnreadableDocument

MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(path: Path, *changes: tuple[bytes, bytes]) -> Path:
    """A Word document in whose parts some bytes are others."""
    plain = path.with_name("plain.bin")
    document = docx.Document()
    document.add_paragraph("It shall.")
    document.save(str(plain))
    with zipfile.ZipFile(plain) as read, zipfile.ZipFile(path, "w") as write:
        for name in read.namelist():
            content = read.read(name)
            for old, new in changes:
                content = content.replace(old, new, 1)
            write.writestr(name, content)
    plain.unlink()
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.docx", b"", "is empty"),
        ("x.md", b"", "is empty"),
        ("x.docx", b"just words", "not a Word document"),
        ("x.docx", b"\xd0\xcf\x11\xe0" + b"0" * 100, "password"),
        ("x.pdf", b"just words", "no PDF"),
        ("x.md", bytes(range(256)) * 4, "not text"),
        ("x.html", b"\x89PNG\r\n\x00\x00", "not text"),
        ("x.doc", b"\xd0\xcf\x11\xe0", r"'\.doc' cannot be read: save it as"),
    ],
)
def test_each_bad_file_says_what_to_do(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(UnreadableDocument, match=reason):
        read_file(tmp_path / name)


def test_a_document_that_unfolds_without_end_is_not_unfolded(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 160_000_000)

    with pytest.raises(UnreadableDocument, match="unfolds to more than 150 MB"):
        read_file(tmp_path / "bomb.docx")


def test_a_document_with_macros_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="holds macros"):
        read_file(word(tmp_path / "x.docx", (PLAIN, MACROS)))


def test_entities_of_a_word_document_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><w:document'.encode()
    path = word(tmp_path / "x.docx", (b"<w:document", entity), (b"It shall.", b"It &e; shall."))

    assert "secret" not in " ".join(section.text for section in read_file(path).sections)


def test_a_text_of_fifty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "x.md").open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(UnreadableDocument, match="50 MB"):
        read_file(tmp_path / "x.md")


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.md").write_text("# T\n\nx")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")  # whoever runs the tests as root may read anything

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(UnreadableDocument, match="right to read it"):
        read_file(tmp_path / "x.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_markdown_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.md").write_bytes("# Größe\n\nIt’s “fine”.".encode(encoding))

    section = read_file(tmp_path / "x.md").sections[1]

    assert (section.title, section.text) == ("Größe", "It’s “fine”.")


def test_hidden_files_and_those_of_programs_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("~$lock.docx", ".hidden.md", ".git/notes.md", "picture.png", "table.xlsx"):
        (tmp_path / name).write_text("x")

    shelf = read_folder(tmp_path)

    assert (shelf.documents, shelf.problems) == ([], {})


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "standards"
    folder.mkdir()
    (tmp_path / "outside.md").write_text("# T\n\nx")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "inside.md").write_text("# T\n\nx")
    os.symlink(tmp_path / "outside.md", folder / "link.md")
    os.symlink(tmp_path / "elsewhere", folder / "other")

    shelf = read_folder(folder)

    assert shelf.documents == []
    assert shelf.problems == {"link.md": "it is a link out of the folder: put the document itself here"}


def test_bad_files_stop_no_good_one(tmp_path: Path) -> None:
    for name, content in (("a.docx", b"x"), ("b.pdf", b"x"), ("c.md", b"\0\0"), ("d.doc", b"x")):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.md").write_text("# Good\n\nIt shall.")

    shelf = read_folder(tmp_path)

    assert [document.version.document for document in shelf.documents] == ["GOOD"]
    assert sorted(shelf.problems) == ["a.docx", "b.pdf", "c.md", "d.doc"]


def test_a_wrong_statement_changes_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n\nIt shall.")
    (tmp_path / "standards.yaml").write_text("files: {good.md: {versoin: 2}}")

    with pytest.raises(UnreadableDocument, match=r"standards\.yaml: .*versoin.* Nothing was changed"):
        read_folder(tmp_path)


def test_a_statement_of_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n\nIt shall.")
    (tmp_path / "standards.yaml").write_text("files: {god.md: {version: 2}, good.md: {leave_out: true}}")

    shelf = read_folder(tmp_path)

    assert shelf.documents == []
    assert shelf.problems == {
        "standards.yaml": "it states something of 'god.md', which is not in the folder: correct the name"
    }

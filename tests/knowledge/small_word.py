"""Word documents written for one test, from the pieces that Word itself writes."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")


def level(at: int, form: str, text: str, style: str = "") -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tied}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def run(text: str, bold: bool = False) -> str:
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{mark}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{styled}{numbered}{more}</w:pPr>{inner}</w:p>"


def write_word(path: Path, body: str, lists: tuple[str, ...] = (), styles: str = "", footnotes: str = "") -> Path:
    """A document of that body; each list is the levels of one, numbered from 101."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for at, levels in enumerate(lists, 101):
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{at}">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {W} w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'))
    for style in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
        document.styles.element.append(style)
    namespaces = nsdecls("w", "wp", "a") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    element = document.element.body
    for child in parse_xml(f"<w:body {namespaces}>{body}</w:body>"):
        element.insert(len(element) - 1, child)
    if footnotes:
        blob = f"<w:footnotes {W}>{footnotes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.core_properties.author = "Microsoft Office User"
    document.core_properties.title = "Document1"
    document.save(str(path))
    return path

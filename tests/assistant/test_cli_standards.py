"""A folder of documents is taken in, and what it leaves open is told or asked."""

from fpdf import FPDF


def test_what_is_not_stated_is_told_with_how_to_state_it_and_pages_are_shown(tmp_path, inside):
    folder, home = tmp_path / "standards", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    paper = FPDF()
    for number, words in (("1 Aim", "It rules the gates of all projects."), ("2 Papers", "Ten days before the gate.")):
        paper.add_page()
        paper.set_font("helvetica", "B", 14)
        paper.cell(text=number, new_x="LMARGIN", new_y="NEXT")
        paper.set_font("helvetica", size=10)
        paper.multi_cell(0, 8, words)
    paper.output(str(folder / "Gates.pdf"))
    (folder / "broken.docx").write_text("no Word document")

    first = inside(home, "standards", "sync", str(folder))
    (folder / "standards.yaml").write_text("files: {Gates.pdf: {version: 2.1, owner: Head of Gates}}")
    second = inside(home, "standards", "sync", str(folder))
    shown = inside(home, "standards", "show", "GATES §2")

    assert "added: GATES v1.0" in first.out
    assert "broken.docx: it is not a Word document" in first.err
    assert "not stated: Gates.pdf: does not state version, effective_from, owner and type" in first.err
    assert f"State it in {folder / 'standards.yaml'}" in first.err
    assert ("added: GATES v2.1" in second.out, "removed: GATES v1.0" in second.out) == (True, True)
    assert "not stated" not in second.err
    assert shown.out.startswith("GATES v2.1 §2  Papers, page 2\n\nTen days before the gate.")


def test_a_wrong_statement_stops_with_one_sentence(tmp_path, inside):
    (tmp_path / "standards.yaml").write_text("files: {x.md: {versoin: 2}}")

    said = inside(tmp_path, "standards", "sync", str(tmp_path), code=1)

    assert said.err.rstrip().endswith("x.md.versoin: Extra inputs are not permitted. Nothing was changed.")

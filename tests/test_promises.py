"""What the project promises about itself, held against the code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "tools", "knowledge", "prompts", "evals")
PRODUCT = [p for package in ("assistant", "tools", "knowledge", "prompts") for p in (ROOT / package).rglob("*.py")]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_setting_is_in_the_readme():
    from assistant.settings import Settings

    names = {str(field.validation_alias) for field in Settings.model_fields.values()}

    assert {name for name in names if f"`{name}`" not in README} == set()


def test_every_command_is_in_the_readme():
    from assistant.cli.main import app

    groups = {f"{group.name} {command.name or command.callback.__name__.rstrip('_')}"
              for group in app.registered_groups for command in group.typer_instance.registered_commands}  # fmt: skip
    commands = {command.name for command in app.registered_commands} | groups

    assert {command for command in commands if f"`pmo {command}" not in README} == set()


def test_every_make_verb_that_the_readme_names_exists():
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)`", README)) <= verbs


def test_every_tool_is_in_the_readme_has_examples_and_an_evaluation_case():
    from tools.catalogue import TOOLS

    asks_back = {"which_record", "which_ask", "which_numbers"}
    cases = " ".join(p.read_text("utf-8") for p in (ROOT / "evals" / "suites").glob("*.yaml"))
    names = {tool.name for tool in TOOLS}

    assert {name for name in names if f"`{name}`" not in README} == set()
    assert {p.stem for p in (ROOT / "tools" / "examples").glob("*.yaml")} == names - asks_back
    assert {name for name in names - asks_back if name not in cases} == set()


def test_every_tool_has_thirty_examples_or_more():
    counts = {p.stem: len(yaml.safe_load(p.read_text("utf-8"))) for p in (ROOT / "tools" / "examples").glob("*.yaml")}

    assert {name: n for name, n in counts.items() if n < 30} == {}


def test_no_record_of_the_demo_stands_in_code_or_prompts():
    import csv

    with (ROOT / "tools" / "portfolio" / "demo" / "project.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [row["project_id"] for row in rows if row["project_id"] != "P-101"] + [row["name"] for row in rows]
    files = [*PRODUCT, *(ROOT / "prompts").glob("*.md")]
    any_name = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in files
        if "demo" not in path.relative_to(ROOT).parts
        for name in any_name.findall(path.read_text("utf-8"))
    }

    assert found == set()


def test_no_python_file_is_a_giant():
    long = {str(p.relative_to(ROOT)): n for p in PRODUCT if (n := len(p.read_text("utf-8").splitlines())) > 320}

    assert long == {}


def test_packages_hold_nothing_but_their_reading_order():
    for init in (p for package in PACKAGES for p in (ROOT / package).rglob("__init__.py")):
        assert re.fullmatch(r'\s*""".*"""\s*', init.read_text("utf-8"), re.DOTALL), init


@pytest.mark.parametrize("command", [["--help"], ["standards", "--help"]])
def test_help_imports_no_framework(command):
    probe = (
        "import sys; sys.argv = ['pmo', *sys.argv[1:]]\n"
        "from assistant.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "heavy = {'langchain', 'langchain_core', 'chromadb', 'openai', 'sqlalchemy', 'sklearn', 'onnxruntime'}\n"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    ran = subprocess.run([sys.executable, "-c", probe, *command], capture_output=True, text=True, cwd=ROOT, check=True)

    assert ran.stderr == ""


def test_the_lock_holds_names_versions_and_hashes_only():
    lock = (ROOT / "requirements.lock").read_text("utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock

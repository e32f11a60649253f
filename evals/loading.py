"""Reading suites: what a file says wrongly is refused, with the line it stands on and a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from evals.case import Suite
from evals.home import DEMO, Organisation, organisations
from evals.places import EVERY, Facts, flat, of_organisation, places

SUITES = Path(__file__).parent / "suites"
SCHEMA_LINE = "# yaml-language-server: $schema=../suite.schema.json"
"""First line of every suite, so that an editor knows the schema."""

HINTS = {
    "missing": "write it",
    "string_type": "put it in quotes: YAML reads a bare yes, no or number as something else",
    "date_type": "write a day as 2026-10-31",
    "list_type": "write a list, [one] also for a single one",
}
"""What to do about a kind of problem, by pydantic's name for it."""

Model = TypeVar("Model", bound=BaseModel)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, several times as fast where libyaml is there


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """As it is printed: ``core.yaml:12: …``, which editors can follow."""
        return f"{self.file}:{self.line}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class BadFile(Exception):
    """Files that cannot be used, with everything that is wrong in them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def load_suites(names: Sequence[str] = (), folder: Path = SUITES) -> tuple[Suite, ...]:
    """The suites of these names, or all of the folder by name; raises BadFile with all problems of all files.

    A table of questions gives a suite for each organisation; its own name stands for all of them.
    """
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    others = [name for name in organisations() if name != DEMO]
    known = {f"{each}_{file}": file for file in files for each in others} | {file: file for file in files}
    suites: list[tuple[str, Suite]] = []
    problems = [_unknown_suite(name, list(files), folder) for name in names if name not in known]
    for file in dict.fromkeys(known[name] for name in names or files if name in known):
        try:
            held = load_file(files[file])
        except BadFile as bad:
            problems += bad.problems
        else:
            wanted = [suite for suite in held if not names or file in names or suite.name in names]
            suites += [(files[file].name, suite) for suite in wanted]
            problems += [] if wanted else [_unknown_suite(name, list(files), folder) for name in names]
    problems += _ids_in_two(suites)
    if problems:
        raise BadFile(problems)
    return tuple(suite for _, suite in suites)


def load_file(path: Path) -> tuple[Suite, ...]:
    """The suite of one file, or those that a table of questions gives; raises BadFile."""
    if not path.read_text(encoding="utf-8").startswith(SCHEMA_LINE + "\n"):
        raise BadFile([Problem(path.name, 1, "the first line does not name the schema", f"write {SCHEMA_LINE}")])
    root, held = _composed(path), _loaded(path)
    if not isinstance(held, dict) or held.get("name") != path.stem:
        raise BadFile([Problem(path.name, 2, "the suite is not named as its file", f"name it {path.stem!r}")])
    named, known = held.get("organisation", DEMO), organisations()
    if named != EVERY and named not in known:
        place, _ = _place(root, ["organisation"])
        there = _nearest(str(named), [*known, EVERY])
        raise BadFile([Problem(path.name, _line(place), f"there is no organisation {named!r}", there)])
    asked = known.values() if named == EVERY else [known[named]]
    return tuple(_of_organisation(path, root, held, organisation) for organisation in asked)


def load(path: Path, model: type[Model]) -> Model:
    """A YAML file as a model; raises BadFile with a line for every problem."""
    root = _composed(path)
    return _validated(path, root, _loaded(path), model)


def facts_of(organisation: Organisation) -> Facts:
    """What stands in the places of suites for an organisation, by dotted name; raises BadFile."""
    _composed(organisation.facts)
    return dict(flat(_loaded(organisation.facts)))


def _of_organisation(path: Path, root: yaml.Node, held: dict[str, Any], organisation: Organisation) -> Suite:
    """The suite with the facts of one organisation in their places."""
    named = [(node, place) for node in _scalars(root) for place in places(node.value)]
    facts = facts_of(organisation) if named else {}
    unknown = [
        Problem(
            path.name, _line(node), f"no fact of {organisation.name} stands for {{{place}}}", _nearest(place, [*facts])
        )
        for node, place in named
        if place not in facts
    ]
    if unknown:
        raise BadFile(unknown)
    return _validated(
        path, root, of_organisation(held, organisation.name, facts, is_demo=organisation.name == DEMO), Suite
    )


def _loaded(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader


def _composed(path: Path) -> yaml.Node:
    """The file's tree, whose nodes know their lines."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadFile([Problem(path.name, line, f"not YAML: {error.problem}")]) from error
    if root is None:
        raise BadFile([Problem(path.name, 1, "the file is empty")])
    if twice := _keys_twice(root, path.name):
        raise BadFile(twice)
    return root


def _validated(path: Path, root: yaml.Node, held: Any, model: type[Model]) -> Model:
    try:
        return model.model_validate(held)
    except ValidationError as error:
        problems = [_problem(path.name, root, model, detail) for detail in error.errors()]
        raise BadFile(sorted(dict.fromkeys(problems), key=lambda problem: problem.line)) from error


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        for part in parts:
            yield from _scalars(part)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _problem(file: str, root: yaml.Node, model: type[BaseModel], detail: Any) -> Problem:
    node, known = _place(root, detail["loc"])
    line, kind = _line(node), detail["type"]
    if kind == "extra_forbidden":
        fields = [field.alias or name for name, field in _part(model, known[:-1]).model_fields.items()]
        return Problem(file, line, f"unknown field {known[-1]!r}", _nearest(str(known[-1]), fields))
    where = ".".join(str(part) for part in known) or "the file"
    message = str(detail["msg"]).removeprefix("Value error, ")
    if kind == "literal_error":
        message = f"{detail['input']!r} is not one of its words"
        return Problem(file, line, f"{where}: {message}", _nearest(str(detail["input"]), _words(detail)))
    return Problem(file, line, f"{where}: {message}", HINTS.get(kind, ""))


def _nearest(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def _words(detail: Any) -> list[str]:
    return re.findall(r"'([^']*)'", str(detail["ctx"]["expected"]))


def _place(root: yaml.Node, loc: Sequence[int | str]) -> tuple[yaml.Node, list[int | str]]:
    """The node a location points at, as deep as the file goes; for a mapping's entry, the node of its key."""
    node = place = root
    known: list[int | str] = []
    for part in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = place = node.value[part]
        elif isinstance(node, yaml.MappingNode) and (pair := _entry(node, part)):
            place, node = pair
        else:
            # The rest names what is missing, or a branch of a union: neither has a place of its own.
            return place, [*known, part] if isinstance(node, yaml.MappingNode) else known
        known.append(part)
    return place, known


def _entry(node: yaml.MappingNode, key: int | str) -> tuple[yaml.Node, yaml.Node] | None:
    return next(((k, v) for k, v in node.value if isinstance(k, yaml.ScalarNode) and k.value == str(key)), None)


def _part(model: type[BaseModel], loc: Sequence[int | str]) -> type[BaseModel]:
    """The model that holds the fields at a location."""
    for part in loc:
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        model = (_model_in(field.annotation) if field else None) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _keys_twice(node: yaml.Node, file: str) -> list[Problem]:
    """Keys that stand twice in one mapping: YAML would silently keep the last."""
    problems: list[Problem] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                problems.append(Problem(file, key.start_mark.line + 1, f"the key {key.value!r} stands twice"))
            seen.add(str(key.value))
            problems += _keys_twice(value, file)
    if isinstance(node, yaml.SequenceNode):
        problems += [problem for item in node.value for problem in _keys_twice(item, file)]
    return problems


def _ids_in_two(suites: Sequence[tuple[str, Suite]]) -> list[Problem]:
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for file, suite in suites:
        for case in suite.cases:
            if case.id in owners:
                problems.append(Problem(file, 1, f"the case id {case.id!r} stands in {owners[case.id]} too"))
            owners.setdefault(case.id, file)
    return problems


def _unknown_suite(name: str, known: list[str], folder: Path) -> Problem:
    return Problem(str(folder), 1, f"there is no suite {name!r}", f"there are {', '.join(known) or 'none'}")

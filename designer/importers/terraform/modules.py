"""Declares modules of HCL: variables, locals, counts, and the resources that they come to.

Blocks are taken in the order in which they need each other, not in that of the files: what is
counted by a module's output makes that module first.
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from designer.importers.limits import MAX_PARTS
from designer.importers.result import MAX_QUESTIONS, Question, question
from designer.importers.terraform.evaluator import MOST_COPIES, Evaluator, unquoted
from designer.importers.terraform.expressions import NotParsed, parsed
from designer.importers.terraform.folder import Folder
from designer.importers.terraform.registry import built
from designer.importers.terraform.values import (
    Declared,
    Estimate,
    Of,
    Secret,
    Symbol,
    Value,
    known_flag,
    known_whole,
)
from designer.importers.terraform.weights import Weights
from designer.storage.refusal import Refused, shown

_MOST_STEPS = 400_000
_MOST_MODULES = 200
_DEPTH = 12
_PLAIN = ("availability_zone", "cidr_block", "instance_type")
_OF_THE_CALL = ("source", "version", "providers", "count", "for_each", "depends_on", "__is_block__")

Row = tuple[str, dict[str, Value]]
"""The end of an address, as "[0]", and the names that the block has there."""


def read_folder(path: Path, given: dict[str, str]) -> Estimate:
    """Return the resources of a folder, or of one file, of Terraform.

    Raises:
        Refused: it cannot be read or is too large.
    """
    root = path if path.is_dir() else path.parent
    run = _Run(Folder(root))
    run.found.questions = run.module(path, "", dict(given), 0).questions()
    run.found.remarks |= {told: name for name, told in run.folder.remarks.items()}
    return run.found


class _Run:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.found = Estimate()
        self.weights = Weights()
        self.steps = 0
        self.modules = 0

    def step(self, count: int = 1) -> None:
        """Count steps."""
        self.steps += count
        if self.steps > _MOST_STEPS:
            raise Refused("", f"takes more than {_MOST_STEPS:,} steps to evaluate")

    def module(self, path: Path, prefix: str, given: dict[str, Value], depth: int) -> "Module":
        """Return the evaluated module in ``path``."""
        self.modules += 1
        if depth > _DEPTH or self.modules > _MOST_MODULES:
            raise Refused(prefix[-100:], "calls too many modules")
        module = Module(self, path, prefix, given, depth)
        module.declare()
        return module


class Module(Evaluator):
    """One call of a module."""

    def __init__(
        self, run: _Run, path: Path, prefix: str, given: dict[str, Value], depth: int
    ) -> None:
        super().__init__(run.step, run.weights, prefix)
        self.run, self.path, self.depth = run, path, depth
        self._resources: dict[str, Value] = {}
        self._calls: dict[str, Value] = {}
        self._made: list[tuple[Declared, dict[str, Any], dict[str, Value]]] = []
        self._bodies = run.folder.bodies(path)
        folder = path if path.is_dir() else path.parent
        self._given: dict[str, Value] = {}
        if not prefix:
            for body in run.folder.settings(folder):
                self._given |= {name: self.value(value) for name, value in body.items()}
        self._variables = dict(self._labelled("variable"))
        if not prefix:
            self._check(given)
        self._given |= given if prefix else {k: self._told(k, v) for k, v in given.items()}
        self._locals: dict[str, Any] = {}
        for body in self._blocks("locals"):
            self._locals |= body
        self._outputs = dict(self._labelled("output"))
        self._modules = dict(self._labelled("module"))
        self._blocks_by_base = {
            f"{prefix_of}{type_name}.{unquoted(name)}": body
            for prefix_of, kind in (("", "resource"), ("data.", "data"))
            for type_name, rows in self._labelled(kind)
            for name, body in rows.items()
            if isinstance(body, dict)
        }

    def _check(self, given: dict[str, Value]) -> None:
        for name in given:
            if name not in self._variables:
                names = ", ".join(sorted(self._variables)[:20]) or "none"
                raise Refused("", f"there is no variable {shown(name)}; there are: {names}")

    def questions(self) -> tuple[Question, ...]:
        """Return the variables that one may set; a list or table is written as JSON."""
        found = []
        for name, body in list(self._variables.items())[:MAX_QUESTIONS]:
            default = self.value(body.get("default")) if "default" in body else None
            text = default if isinstance(default, str) else _as_json(default)
            about = self.value(body.get("description"))
            about = about if isinstance(about, str) else ""
            found.append(question(name, about, text, is_secret=_is_sensitive(body)))
        return tuple(found)

    # -- blocks
    def _blocks(self, kind: str) -> list[dict[str, Any]]:
        return [row for body in self._bodies for row in body.get(kind, ()) if isinstance(row, dict)]

    def _labelled(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        return [
            (unquoted(name), body)
            for row in self._blocks(kind)
            for name, body in row.items()
            if isinstance(body, dict)
        ]

    def declare(self) -> None:
        """Add all resources to the estimate, those of inner modules too."""
        for name, body in self._labelled("provider"):
            region = self.value(body.get("region"))
            if name == "aws" and isinstance(region, str) and not self.run.found.region:
                self.run.found.region = region
        for base in self._blocks_by_base:
            self._resource(base)
        for name in self._modules:
            self._called_module(name)
        for declared, body, scope in self._made:
            declared.properties.update(self._apart(partial(self.body, body), scope))

    def _resource(self, base: str) -> Value:
        """Return the resource ``base``, or its copies, made when it is first asked for."""
        if base not in self._resources:
            # A count that asks for its own resource finds a symbol, so that it ends.
            self._resources[base] = Symbol(self.prefix + base)
            body = self._blocks_by_base[base]
            rows = self._apart(lambda: self._rows(body, base))
            self._resources[base] = self._instances(base, body, rows)
        return self._resources[base]

    def _rows(self, body: dict[str, Any], base: str) -> list[Row] | dict[str, Row] | Row:
        """Return the copies that a block asks for: a list by count, a table by key, or one."""
        if "count" in body:
            count = known_whole(self.value(body["count"]))
            if count is None:
                text = f"The count of {base} cannot be told; one is drawn."
                self.run.found.remarks[text] = self.prefix + base
                count = 1
            number = min(count, MOST_COPIES)
            return [(f"[{n}]", {"count": {"index": n}}) for n in range(number)]
        if "for_each" in body:
            items = self._each(self.value(body["for_each"]), base)
            return {k: (f'["{k}"]', {"each": {"key": k, "value": v}}) for k, v in items.items()}
        return ("", {})

    def _instances(
        self, base: str, body: dict[str, Any], rows: list[Row] | dict[str, Row] | Row
    ) -> Value:
        if isinstance(rows, list):
            return [self._instance(base, body, row) for row in rows]
        if isinstance(rows, dict):
            return {key: self._instance(base, body, row) for key, row in rows.items()}
        return self._instance(base, body, rows)

    def _instance(self, base: str, body: dict[str, Any], row: Row) -> Of:
        tail, scope = row
        if len(self.run.found.resources) > 4 * MAX_PARTS:
            raise Refused(base, "declares too many resources")
        kind, _, name = base.removeprefix("data.").partition(".")
        key = f"{self.prefix}{base}{tail}"
        declared = Declared(
            key=key,
            type=kind,
            name=name + tail,
            properties={},
            is_data=base.startswith("data."),
        )
        self.run.found.resources[key] = declared
        self._made.append((declared, body, scope))
        return Of(key)

    def _each(self, value: Value, base: str) -> dict[str, Value]:
        if isinstance(value, dict):
            return dict(list(value.items())[:MOST_COPIES])
        if isinstance(value, list):
            return {str(item): item for item in value[:MOST_COPIES]}
        text = f"What {base} is made for each of cannot be told; one is drawn."
        self.run.found.remarks[text] = self.prefix + base
        # "Each of the subnets of a VPC" still tells whose they are.
        return {"one": value if isinstance(value, Of) else Symbol(f"{base} each")}

    def _called_module(self, name: str) -> Value:
        """Return what a call of a module comes to, made when it is first asked for."""
        if name not in self._calls:
            place = f"module.{name}"
            self._calls[name] = Symbol(self.prefix + place)
            body = self._modules[name]
            rows = self._apart(lambda: self._rows(body, place))
            if isinstance(rows, list):
                self._calls[name] = [self._call(name, body, row) for row in rows]
            elif isinstance(rows, dict):
                self._calls[name] = {k: self._call(name, body, row) for k, row in rows.items()}
            else:
                self._calls[name] = self._call(name, body, rows)
        return self._calls[name]

    def _call(self, name: str, body: dict[str, Any], row: Row) -> Value:
        tail, scope = row
        source = self.value(body.get("source"))
        place = f"{self.prefix}module.{name}{tail}"
        told = {key: value for key, value in body.items() if key not in _OF_THE_CALL}
        arguments = self._apart(lambda: {k: self.value(v) for k, v in told.items()}, scope)
        made = built(source, place, arguments) if isinstance(source, str) else None
        if made is not None:
            rows, outputs = made
            self.run.found.resources |= {row.key: row for row in rows}
            return outputs
        if isinstance(source, str) and source.startswith(("./", "../")):
            base = self.path if self.path.is_dir() else self.path.parent
            folder = self.run.folder.inner(base, source)
            if folder is not None:
                return self.run.module(folder, f"{place}.", arguments, self.depth + 1)
            text = f"The module {name} is not read: its folder is missing or out of bounds."
        else:
            text = f"The module {name} is not read: only local and common registry modules are."
        self.run.found.remarks[text] = place
        return Symbol(place)

    # -- names
    def _named(self, root: str, name: str) -> Value | None:
        if root == "var":
            return self._remembered(f"var.{name}", lambda: self._variable(name))
        if root == "local":
            return self._remembered(f"local.{name}", lambda: self._local(name))
        if root == "module":
            is_called = name in self._modules
            return self._called_module(name) if is_called else Symbol(f"{self.prefix}module.{name}")
        base = f"{root}.{name}"
        return self._resource(base) if base in self._blocks_by_base else None

    def _attribute(self, value: Value, name: str) -> Value:
        if isinstance(value, Module):
            return value.output(name)
        if isinstance(value, Of):
            declared = self.run.found.resources.get(value.key)
            if declared is not None and declared.type == "aws_availability_zones":
                return Symbol(f"{value.key}.{name}", is_list=True)
            if declared is not None and name in _PLAIN and name in declared.properties:
                return declared.properties[name]
            return Of(value.key, name)
        if isinstance(value, dict):
            return value.get(name)
        if isinstance(value, list):
            return [self._attribute(item, name) for item in value]
        return Symbol(f"{value}.{name}"[:300]) if isinstance(value, Symbol) else None

    def output(self, name: str) -> Value:
        """Return the value of an output."""
        body = self._outputs.get(name)
        if body is None:
            return Symbol(f"{self.prefix}{name}")
        return self._remembered(f"output.{name}", lambda: self.value(body.get("value")))

    def _variable(self, name: str) -> Value:
        found = self._plain_variable(name)
        if isinstance(found, str) and _is_sensitive(self._variables.get(name, {})):
            return Secret(f"{self.prefix}var.{name}", value=found)
        return found

    def _plain_variable(self, name: str) -> Value:
        if name in self._given:
            return self._given[name]
        body = self._variables.get(name, {})
        kind = str(body.get("type", ""))
        unknown = Symbol(f"{self.prefix}var.{name}", is_list="list" in kind or "set" in kind)
        return self.value(body["default"]) if body.get("default") is not None else unknown

    def _told(self, name: str, text: Value) -> Value:
        """Return what somebody has typed for a variable: a text, unless its type says more."""
        kind = str(self._variables.get(name, {}).get("type", ""))
        if not isinstance(text, str) or kind.strip("${}") == "string":
            return text
        try:
            is_data = text.startswith(("[", "{")) or text in ("true", "false") or text.isdigit()
            return self._of(parsed(text)) if is_data else text
        except NotParsed:
            return text

    def _local(self, name: str) -> Value:
        raw = self._locals.get(name)
        return Symbol(f"{self.prefix}local.{name}") if raw is None else self.value(raw)


def _is_sensitive(body: dict[str, Any]) -> bool:
    return known_flag(body.get("sensitive")) is True


def _as_json(value: Value) -> str | None:
    """Return a default as one would type it; None for none, or for what is not known."""
    try:
        return None if value is None else json.dumps(value)
    except TypeError:
        return None

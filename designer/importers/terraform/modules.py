"""Evaluates modules of HCL: variables, locals, counts, and the resources that they come to."""

from pathlib import Path
from typing import Any

from designer.importers.limits import MAX_PARTS
from designer.importers.terraform.expressions import NotParsed, Tree, parsed, parsed_template
from designer.importers.terraform.folder import Folder
from designer.importers.terraform.functions import called, operated
from designer.importers.terraform.registry import built
from designer.importers.terraform.values import Declared, Estimate, Of, Symbol, Value
from designer.storage.refusal import Refused

_MOST_STEPS = 400_000
_MOST_MODULES = 200
_DEPTH = 12
_MOST_COPIES = 200
_PLAIN = ("availability_zone", "cidr_block", "instance_type")


def read_folder(path: Path, given: dict[str, str]) -> Estimate:
    """Return the resources of a folder, or of one file, of Terraform.

    Raises:
        Refused: it cannot be read or is too large.
    """
    root = path if path.is_dir() else path.parent
    run = _Run(Folder(root))
    run.module(path, "", dict(given), 0)
    run.found.remarks |= run.folder.remarks
    return run.found


class _Run:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.found = Estimate()
        self.steps = 0
        self.modules = 0

    def step(self) -> None:
        """Count a step."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise Refused("", f"takes more than {_MOST_STEPS:,} steps to evaluate")

    def module(self, path: Path, prefix: str, given: dict[str, Value], depth: int) -> "Module":
        """Return the evaluated module in ``path``."""
        self.modules += 1
        if depth > _DEPTH or self.modules > _MOST_MODULES:
            raise Refused(prefix, "calls too many modules")
        module = Module(self, path, prefix, given, depth)
        module.declare()
        return module


class Module:
    """One call of a module."""

    def __init__(
        self, run: _Run, path: Path, prefix: str, given: dict[str, Value], depth: int
    ) -> None:
        self.run, self.path, self.prefix, self.depth = run, path, prefix, depth
        self._resources: dict[str, Value] = {}
        self._calls: dict[str, Value] = {}
        self._known: dict[str, Value] = {}
        self._scope: dict[str, Value] = {}
        self._bodies = run.folder.bodies(path)
        folder = path if path.is_dir() else path.parent
        self._given: dict[str, Value] = {}
        if not prefix:
            for body in run.folder.settings(folder):
                self._given |= {name: self.value(value) for name, value in body.items()}
        self._given |= given
        self._variables = dict(self._labelled("variable"))
        self._locals: dict[str, Any] = {}
        for body in self._blocks("locals"):
            self._locals |= body
        self._outputs = dict(self._labelled("output"))

    # -- blocks
    def _blocks(self, kind: str) -> list[dict[str, Any]]:
        return [row for body in self._bodies for row in body.get(kind, ()) if isinstance(row, dict)]

    def _labelled(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        return [
            (_unquoted(name), body)
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
        pending: list[tuple[Declared, dict[str, Any], dict[str, Value]]] = []
        for kind, is_data in (("resource", False), ("data", True)):
            for type_name, rows in self._labelled(kind):
                for name, body in rows.items():
                    if isinstance(body, dict):
                        pending += self._instances(type_name, _unquoted(name), body, is_data)
        for name, body in self._labelled("module"):
            self._call(name, body)
        for declared, body, scope in pending:
            self._scope = scope
            declared.properties.update(self._body(body))
        self._scope = {}

    def _instances(
        self, kind: str, name: str, body: dict[str, Any], is_data: bool
    ) -> list[tuple[Declared, dict[str, Any], dict[str, Value]]]:
        base = f"{'data.' if is_data else ''}{kind}.{name}"
        rows: list[tuple[str, dict[str, Value]]] = []
        if "count" in body:
            count = self.value(body["count"])
            if isinstance(count, bool) or not isinstance(count, (int, float)):
                text = f"The count of {base} cannot be told; one is drawn."
                self.run.found.remarks[text] = self.prefix + base
                count = 1
            number = min(int(count), _MOST_COPIES)
            rows = [(f"[{n}]", {"count": {"index": n}}) for n in range(number)]
            self._resources[base] = [Of(f"{self.prefix}{base}{tail}") for tail, _ in rows]
        elif "for_each" in body:
            items = self._each(self.value(body["for_each"]), base)
            rows = [(f'["{k}"]', {"each": {"key": k, "value": v}}) for k, v in items.items()]
            self._resources[base] = {k: Of(f'{self.prefix}{base}["{k}"]') for k in items}
        else:
            rows = [("", {})]
            self._resources[base] = Of(self.prefix + base)
        made = []
        for tail, scope in rows:
            if len(self.run.found.resources) > 4 * MAX_PARTS:
                raise Refused(base, "declares too many resources")
            key = f"{self.prefix}{base}{tail}"
            row = Declared(key=key, type=kind, name=name + tail, properties={}, is_data=is_data)
            self.run.found.resources[key] = row
            made.append((row, body, scope))
        return made

    def _each(self, value: Value, base: str) -> dict[str, Value]:
        if isinstance(value, dict):
            return dict(list(value.items())[:_MOST_COPIES])
        if isinstance(value, list):
            return {str(item): item for item in value[:_MOST_COPIES]}
        text = f"What {base} is made for each of cannot be told; one is drawn."
        self.run.found.remarks[text] = self.prefix + base
        return {"one": Symbol(f"{base} each")}

    def _call(self, name: str, body: dict[str, Any]) -> None:
        source = self.value(body.get("source"))
        place = f"{self.prefix}module.{name}"
        if "count" in body and self.value(body["count"]) == 0:
            self._calls[name] = []
            return
        arguments = {
            key: self.value(value)
            for key, value in body.items()
            if key not in ("source", "version", "providers", "count", "for_each", "depends_on")
        }
        arguments.pop("__is_block__", None)
        made = built(source, place, arguments) if isinstance(source, str) else None
        if made is not None:
            rows, outputs = made
            self.run.found.resources |= {row.key: row for row in rows}
            self._calls[name] = outputs
            return
        if isinstance(source, str) and source.startswith(("./", "../")):
            base = self.path if self.path.is_dir() else self.path.parent
            folder = self.run.folder.inner(base, source)
            if folder is not None:
                self._calls[name] = self.run.module(folder, f"{place}.", arguments, self.depth + 1)
                return
            text = f"The module {name} is not read: its folder is missing or out of bounds."
        else:
            text = f"The module {name} is not read: only local and common registry modules are."
        self.run.found.remarks[text] = place

    # -- values
    def _body(self, body: dict[str, Any]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in body.items():
            if key in ("__is_block__", "dynamic", "lifecycle", "provisioner"):
                continue
            found[_unquoted(key)] = self.value(value)
        for row in body.get("dynamic", ()):
            for label, block in row.items() if isinstance(row, dict) else ():
                name = _unquoted(label)
                found.setdefault(name, [])
                if isinstance(found[name], list) and isinstance(block, dict):
                    found[name] += self._dynamic(name, block)
        return {key: value for key, value in found.items() if value is not None}

    def _dynamic(self, name: str, block: dict[str, Any]) -> list[Value]:
        items = self._each(self.value(block.get("for_each")), f"dynamic {name}")
        outer, made = self._scope, list[Value]()
        for key, value in items.items():
            self._scope = outer | {name: {"key": key, "value": value}}
            made += [self.value(content) for content in block.get("content", ())]
        self._scope = outer
        return made

    def value(self, raw: Any) -> Value:
        """Return what a value of the parser's comes to."""
        self.run.step()
        if isinstance(raw, list):
            return [self.value(item) for item in raw]
        if isinstance(raw, dict):
            return self._body(raw)
        if not isinstance(raw, str):
            return raw
        try:
            if len(raw) > 1 and raw[0] == raw[-1] == '"':
                return self._of(parsed_template(raw[1:-1]))
            if raw.startswith("${") and raw.endswith("}"):
                return self._of(parsed(raw[2:-1]))
        except NotParsed:
            return Symbol(raw[:200])
        return raw

    def _of(self, tree: Tree) -> Value:
        self.run.step()
        match tree.kind, tree.parts:
            case "value", (value,):
                return value
            case "text", pieces:
                return self._text(pieces)
            case "name", (name,):
                return self._scope.get(name, Symbol(self.prefix + name))
            case "get", (inner, name):
                return self._get(inner, name)
            case "item", (inner, index):
                return _item(self._of(inner), self._of(index))
            case "splat", (inner,):
                value = self._of(inner)
                return value if isinstance(value, (list, Symbol)) else [value]
            case "list", items:
                return [self._of(item) for item in items]
            case "object", pairs:
                return {str(self._of(k)): self._of(v) for k, v in pairs}
            case "if", (test, then, other):
                known = self._of(test)
                is_open = isinstance(known, (Symbol, Of))
                return self._of(then if is_open or known else other)
            case "unary", (sign, inner):
                value = self._of(inner)
                if sign == "!":
                    return value if isinstance(value, (Symbol, Of)) else not value
                return -value if isinstance(value, (int, float)) else value
            case "operator", (token, left, right):
                return operated(token, self._of(left), self._of(right))
            case "call", (name, arguments):
                return called(name, [self._of(item) for item in arguments.parts])
        return self._for(*tree.parts) if tree.kind == "for" else Symbol("?")

    def _text(self, pieces: tuple[Any, ...]) -> Value:
        values = [self._of(p) if isinstance(p, Tree) else p for p in pieces]
        if any(isinstance(v, Of) for v in values) and len(values) > 1:
            return [v for v in values if isinstance(v, Of)] + [Symbol("text")]
        text = "".join(str(v)[:2000] for v in values)[:20_000]
        return Symbol(text) if any(isinstance(v, Symbol) for v in values) else text

    def _for(self, names: Any, source: Tree, first: Tree, second: Any, test: Any) -> Value:
        items = self._of(source)
        if not isinstance(items, (list, dict)):
            return Symbol(f"for {items}", is_list=True)
        pairs = list(items.items()) if isinstance(items, dict) else list(enumerate(items))
        outer, rows, found = self._scope, list[Value](), dict[str, Value]()
        for key, value in pairs[:_MOST_COPIES]:
            pair = (value,) if len(names) == 1 else (key, value)
            self._scope = outer | dict(zip(names, pair, strict=False))
            if test is not None and self._of(test) is False:
                continue
            made = self._of(first)
            rows.append(made)
            if second is not None:
                found[str(made)] = self._of(second)
        self._scope = outer
        return rows if second is None else found

    def _get(self, inner: Tree, name: str) -> Value:
        if inner.kind == "name" and inner.parts[0] not in self._scope:
            root = str(inner.parts[0])
            if root == "var":
                return self._remembered(f"var.{name}", self._variable, name)
            if root == "local":
                return self._remembered(f"local.{name}", self._local, name)
            if root == "module":
                return self._calls.get(name, Symbol(f"{self.prefix}module.{name}"))
            if f"{root}.{name}" in self._resources:
                return self._resources[f"{root}.{name}"]
        if inner.kind == "get" and inner.parts[0] == Tree("name", ("data",)):
            key = f"data.{inner.parts[1]}.{name}"
            return self._resources.get(key, Symbol(self.prefix + key))
        return self._attribute(self._of(inner), name)

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
        symbol = Symbol(f"{self.prefix}{name}")
        if body is None:
            return symbol
        return self._remembered(f"output.{name}", lambda _: self.value(body.get("value")), name)

    def _remembered(self, key: str, work: Any, name: str) -> Value:
        if key not in self._known:
            # What refers to itself finds a symbol, so that it ends.
            self._known[key] = Symbol(self.prefix + key)
            outer, self._scope = self._scope, {}
            self._known[key] = work(name)
            self._scope = outer
        return self._known[key]

    def _variable(self, name: str) -> Value:
        if name in self._given:
            return self._given[name]
        body = self._variables.get(name, {})
        kind = str(body.get("type", ""))
        unknown = Symbol(f"{self.prefix}var.{name}", is_list="list" in kind or "set" in kind)
        return self.value(body["default"]) if body.get("default") is not None else unknown

    def _local(self, name: str) -> Value:
        raw = self._locals.get(name)
        return Symbol(f"{self.prefix}local.{name}") if raw is None else self.value(raw)


def _item(value: Value, index: Value) -> Value:
    if isinstance(value, list) and isinstance(index, (int, float)) and value:
        number = int(index)
        return value[number] if -1 < number < len(value) else None
    if isinstance(value, dict):
        return value.get(str(index))
    if isinstance(value, (Symbol, Of)):
        return Symbol(f"{value}[{index}]"[:300])
    return value


def _unquoted(text: str) -> str:
    return text.strip('"')

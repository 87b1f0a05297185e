"""Follows the statements of a script as far as they are literal; nothing of it is ever run."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from designer.importers.scripts.labels import cluster_label, shown
from designer.importers.scripts.sketch import PLAIN_NODE, UNKNOWN, Imported, Node, Pen, Sketch
from designer.importers.scripts.strokes import drawn
from designer.importers.scripts.values import (
    UNSAFE_TEXT,
    binary,
    called_builtin,
    called_method,
    compared,
    item_of,
    iterated,
    put_item,
    size_of,
)
from designer.storage.refusal import Refused

_MAX_STEPS = 300_000
_ITEMS_OF_A_STEP = 5
_MAX_CALLS = 20  # of own functions inside each other

Value = Any


@dataclass(frozen=True, slots=True, eq=False)
class _Function:
    name: str
    arguments: ast.arguments
    body: Sequence[ast.stmt]


class _Returned(Exception):
    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class _LoopEnded(Exception):
    pass


class _RoundEnded(Exception):
    pass


class Evaluation:
    """The state of following one script."""

    def __init__(self) -> None:
        self.sketches: list[Sketch] = []
        self.remarks: dict[str, int] = {}
        self._scopes: list[dict[str, Value]] = [{}]
        self._clusters: list[str] = []
        self._open: Sketch | None = None
        self._steps = 0

    def follow(self, tree: ast.Module) -> None:
        """Follow all statements.

        Raises:
            Refused: it takes too many steps or draws too much.
        """
        try:
            self._block(tree.body)
        except (_Returned, _LoopEnded, _RoundEnded) as error:
            raise Refused("", "a statement leaves a loop or function it is not in") from error

    # -- statements
    def _block(self, body: Sequence[ast.stmt]) -> None:
        for statement in body:
            self._step(statement)
            self._statement(statement)

    def _step(self, node: ast.AST, *held: Value) -> None:
        """Count a step, and more for what is long and is walked or copied."""
        self._steps += 1 + sum(size_of(value) for value in held) // _ITEMS_OF_A_STEP
        if self._steps > _MAX_STEPS:
            place = f"line {getattr(node, 'lineno', 0)}"
            raise Refused(place, f"takes more than {_MAX_STEPS:,} steps to follow")

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr():
                self._value(node.value)
            case ast.Assign():
                value = self._value(node.value)
                for target in node.targets:
                    self._bind(target, value)
            case ast.AnnAssign(value=ast.expr() as given):
                self._bind(node.target, self._value(given))
            case ast.AugAssign(target=ast.Name() as added):
                right = self._value(node.value)
                self._bind(added, self._operated(node.op, self._look_up(added.id), right, node))
            case ast.With() | ast.AsyncWith():
                self._with(node)
            case ast.For():
                self._for(node)
            case ast.If():
                self._if(node)
            case ast.Import() | ast.ImportFrom():
                self._import(node)
            case ast.FunctionDef():
                function = _Function(node.name, node.args, tuple(node.body))
                self._scopes[-1][node.name] = function
            case ast.Return():
                raise _Returned(None if node.value is None else self._value(node.value))
            case ast.Break() | ast.Continue():
                raise _LoopEnded if isinstance(node, ast.Break) else _RoundEnded
            case ast.Try():
                self._block([*node.body, *node.orelse, *node.finalbody])
            case _:
                self._pass_over(node)

    def _pass_over(self, node: ast.stmt) -> None:
        names = {
            ast.While: "A while loop",
            ast.ClassDef: "A class",
            ast.Match: "A match",
            ast.AsyncFor: "An async loop",
        }
        name = names.get(type(node))
        if name:
            self._remark(f"{name} is passed over: scripts are read, never run.", node)

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        depth, opened = len(self._clusters), self._open
        for item in node.items:
            value = self._value(item.context_expr, opens=True)
            if item.optional_vars is not None:
                self._bind(item.optional_vars, value)
        self._block(node.body)
        del self._clusters[depth:]
        self._open = opened

    def _for(self, node: ast.For) -> None:
        items = iterated(self._value(node.iter))
        if items is None:
            text = "A loop is passed over: what it goes through is not written in the script."
            self._remark(text, node)
            return
        for item in items:
            self._step(node)
            self._bind(node.target, item)
            try:
                self._block(node.body)
            except _RoundEnded:
                continue
            except _LoopEnded:
                return
        self._block(node.orelse)

    def _if(self, node: ast.If) -> None:
        test = self._value(node.test)
        if test is UNKNOWN:
            text = "Whether a condition holds cannot be told; it is taken to hold."
            self._remark(text, node)
        self._block(node.body if test is UNKNOWN or test else node.orelse)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        scope = self._scopes[-1]
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                scope[alias.asname or alias.name] = Imported(f"{node.module or ''}.{alias.name}")
                if alias.name == "*":
                    text = f"from {node.module} import *: its names are looked for by themselves."
                    self._remark(text, node)
                    scope["*"] = f"{node.module}"
            elif alias.asname:
                scope[alias.asname] = Imported(alias.name)
            else:
                root = alias.name.partition(".")[0]
                scope[root] = Imported(root)

    def _bind(self, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name():
                self._scopes[-1][target.id] = value
            case ast.Tuple() | ast.List():
                items = iterated(value) or []
                for number, part in enumerate(target.elts):
                    self._bind(part, items[number] if number < len(items) else UNKNOWN)
            case ast.Subscript():
                put_item(self._value(target.value), self._value(target.slice), value)
            case _:
                pass

    # -- expressions
    def _value(self, node: ast.expr, *, opens: bool = False) -> Value:
        self._step(node)
        match node:
            case ast.Constant():
                is_plain = node.value is None or isinstance(node.value, (bool, int, float, str))
                return node.value if is_plain else UNKNOWN
            case ast.Name():
                return self._look_up(node.id)
            case ast.Attribute():
                held = self._value(node.value)
                is_name = isinstance(held, Imported)
                return Imported(f"{held.dotted}.{node.attr}") if is_name else UNKNOWN
            case ast.Call():
                return self._call(node, opens)
            case ast.BinOp():
                left, right = self._value(node.left), self._value(node.right)
                return self._operated(node.op, left, right, node)
            case ast.List() | ast.Tuple() | ast.Set():
                return self._items(node.elts)
            case ast.Dict():
                return self._table(node)
            case ast.JoinedStr():
                return self._joined(node)
            case ast.Subscript():
                return item_of(self._value(node.value), self._value(node.slice))
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                return list(self._comprehended(node.elt, node.generators))
            case ast.UnaryOp(op=ast.USub()):
                number = self._value(node.operand)
                return -number if isinstance(number, (int, float)) else UNKNOWN
            case _:
                return self._rarer_value(node)

    def _rarer_value(self, node: ast.expr) -> Value:
        match node:
            case ast.IfExp():
                return self._value(node.body if self._value(node.test) else node.orelse)
            case ast.Compare(ops=[operator], comparators=[other]):
                left, right = self._value(node.left), self._value(other)
                self._step(node, right)
                return compared(operator, left, right)
            case ast.NamedExpr():
                value = self._value(node.value)
                self._bind(node.target, value)
                return value
            case _:
                return UNKNOWN

    def _look_up(self, name: str) -> Value:
        for scope in (self._scopes[-1], self._scopes[0]):
            if name in scope:
                return scope[name]
        if name == "__name__":
            return "__main__"
        star = self._scopes[0].get("*")
        return Imported(f"{star}.{name}") if star and name[:1].isupper() else Imported(name)

    def _items(self, nodes: Sequence[ast.expr]) -> list[Value]:
        found: list[Value] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                found += iterated(self._value(node.value)) or []
            else:
                found.append(self._value(node))
        return found

    def _table(self, node: ast.Dict) -> dict[Any, Value]:
        found: dict[Any, Value] = {}
        for key_node, value_node in zip(node.keys, node.values, strict=True):
            value = self._value(value_node)
            if key_node is None:
                found.update(value if isinstance(value, dict) else {})
                continue
            key = self._value(key_node)
            if isinstance(key, (str, int, float)):
                found[key] = value
        return found

    def _joined(self, node: ast.JoinedStr) -> str:
        texts: list[str] = []
        for part in node.values:
            value = self._value(part.value if isinstance(part, ast.FormattedValue) else part)
            texts.append(str(value)[:UNSAFE_TEXT] if isinstance(value, (str, int, float)) else "…")
        return "".join(texts)[:UNSAFE_TEXT]

    def _comprehended(
        self, element: ast.expr, generators: Sequence[ast.comprehension]
    ) -> Iterator[Value]:
        if not generators:
            yield self._value(element)
            return
        first = generators[0]
        items = iterated(self._value(first.iter))
        if items is None:
            text = "A list is left empty: what it is made from is not written in the script."
            self._remark(text, element)
        for item in items or ():
            self._step(element)
            self._bind(first.target, item)
            if all(self._value(test) for test in first.ifs):
                yield from self._comprehended(element, generators[1:])

    def _operated(self, operator: ast.operator, left: Value, right: Value, node: ast.AST) -> Value:
        self._step(node, left, right)
        made = drawn(operator, left, right, getattr(node, "lineno", 0))
        if made is None:
            made = binary(operator, left, right)
            self._step(node, made)
        return made

    # -- calls
    def _call(self, node: ast.Call, opens: bool) -> Value:
        if isinstance(node.func, ast.Attribute):
            held = self._value(node.func.value)
            if not isinstance(held, Imported):
                given = self._items(node.args)
                # To add one item or to look one up takes as long in a short list as in a long one.
                is_short = node.func.attr in ("append", "get")
                self._step(node, *given, *(() if is_short else (held,)))
                return called_method(held, node.func.attr, given)
            function: Value = Imported(f"{held.dotted}.{node.func.attr}")
        else:
            function = self._value(node.func)
        given = self._items(node.args)
        named = self._named(node.keywords)
        if isinstance(function, _Function):
            return self._call_own(function, given, named, node)
        if not isinstance(function, Imported):
            return UNKNOWN
        return self._call_imported(function.dotted, given, named, node.lineno, opens)

    def _named(self, words: Sequence[ast.keyword]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for word in words:
            value = self._value(word.value) if word.arg or isinstance(word.value, ast.Name) else {}
            if word.arg:
                found[word.arg] = value
            elif isinstance(value, dict):
                found |= {key: each for key, each in value.items() if isinstance(key, str)}
        return found

    def _call_own(
        self, function: _Function, given: list[Value], named: dict[str, Value], node: ast.AST
    ) -> Value:
        if len(self._scopes) > _MAX_CALLS:
            self._remark(f"{function.name} calls itself too deeply to be followed.", node)
            return UNKNOWN
        names = [argument.arg for argument in function.arguments.args]
        defaults = [self._value(value) for value in function.arguments.defaults]
        scope = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
        for argument, default in zip(
            function.arguments.kwonlyargs, function.arguments.kw_defaults, strict=True
        ):
            scope[argument.arg] = UNKNOWN if default is None else self._value(default)
        scope |= dict(zip(names, given, strict=False)) | named
        self._scopes.append(scope)
        try:
            self._block(function.body)
        except _Returned as returned:
            return returned.value
        finally:
            self._scopes.pop()
        return None

    def _call_imported(
        self, dotted: str, given: list[Value], named: dict[str, Value], line: int, opens: bool
    ) -> Value:
        if not dotted.startswith("diagrams."):
            return self._call_builtin(dotted, given, line)
        label = given[0] if given else named.get("label", named.get("name", ""))
        text = "" if label is UNKNOWN else str(label or "")[:UNSAFE_TEXT]
        if dotted == "diagrams.Cluster":
            text = cluster_label(text, named.get("graph_attr"))[:UNSAFE_TEXT]
            return self._cluster(shown(text), line, opens)
        text = shown(text)
        if dotted == "diagrams.Diagram":
            return self._begin(text, opens)
        if dotted == "diagrams.Edge":
            return _pen(named)
        if self._open is None:
            self._remark("What stands outside of any Diagram is left out.", None, line)
            return UNKNOWN
        cluster = self._clusters[-1] if self._clusters else ""
        if dotted == PLAIN_NODE and not text and cluster:
            # A node that shows nothing is there for lines to end at the box around it.
            return Node(cluster, self._open)
        return self._open.add_icon(dotted, text, cluster, line)

    def _call_builtin(self, name: str, given: list[Value], line: int) -> Value:
        place = ast.Pass(lineno=line)
        self._step(place, *given)
        made = called_builtin(name, given)
        self._step(place, made)
        return made

    def _begin(self, title: str, opens: bool) -> Value:
        if opens:
            self._open = Sketch(title)
            self.sketches.append(self._open)
            self._clusters.clear()
        return UNKNOWN

    def _cluster(self, label: str, line: int, opens: bool) -> Value:
        if self._open is not None and opens:
            outer = self._clusters[-1] if self._clusters else ""
            self._clusters.append(self._open.add_box(label, outer, line))
        return UNKNOWN

    def _remark(self, text: str, node: ast.AST | None, line: int = 0) -> None:
        place = getattr(node, "lineno", line)
        remarks = self.remarks if self._open is None else self._open.remarks
        if len(remarks) < 200:
            remarks.setdefault(text, place)


def _pen(named: dict[str, Value]) -> Pen:
    def text(name: str) -> str:
        value = named.get(name)
        return value[:UNSAFE_TEXT] if isinstance(value, str) else ""

    return Pen(
        label=shown(text("label") or text("xlabel")),
        style=text("style"),
        points_forward=named.get("forward") is True,
        points_back=named.get("reverse") is True,
    )

"""Evaluates the values of HCL, as python-hcl2 hands them over, within the names of a module."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from designer.importers.terraform.expressions import NotParsed, Tree, parsed, parsed_template
from designer.importers.terraform.functions import called, operated
from designer.importers.terraform.values import Of, Secret, Symbol, Value
from designer.importers.terraform.weights import Weights

MOST_COPIES = 200
_WEIGHT_OF_A_STEP = 16


class Evaluator(ABC):
    """Values of one module; what its names stand for is told by the one that knows the blocks."""

    def __init__(self, step: Callable[[int], None], weights: Weights, prefix: str) -> None:
        """Begin with the address of the module, "module.a." or "".

        Args:
            step: counts steps, for all modules together.
            weights: how much the lists and tables of all modules hold.
            prefix: the address.
        """
        self.prefix = prefix
        self._step, self._weights = step, weights
        self._scope: dict[str, Value] = {}
        self._known: dict[str, Value] = {}

    @abstractmethod
    def _named(self, root: str, name: str) -> Value | None:
        """Return what ``root.name`` stands for; None when it is not declared."""

    @abstractmethod
    def _attribute(self, value: Value, name: str) -> Value:
        """Return the attribute ``name`` of a value."""

    @abstractmethod
    def _each(self, value: Value, base: str) -> dict[str, Value]:
        """Return what ``base`` is made for each of."""

    def body(self, body: dict[str, Any]) -> dict[str, Value]:
        """Return the values of a block, with those of its dynamic blocks."""
        found: dict[str, Value] = {}
        for key, value in body.items():
            if key in ("__is_block__", "dynamic", "lifecycle", "provisioner"):
                continue
            found[unquoted(key)] = self.value(value)
        for row in body.get("dynamic", ()):
            for label, block in row.items() if isinstance(row, dict) else ():
                name = unquoted(label)
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
        return self._counted(self._read(raw))

    def _read(self, raw: Any) -> Value:
        if isinstance(raw, list):
            return [self.value(item) for item in raw]
        if isinstance(raw, dict):
            return self.body(raw)
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
        return self._counted(self._evaluated(tree))

    def _counted(self, value: Value) -> Value:
        """Return ``value``, for a step, and for more the more it holds: somebody walks it."""
        is_plain = not isinstance(value, (list, dict))
        self._step(1 if is_plain else 1 + self._weights.of(value) // _WEIGHT_OF_A_STEP)
        return value

    def _evaluated(self, tree: Tree) -> Value:
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
                known = known.value if isinstance(known, Secret) else known
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
        for key, value in pairs[:MOST_COPIES]:
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
            found = self._named(str(inner.parts[0]), name)
            if found is not None:
                return found
        if inner.kind == "get" and inner.parts[0] == Tree("name", ("data",)):
            key = f"data.{inner.parts[1]}"
            found = self._named(key, name)
            return Symbol(f"{self.prefix}{key}.{name}") if found is None else found
        return self._attribute(self._of(inner), name)

    def _remembered(self, key: str, work: Callable[[], Value]) -> Value:
        if key not in self._known:
            # What refers to itself finds a symbol, so that it ends.
            self._known[key] = Symbol(self.prefix + key)
            self._known[key] = self._apart(work)
        return self._known[key]

    def _apart(self, work: Callable[[], Value], scope: dict[str, Value] | None = None) -> Value:
        """Return what ``work`` comes to among no names but those of ``scope``."""
        outer, self._scope = self._scope, scope or {}
        try:
            return work()
        finally:
            self._scope = outer


def _item(value: Value, index: Value) -> Value:
    if isinstance(value, list) and isinstance(index, (int, float)) and value:
        number = int(index)
        return value[number] if -1 < number < len(value) else None
    if isinstance(value, dict):
        return value.get(str(index))
    if isinstance(value, Of) and value.attribute == "id":
        return value  # one of those that a group holds
    if isinstance(value, (Symbol, Of)):
        return Symbol(f"{value}[{index}]"[:300])
    return value


def unquoted(text: str) -> str:
    """Return the label of a block without its quotes."""
    return text.strip('"')

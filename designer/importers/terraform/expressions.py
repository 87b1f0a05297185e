"""Parses Terraform's expressions, as python-hcl2 hands them over in text, into small trees."""

import re
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r'\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w-]*)|(?P<quote>")'
    r"|(?P<mark>=>|\.\.\.|&&|\|\||[=!<>]=|[-+*/%<>!?:.,=()\[\]{}]))"
)
_OPERATORS = ("||", "&&", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%")
_MOST = 20_000  # characters of an expression
_DEPTH = 60


class NotParsed(Exception):
    """The expression is none that is understood."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A node: what it is, and its parts (trees, texts, or lists of them)."""

    kind: str
    parts: tuple[Any, ...] = ()


def parsed(text: str) -> Tree:
    """Return the tree of an expression.

    Raises:
        NotParsed: it is none, or too long or deep.
    """
    if len(text) > _MOST:
        raise NotParsed
    parser = _Parser(text)
    tree = parser.expression(0)
    if parser.peek():
        raise NotParsed
    return tree


def parsed_template(text: str, depth: int = 0) -> Tree:
    """Return the tree of a text with ``${...}`` in it."""
    pieces: list[Any] = []
    at = 0
    while (start := text.find("${", at)) >= 0:
        if text[max(0, start - 1) : start] == "$":
            pieces.append(text[at : start + 2])
            at = start + 2
            continue
        end = _end_of(text, start + 2)
        pieces.append(text[at:start])
        parser = _Parser(text[start + 2 : end], depth + 1)
        pieces.append(parser.expression(0))
        at = end + 1
    pieces.append(text[at:])
    kept = [piece for piece in pieces if piece != ""]
    if len(kept) == 1 and isinstance(kept[0], Tree):
        return kept[0]
    return Tree("text", tuple(kept))


def _end_of(text: str, at: int) -> int:
    """Return where the brace that is open before ``at`` closes."""
    level, in_quotes = 1, False
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == '"':
            in_quotes = not in_quotes
        elif sign == "{" and not in_quotes:
            level += 1
        elif sign == "}" and not in_quotes:
            level -= 1
            if not level:
                return at
        at += 1
    raise NotParsed


class _Parser:
    def __init__(self, text: str, depth: int = 0) -> None:
        if depth > _DEPTH:
            raise NotParsed
        self._text, self._at, self._depth = text, 0, depth

    def peek(self) -> str:
        """Return the next word; "" at the end."""
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            if self._text[self._at :].strip():
                raise NotParsed
            return ""
        return found.group().strip()

    def _next(self) -> str:
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise NotParsed
        self._at = found.end()
        return found.group().strip()

    def _take(self, word: str) -> None:
        if self._next() != word:
            raise NotParsed

    def expression(self, level: int) -> Tree:
        """Return the tree of what follows, of operators that bind at least as ``level``."""
        self._depth += 1
        if self._depth > _DEPTH:
            raise NotParsed
        left = self._unary()
        while (word := self.peek()) in _OPERATORS and _binds(word) >= level + 1:
            self._next()
            left = Tree("operator", (word, left, self.expression(_binds(word))))
        if level == 0 and self.peek() == "?":
            self._next()
            then = self.expression(0)
            self._take(":")
            left = Tree("if", (left, then, self.expression(0)))
        self._depth -= 1
        return left

    def _unary(self) -> Tree:
        if self.peek() in ("!", "-"):
            return Tree("unary", (self._next(), self._unary()))
        tree = self._primary()
        while (word := self.peek()) in (".", "["):
            self._next()
            if word == ".":
                name = self._next()
                tree = Tree("splat", (tree,)) if name == "*" else Tree("get", (tree, name))
            elif self.peek() == "*":
                self._next()
                self._take("]")
                tree = Tree("splat", (tree,))
            else:
                tree = Tree("item", (tree, self.expression(0)))
                self._take("]")
        return tree

    def _primary(self) -> Tree:
        word = self._next()
        if word == '"':
            return self._quoted()
        if word == "(":
            inner = self.expression(0)
            self._take(")")
            return inner
        if word == "[":
            return self._for("]") if self.peek() == "for" else self._list("]")
        if word == "{":
            return self._for("}") if self.peek() == "for" else self._object()
        if word[:1].isdigit():
            return Tree("value", (float(word) if "." in word else int(word[:18]),))
        if word in ("true", "false", "null"):
            return Tree("value", ({"true": True, "false": False, "null": None}[word],))
        if not re.match(r"[A-Za-z_]", word):
            raise NotParsed
        if self.peek() == "(":
            self._next()
            return Tree("call", (word, self._list(")")))
        return Tree("name", (word,))

    def _quoted(self) -> Tree:
        at, level = self._at, 0
        while at < len(self._text):
            sign = self._text[at]
            if sign == "\\":
                at += 1
            elif self._text.startswith("${", at):
                at = _end_of(self._text, at + 2)
            elif sign == '"' and not level:
                inner = self._text[self._at : at]
                self._at = at + 1
                return parsed_template(inner, self._depth)
            at += 1
        raise NotParsed

    def _list(self, end: str) -> Tree:
        items: list[Tree] = []
        while self.peek() != end:
            items.append(self.expression(0))
            if self.peek() == "...":
                self._next()
            if self.peek() == ",":
                self._next()
            elif self.peek() != end:
                raise NotParsed
        self._next()
        return Tree("list", tuple(items))

    def _object(self) -> Tree:
        pairs: list[tuple[Tree, Tree]] = []
        while self.peek() != "}":
            key = self.expression(0)
            if self._next() not in ("=", ":"):
                raise NotParsed
            named = Tree("value", key.parts) if key.kind == "name" else key
            pairs.append((named, self.expression(0)))
            if self.peek() == ",":
                self._next()
        self._next()
        return Tree("object", tuple(pairs))

    def _for(self, end: str) -> Tree:
        self._take("for")
        names = [self._next()]
        if self.peek() == ",":
            self._next()
            names.append(self._next())
        self._take("in")
        source = self.expression(0)
        self._take(":")
        first = self.expression(0)
        second = None
        if self.peek() == "=>":
            self._next()
            second = self.expression(0)
        if self.peek() == "...":
            self._next()
        test = None
        if self.peek() == "if":
            self._next()
            test = self.expression(0)
        self._take(end)
        return Tree("for", (tuple(names), source, first, second, test))


def _binds(word: str) -> int:
    order = (("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">="), ("+", "-"))
    return next((n for n, row in enumerate(order, 1) if word in row), 6)

"""A template with its nested stacks as one flat list of resources, every expression evaluated."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from designer.importers.cloudformation.evaluation import (
    Budget,
    Evaluator,
    checked_parameters,
    is_secret,
)
from designer.importers.cloudformation.values import (
    NO_VALUE,
    Of,
    Symbol,
    Value,
    entries,
    plain_text,
    table,
)
from designer.importers.data_text import parse_data
from designer.importers.limits import MAX_PARTS
from designer.importers.result import MAX_QUESTIONS, Question, question
from designer.importers.source import Source, decoded
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import Refused, shown

MAX_TEMPLATE_BYTES = 5 * 2**20  # AWS takes 1 MB
MAX_STACKS = 50
MAX_STACK_DEPTH = 6

_LOOP = "Fn::ForEach::"
_NESTED = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One resource of a template.

    Attributes:
        key: logical id, after those of the nested stacks around it.
        name: the logical id alone.
        properties: evaluated.
        metadata: evaluated; what cfn-init installs mentions other resources.
    """

    key: str
    name: str
    type: str
    properties: Mapping[str, Value]
    metadata: Value = None

    @property
    def place(self) -> str:
        """Where it stands, for notes."""
        return self.key


@dataclass(slots=True)
class Stack:
    """All that is declared, in the order of the files.

    Attributes:
        remarks: sentences on what was left out while reading, with the place.
        assumptions: sentences on what was taken for granted, with the place.
    """

    resources: dict[str, Declared] = field(default_factory=dict)
    description: str = ""
    region: str = ""
    remarks: list[tuple[str, str]] = field(default_factory=list)
    assumptions: list[tuple[str, str]] = field(default_factory=list)
    unset: dict[str, None] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()


def read_stack(source: Source) -> Stack:
    """Return what the template ``source`` and its local nested stacks declare.

    Raises:
        Refused: it is no template, or too large.
    """
    return _Reader(source).read()


class _Reader:
    """Reads one root template and the nested ones beside it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._root = source.path.resolve().parent
        self._budget = Budget()
        self._stack = Stack()
        self._outputs: dict[str, Mapping[str, Value]] = {}
        self._count = 0

    def read(self) -> Stack:
        """Return the whole stack."""
        given = dict(self._source.options.parameters)
        sections = self._parsed(self._source.data, "")
        checked_parameters(sections, given)
        description = sections.get("Description")
        self._stack.questions = tuple(_questions(sections))
        self._stack.description = description if isinstance(description, str) else ""
        self._stack.region = given.get("AWS::Region", "")
        self._add(sections, given, "", (self._source.path.resolve(),))
        return self._stack

    def _parsed(self, data: bytes, place: str) -> dict[str, Any]:
        if len(data) > MAX_TEMPLATE_BYTES:
            raise Refused(place, f"is too large for a template: {len(data) / 2**20:.1f} MiB")
        parsed = parse_data(decoded(data))
        sections = parsed.value
        if not isinstance(sections, dict) or not isinstance(sections.get("Resources"), dict):
            raise Refused(place, "is not a CloudFormation template: it has no Resources")
        for name in dict.fromkeys(parsed.repeated):
            sentence = f"The key {shown(name)} stands twice in one place; the last one counts."
            self._stack.remarks.append((sentence, place))
        return sections

    def _add(
        self,
        sections: dict[str, Any],
        given: Mapping[str, Value],
        prefix: str,
        way: tuple[Path, ...],
    ) -> None:
        self._count += 1
        looped = {"Resources": dict(_looped(sections["Resources"]))}
        sections = {**sections, **looped}
        evaluator = Evaluator(
            sections, given, prefix=prefix, budget=self._budget, outputs=self._output
        )
        self._tell_transforms(sections, prefix)
        nested: list[Declared] = []
        for name, raw in self._ordered(sections["Resources"]):
            declared = self._declared(evaluator, name, raw, sections)
            if declared is None:
                continue
            if declared.type in _NESTED:
                nested.append(declared)
                self._nested(declared, way)
            self._stack.resources[declared.key] = declared
            if len(self._stack.resources) > MAX_PARTS:
                raise Refused(prefix, f"declares more than {MAX_PARTS:,} resources")
        outputs = table(sections.get("Outputs"))
        self._outputs[prefix.rstrip(".")] = {
            name: evaluator.value(table(raw).get("Value")) for name, raw in outputs.items()
        }
        self._tell_assumptions(evaluator, prefix)

    def _ordered(self, resources: Mapping[str, Any]) -> list[tuple[str, Any]]:
        """Return nested stacks first, so that their outputs are known; each after those it names.

        A stack that takes another's output names it in its parameters.
        """
        stacks = {name: raw for name, raw in resources.items() if _type_of(raw) in _NESTED}
        order: list[str] = []
        seen: set[str] = set()

        def visit(name: str) -> None:
            if name in seen:
                return
            seen.add(name)
            for other in _words(stacks[name]):
                if other in stacks:
                    visit(other)
            order.append(name)

        for name in stacks:
            visit(name)
        rest = [(name, raw) for name, raw in resources.items() if name not in stacks]
        return [(name, stacks[name]) for name in order] + rest

    def _declared(
        self, evaluator: Evaluator, name: str, raw: Any, sections: Mapping[str, Any]
    ) -> Declared | None:
        place = evaluator.key(name)
        if not isinstance(raw, dict) or not isinstance(raw.get("Type"), str):
            self._stack.remarks.append(("It is left out: it states no type.", place))
            return None
        condition = raw.get("Condition")
        if isinstance(condition, str) and not evaluator.holds(condition):
            sentence = f"{raw['Type']} is left out: its condition {condition} does not hold."
            self._stack.remarks.append((sentence, place))
            return None
        own = raw.get("Properties")
        shared = _globals(sections, raw["Type"])
        properties = evaluator.value(_merged(shared, own) if shared else own)
        return Declared(
            key=place,
            name=name,
            type=raw["Type"],
            properties=table(properties),
            metadata=evaluator.value(raw.get("Metadata")),
        )

    # -- nested stacks
    def _nested(self, declared: Declared, way: tuple[Path, ...]) -> None:
        where = declared.properties.get(_NESTED[declared.type])
        path = self._local(where, way[-1].parent)
        problem = "" if path is not None else f"its template {shown(where)} is no file beside it"
        if path in way:
            problem = "its template is a stack around it"
        elif len(way) >= MAX_STACK_DEPTH or self._count >= MAX_STACKS:
            problem = "there are too many stacks in one another"
        if problem or path is None:
            self._stack.remarks.append((f"The nested stack is not read: {problem}.", declared.key))
            return
        try:
            sections = self._parsed(read_limited(path, MAX_TEMPLATE_BYTES), declared.key)
        except Refused as error:
            sentence = f"The nested stack is not read: {path.name}: {error}."
            self._stack.remarks.append((sentence, declared.key))
            return
        given = {
            name: value
            for name, value in table(declared.properties.get("Parameters")).items()
            if value is not NO_VALUE
        }
        pseudo = {k: v for k, v in self._source.options.parameters.items() if k.startswith("AWS::")}
        self._add(sections, {**pseudo, **given}, f"{declared.key}.", (*way, path))

    def _local(self, where: Value, folder: Path) -> Path | None:
        """Return the file that ``where`` names, which must lie at or below the root's folder.

        Of an address in S3 the last parts of the path are looked for, since the files of a
        quick start lie under their names there.
        """
        text = str(where) if where is not None else ""
        address = urlsplit(text) if "://" in text else None
        steps = PurePosixPath(address.path if address else text).parts
        if not text or len(text) > 1000 or "\0" in text:
            return None
        if address is None:
            return self._inside(folder.joinpath(*steps))
        for start in range(len(steps)):
            rest = steps[start:]
            if rest and rest[0] != "/" and ".." not in rest:
                for base in (self._root, folder):
                    found = self._inside(base.joinpath(*rest))
                    if found is not None:
                        return found
        return None

    def _inside(self, path: Path) -> Path | None:
        try:
            real = path.resolve()
            is_there = real.is_relative_to(self._root) and real.is_file()
        except (OSError, ValueError, RuntimeError):
            return None
        return real if is_there else None

    def _output(self, key: str, name: str) -> Value | None:
        found = self._outputs.get(key)
        if found is None:
            return Symbol(f"{key}.{name}", "stack")
        return found.get(name, Symbol(f"{key}.{name}", "stack"))

    # -- remarks
    def _tell_transforms(self, sections: Mapping[str, Any], prefix: str) -> None:
        for name in entries(sections.get("Transform")):
            known = isinstance(name, str) and name.startswith(
                ("AWS::Serverless-", "AWS::LanguageExtensions")
            )
            if not known:
                sentence = f"The transform {shown(name)} is not run; what it would make is missing."
                self._stack.remarks.append((sentence, prefix.rstrip(".")))

    def _tell_assumptions(self, evaluator: Evaluator, prefix: str) -> None:
        for name in evaluator.assumed:
            sentence = (
                f"The condition {name} is taken as false: it depends on what is only known "
                "when the stack is made."
            )
            self._stack.assumptions.append((sentence, f"{prefix}Conditions.{name}"))
        for name in evaluator.unset:
            self._stack.unset[f"{prefix}{name}"] = None


def _type_of(raw: Any) -> str:
    return plain_text(table(raw).get("Type"))


def _words(raw: Any) -> Iterator[str]:
    pending = [table(raw).get("Properties")]
    while pending:
        current = pending.pop()
        if isinstance(current, str):
            yield from re.findall(r"[A-Za-z0-9]+", current[:2000])
        elif isinstance(current, dict):
            pending.extend(current.values())
        elif isinstance(current, list):
            pending.extend(current)


def _globals(sections: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return what SAM's Globals state for resources of ``kind``."""
    if not kind.startswith("AWS::Serverless::"):
        return {}
    return table(table(sections.get("Globals")).get(kind.rpartition(":")[2]))


def _merged(shared: Any, own: Any) -> Any:
    if isinstance(shared, dict) and isinstance(own, dict):
        if len(own) == 1 and next(iter(own)).startswith(("Fn::", "Ref")):
            return own
        return {
            key: _merged(shared[key], own[key])
            if key in shared and key in own
            else own.get(key, shared.get(key))
            for key in dict.fromkeys((*shared, *own))
        }
    if isinstance(shared, list) and isinstance(own, list):
        return shared + own
    return shared if own is None else own


def _looped(resources: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the resources with ``Fn::ForEach`` written out, where its list is literal."""
    left = MAX_PARTS
    for name, raw in resources.items():
        if not name.startswith(_LOOP):
            yield name, raw
            continue
        parts = entries(raw)
        if len(parts) != 3 or not isinstance(parts[0], str) or not isinstance(parts[1], list):
            continue
        for word in parts[1]:
            if not isinstance(word, (str, int)):
                continue
            for key, body in table(parts[2]).items():
                left -= 1
                if left < 0:
                    raise Refused(name, f"declares more than {MAX_PARTS:,} resources")
                yield _filled(key, parts[0], str(word)), _filled(body, parts[0], str(word))


def _filled(raw: Any, name: str, word: str) -> Any:
    if isinstance(raw, str):
        return raw.replace(f"${{{name}}}", word).replace(f"&{{{name}}}", word)
    if isinstance(raw, list):
        return [_filled(entry, name, word) for entry in raw]
    if isinstance(raw, dict):
        if raw == {"Ref": name}:
            return word
        return {_filled(key, name, word): _filled(value, name, word) for key, value in raw.items()}
    return raw


__all__ = ["Declared", "Of", "Stack", "read_stack"]


def _questions(sections: Mapping[str, Any]) -> Iterator[Question]:
    """Yield the parameters of a template that one may set."""
    for name, body in list(table(sections.get("Parameters")).items())[:MAX_QUESTIONS]:
        row = table(body)
        default, about = row.get("Default"), row.get("Description")
        yield question(
            plain_text(name),
            about if isinstance(about, str) else "",
            None if default is None else plain_text(default),
            [plain_text(item) for item in entries(row.get("AllowedValues"))],
            is_secret=is_secret(row),
        )

"""Evaluates the expressions of one template: parameters at their values, conditions, intrinsics."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from designer.catalog.loader import regions
from designer.importers.cloudformation.values import (
    NO_VALUE,
    Of,
    Secret,
    Symbol,
    Text,
    Value,
    entries,
    joined,
    known_flag,
    known_text,
    known_whole,
    plain_text,
    split,
    table,
)
from designer.storage.refusal import Refused, shown

_HOLE = re.compile(r"\$\{(!?)\s*([^{}]{1,300}?)\s*\}")
_MOST_TEXT = 30_000_000  # characters that all joined texts of a stack may have together
_MOST_CIDRS = 256
_PSEUDO = {"AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}
_SYMBOLIC = frozenset({"AWS::Region", "AWS::AccountId", "AWS::StackName", "AWS::StackId"})
_SAM_IMPLICIT = frozenset({"ServerlessRestApi", "ServerlessHttpApi"})


class Budget:
    """What all templates of one import may cost together."""

    def __init__(self) -> None:
        self._left = _MOST_TEXT

    def spend(self, value: Value) -> Value:
        """Return ``value``, counted if it is a text.

        Raises:
            Refused: the texts have become too long.
        """
        if isinstance(value, str):
            self._left -= len(value)
        elif isinstance(value, Text):
            self._left -= sum(len(p) if isinstance(p, str) else 40 for p in value.pieces)
        if self._left < 0:
            raise Refused("", "its expressions make texts without end")
        return value


class Evaluator:
    """The expressions of one template.

    Attributes:
        assumed: conditions that could not be told and are taken as false, by name.
        unset: parameters that are used and have no value.
    """

    def __init__(
        self,
        sections: Mapping[str, Any],
        given: Mapping[str, Value],
        *,
        prefix: str = "",
        budget: Budget | None = None,
        outputs: Callable[[str, str], Value | None] | None = None,
    ) -> None:
        """Prepare the template ``sections``.

        Args:
            sections: the parsed template.
            given: values of parameters and pseudo parameters that are set from outside.
            prefix: of the keys of the template's resources; "" in the root template.
            budget: shared by all templates of an import.
            outputs: gives an output of a nested stack, by the stack's key and the output's name.
        """
        self._parameters = table(sections.get("Parameters"))
        self._mappings = table(sections.get("Mappings"))
        self._conditions = table(sections.get("Conditions"))
        self._resources = table(sections.get("Resources"))
        self._given, self._prefix, self._outputs = given, prefix, outputs
        self._budget = budget or Budget()
        self._told: dict[str, bool | None] = {}
        self._open: set[str] = set()
        self.assumed: dict[str, None] = {}
        self.unset: dict[str, None] = {}

    def key(self, logical: str) -> str:
        """Return the key of a resource in the whole import."""
        return f"{self._prefix}{logical}"

    # -- values
    def value(self, raw: Any) -> Value:
        """Return what ``raw`` comes to; properties that are ``AWS::NoValue`` are left out."""
        if isinstance(raw, list):
            items = [self.value(entry) for entry in raw]
            return [item for item in items if item is not NO_VALUE]
        if not isinstance(raw, dict):
            return raw
        if len(raw) == 1:
            ((name, argument),) = raw.items()
            if name == "Ref":
                return self._ref(argument)
            if isinstance(name, str) and name.startswith("Fn::"):
                return self._intrinsic(name, argument)
        found = {str(key): self.value(entry) for key, entry in raw.items()}
        return {key: entry for key, entry in found.items() if entry is not NO_VALUE}

    def _intrinsic(self, name: str, raw: Any) -> Value:
        known = _INTRINSICS.get(name)
        if known is None:
            return Symbol(f"{name}({_brief(raw)})")
        return self._budget.spend(known(self, raw))

    def _ref(self, raw: Any) -> Value:
        name = raw if isinstance(raw, str) else plain_text(raw)
        if name == "AWS::NoValue":
            return NO_VALUE
        if name == "AWS::NotificationARNs":
            return []
        if name in self._parameters or name in self._given:
            return self._parameter(name)
        if name in _PSEUDO:
            return _PSEUDO[name]
        if name in _SYMBOLIC:
            return Symbol(name, "pseudo")
        return self._resource(name, "")

    def _resource(self, name: str, attribute: str) -> Value:
        if name in self._resources or name in _SAM_IMPLICIT:
            return Of(self.key(name), attribute)
        # SAM makes Function.Version, FunctionRole and the like beside what is declared.
        for ending in (".Version", ".Alias", "Role", "Version", "Alias", "Stage"):
            if name.endswith(ending) and name.removesuffix(ending) in self._resources:
                return Of(self.key(name.removesuffix(ending)), attribute)
        return Symbol(f"{name}.{attribute}" if attribute else name)

    def _parameter(self, name: str) -> Value:
        declared = table(self._parameters.get(name))
        kind = plain_text(declared.get("Type") or "String")
        value = self._given.get(name, declared.get("Default"))
        is_list = kind == "CommaDelimitedList" or "List<" in kind
        if name not in self._given and (value is None or kind.startswith("AWS::SSM::")):
            if value is None:
                self.unset[name] = None
            return Symbol(name, "parameter", is_list)
        if is_secret(declared) and isinstance(value, (str, int, float)):
            return Secret(name, "parameter", is_list, plain_text(value))
        if is_list and isinstance(value, (str, int, float)):
            return [part.strip() for part in str(value).split(",")]
        if is_list and isinstance(value, (Of, Text)):
            return split(value, ",")
        return plain_text(value) if isinstance(value, (bool, int, float)) else value

    # -- intrinsics
    def _get_att(self, raw: Any) -> Value:
        parts = raw.split(".", 1) if isinstance(raw, str) else entries(raw)
        if not parts:
            return Symbol("GetAtt")
        name = plain_text(parts[0])
        rest = [self.value(part) for part in parts[1:]]
        attribute = str(joined(rest, "."))
        found = self._output_of(name, attribute)
        return self._resource(name, attribute) if found is None else found

    def _output_of(self, name: str, attribute: str) -> Value | None:
        if self._outputs is None or not attribute.startswith("Outputs."):
            return None
        return self._outputs(self.key(name), attribute.removeprefix("Outputs."))

    def _sub(self, raw: Any) -> Value:
        parts = entries(raw) if isinstance(raw, list) else [raw]
        text = parts[0] if parts else ""
        names = table(parts[1]) if len(parts) > 1 else {}
        if not isinstance(text, str):
            return self.value(text)
        pieces: list[Value] = []
        end = 0
        for hole in _HOLE.finditer(text):
            pieces.append(text[end : hole.start()])
            end = hole.end()
            if hole[1]:
                pieces.append(f"${{{hole[2]}}}")
            elif hole[2] in names:
                pieces.append(self.value(names[hole[2]]))
            elif "." in hole[2] and hole[2] not in self._parameters:
                pieces.append(self._get_att(hole[2]))
            else:
                pieces.append(self._ref(hole[2]))
        pieces.append(text[end:])
        return joined([piece for piece in pieces if piece is not NO_VALUE])

    def _join(self, raw: Any) -> Value:
        parts = entries(raw)
        if len(parts) != 2:
            return Symbol(f"Join({_brief(raw)})")
        between, items = self.value(parts[0]), self.value(parts[1])
        if isinstance(items, Symbol):
            return items
        return joined(entries(items), between if isinstance(between, str) else "")

    def _select(self, raw: Any) -> Value:
        parts = entries(raw)
        if len(parts) != 2:
            return Symbol(f"Select({_brief(raw)})")
        index, items = known_whole(self.value(parts[0])), self.value(parts[1])
        if isinstance(items, list) and len(items) == 1 and isinstance(items[0], Symbol):
            items = items[0] if items[0].is_list else items
        if index is None:
            return Symbol(f"Select({_brief(raw)})")
        if isinstance(items, list):
            return items[index] if 0 <= index < len(items) else Symbol(f"Select({_brief(raw)})")
        origin = items.origin if isinstance(items, Symbol) else "expression"
        return Symbol(f"{items}[{index}]", origin)

    def _split(self, raw: Any) -> Value:
        parts = entries(raw)
        if len(parts) != 2:
            return Symbol(f"Split({_brief(raw)})", is_list=True)
        at = self.value(parts[0])
        return split(self.value(parts[1]), at if isinstance(at, str) else "")

    def _if(self, raw: Any) -> Value:
        parts = entries(raw)
        if len(parts) != 3:
            return Symbol(f"If({_brief(raw)})")
        return self.value(parts[1] if self.holds(plain_text(parts[0])) else parts[2])

    def _find_in_map(self, raw: Any) -> Value:
        parts = entries(raw)
        if len(parts) < 3:
            return Symbol(f"FindInMap({_brief(raw)})")
        keys = [self.value(part) for part in parts[:3]]
        words = [known_text(key) for key in keys]
        mapping = table(self._mappings.get(words[0] or ""))
        if words[1] is not None and words[2] is not None:
            found = table(mapping.get(words[1])).get(words[2])
            if found is None and len(parts) > 3:
                found = self.value(table(parts[3]).get("DefaultValue"))
            if found is not None:
                return self.value(found)
        elif words[2] is not None:
            rows = [table(row).get(words[2]) for row in mapping.values()]
            if rows and all(row == rows[0] for row in rows) and rows[0] is not None:
                return rows[0]
            is_list = any(isinstance(row, list) for row in rows)
            return Symbol(".".join(str(key) for key in keys), "map", is_list)
        return Symbol(".".join(str(key) for key in keys), "map")

    def _get_azs(self, raw: Any) -> Value:
        region = self.value(raw)
        if region == "" or region is NO_VALUE or region is None:
            region = self._ref("AWS::Region")
        if isinstance(region, str) and region in regions():
            return list(regions()[region])
        return Symbol(f"zones of {region}", "zones", is_list=True)

    def _import(self, raw: Any) -> Value:
        return Symbol(str(joined([self.value(raw)])), "import")

    def _cidr(self, raw: Any) -> Value:
        parts = [self.value(part) for part in entries(raw)]
        count = known_whole(parts[1]) if len(parts) > 1 else None
        name = f"Cidr({parts[0] if parts else ''})"
        if count is None or not 0 < count <= _MOST_CIDRS:
            return Symbol(name, is_list=True)
        return [Symbol(f"{name}[{number}]") for number in range(count)]

    def _length(self, raw: Any) -> Value:
        items = self.value(raw)
        return len(items) if isinstance(items, list) else Symbol(f"Length({_brief(raw)})")

    # -- conditions
    def holds(self, name: str) -> bool:
        """Tell whether the condition ``name`` holds; one that cannot be told does not."""
        found = self._condition(name)
        if found is None:
            self.assumed[name] = None
        return bool(found)

    def _condition(self, name: str) -> bool | None:
        if name in self._told:
            return self._told[name]
        if name in self._open or name not in self._conditions:
            return None
        self._open.add(name)
        found = self._truth(self._conditions[name])
        self._open.discard(name)
        self._told[name] = found
        return found

    def _truth(self, raw: Any) -> bool | None:
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, dict) or len(raw) != 1:
            return None
        ((name, argument),) = raw.items()
        parts = entries(argument)
        match name:
            case "Condition":
                return self._condition(plain_text(argument))
            case "Fn::Not":
                found = self._truth(parts[0]) if parts else None
                return None if found is None else not found
            case "Fn::And":
                told = [self._truth(part) for part in parts]
                return False if False in told else None if None in told else True
            case "Fn::Or":
                told = [self._truth(part) for part in parts]
                return True if True in told else None if None in told else False
            case "Fn::Equals" if len(parts) == 2:
                return _equal(self.value(parts[0]), self.value(parts[1]))
        return None


def is_secret(declared: Mapping[str, Any]) -> bool:
    """Tell whether the parameter ``declared`` is not to be shown."""
    return known_flag(declared.get("NoEcho")) is True


def _equal(one: Value, other: Value) -> bool | None:
    one, other = (v.value if isinstance(v, Secret) else v for v in (one, other))
    if isinstance(one, list) and isinstance(other, list):
        told = [_equal(a, b) for a, b in zip(one, other, strict=False)]
        if len(one) != len(other) or False in told:
            return False
        return None if None in told else True
    texts = known_text(one), known_text(other)
    if texts[0] is not None and texts[1] is not None:
        return texts[0] == texts[1]
    if one == other:
        return True
    # What has to be given, and what exists, is not empty.
    if "" in texts and any(isinstance(v, (Symbol, Of, Text)) for v in (one, other)):
        return False
    return None


def _brief(raw: Any) -> str:
    text = str(raw)
    return text if len(text) < 120 else text[:119] + "…"


_INTRINSICS: dict[str, Callable[[Evaluator, Any], Value]] = {
    "Fn::GetAtt": Evaluator._get_att,
    "Fn::Sub": Evaluator._sub,
    "Fn::Join": Evaluator._join,
    "Fn::Select": Evaluator._select,
    "Fn::Split": Evaluator._split,
    "Fn::If": Evaluator._if,
    "Fn::FindInMap": Evaluator._find_in_map,
    "Fn::GetAZs": Evaluator._get_azs,
    "Fn::ImportValue": Evaluator._import,
    "Fn::Cidr": Evaluator._cidr,
    "Fn::Length": Evaluator._length,
    "Fn::Base64": Evaluator.value,
    "Fn::ToJsonString": Evaluator.value,
    "Fn::Equals": lambda e, raw: bool(e._truth({"Fn::Equals": raw})),
    "Fn::Not": lambda e, raw: bool(e._truth({"Fn::Not": raw})),
    "Fn::And": lambda e, raw: bool(e._truth({"Fn::And": raw})),
    "Fn::Or": lambda e, raw: bool(e._truth({"Fn::Or": raw})),
}


def checked_parameters(sections: Mapping[str, Any], given: Mapping[str, str]) -> None:
    """Refuse a parameter that the template does not declare and AWS does not know.

    Raises:
        Refused: one is unknown; the sentence lists those that are there.
    """
    declared = table(sections.get("Parameters"))
    for name in given:
        if name not in declared and name not in _SYMBOLIC and name not in _PSEUDO:
            names = ", ".join(sorted(declared)[:20]) or "none"
            raise Refused("Parameters", f"there is no parameter {shown(name)}; there are: {names}")

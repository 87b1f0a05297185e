"""Reads plans and states in JSON: all versions of ``terraform show -json``, and state files.

A plan holds values, and beside them the configuration's references: before it is applied no
resource has an id, so that who uses whom is only in the references. In a state ids are known, and
a text that is the id of another resource stands for it.
"""

import json
import re
from typing import Any

from designer.importers.data_text import parse_json
from designer.importers.limits import MAX_PARTS
from designer.importers.terraform.values import Declared, Estimate, Of, Symbol, Value
from designer.storage.refusal import Refused

_INDEX = re.compile(r"\[[^\]]*\]")
_IDS = ("id", "arn", "name", "db_subnet_group_name", "endpoint", "invoke_arn", "dns_name")
_MOST_RESOURCES = 4 * MAX_PARTS
_DEPTH = 30


def read_plan(text: str) -> Estimate:
    """Return the resources of a plan or a state.

    Raises:
        Refused: it is no JSON, or neither a plan nor a state.
    """
    try:
        data = parse_json(text).value
    except json.JSONDecodeError as error:
        raise Refused(f"line {error.lineno}", f"not valid JSON: {error.msg}") from error
    if not isinstance(data, dict):
        raise Refused("", "is neither a plan nor a state: no table at the top")
    return _Reading(data).estimate()


class _Reading:
    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._found = Estimate()
        self._ids: dict[str, str] = {}
        self._instances: dict[str, list[str]] = {}

    def estimate(self) -> Estimate:
        """Return all resources with their references resolved."""
        data = self._data
        planned = _table(data.get("planned_values")) or _table(data.get("values"))
        if planned:
            self._module(_table(planned.get("root_module")), 0)
        elif isinstance(data.get("resource_changes"), list):
            self._changes(data["resource_changes"])
        elif isinstance(data.get("resources"), list):
            self._state(data["resources"])
        elif isinstance(data.get("modules"), list):
            self._old_state(data["modules"])
        else:
            raise Refused("", "is neither a plan nor a state: it lists no resources")
        prior = _table(_table(data.get("prior_state")).get("values"))
        self._module(_table(prior.get("root_module")), 0, only_data=True)
        self._index()
        for declared in self._found.resources.values():
            for key, value in declared.properties.items():
                declared.properties[key] = self._linked(value, declared)
        root = _table(_table(data.get("configuration")).get("root_module"))
        self._configuration(root, "", {}, 0)
        self._found.region = self._region()
        return self._found

    # -- values
    def _add(self, address: str, kind: str, name: str, values: Any, *, is_data: bool) -> None:
        if len(self._found.resources) >= _MOST_RESOURCES:
            raise Refused(address, f"holds more than {_MOST_RESOURCES:,} resources")
        properties = {k: v for k, v in _table(values).items() if v is not None}
        self._found.resources.setdefault(
            address,
            Declared(key=address, type=kind, name=name, properties=properties, is_data=is_data),
        )

    def _module(self, module: dict[str, Any], depth: int, *, only_data: bool = False) -> None:
        if depth > _DEPTH:
            raise Refused("", f"nests modules more than {_DEPTH} deep")
        for resource in _tables(module.get("resources")):
            is_data = resource.get("mode") == "data"
            address, kind = str(resource.get("address", "")), str(resource.get("type", ""))
            if address and kind and (is_data or not only_data):
                name = address.removeprefix("data.").rpartition(f"{kind}.")[2]
                self._add(address, kind, name, resource.get("values"), is_data=is_data)
        for child in _tables(module.get("child_modules")):
            self._module(child, depth + 1, only_data=only_data)

    def _changes(self, changes: list[Any]) -> None:
        for change in _tables(changes):
            after = _table(change.get("change")).get("after")
            if isinstance(after, dict):
                kind, address = str(change.get("type", "")), str(change.get("address", ""))
                is_data = change.get("mode") == "data"
                self._add(address, kind, str(change.get("name", "")), after, is_data=is_data)

    def _state(self, resources: list[Any]) -> None:
        for resource in _tables(resources):
            kind, name = str(resource.get("type", "")), str(resource.get("name", ""))
            is_data = resource.get("mode") == "data"
            module = f"{resource['module']}." if resource.get("module") else ""
            for instance in _tables(resource.get("instances")):
                index = instance.get("index_key")
                tail = "" if index is None else f"[{json.dumps(index)}]"
                values = instance.get("attributes", instance.get("attributes_flat"))
                address = f"{module}{'data.' if is_data else ''}{kind}.{name}{tail}"
                self._add(address, kind, name + tail, values, is_data=is_data)

    def _old_state(self, modules: list[Any]) -> None:
        """Read version 3, in which lists are flat: "subnets.0", "subnets.#"."""
        for module in _tables(modules):
            path = [str(part) for part in module.get("path", ["root"])][1:]
            prefix = "".join(f"module.{part}." for part in path)
            for key, resource in _table(module.get("resources")).items():
                primary = _table(_table(resource).get("primary"))
                values: dict[str, Any] = {}
                for name, value in _table(primary.get("attributes")).items():
                    head, _, rest = name.partition(".")
                    if not rest:
                        values[name] = value
                    elif rest.isdigit():
                        values.setdefault(head, [])
                        if isinstance(values[head], list):
                            values[head].append(value)
                is_data = key.startswith("data.")
                kind = str(_table(resource).get("type", ""))
                name = key.removeprefix("data.").partition(".")[2]
                self._add(prefix + key, kind, name, values, is_data=is_data)

    def _index(self) -> None:
        for key, declared in self._found.resources.items():
            self._instances.setdefault(_INDEX.sub("", key), []).append(key)
            for name in _IDS:
                value = declared.properties.get(name)
                is_own = name in ("id", "arn", "endpoint", "dns_name", "invoke_arn")
                if isinstance(value, str) and value and (is_own or "group" in declared.type):
                    self._ids.setdefault(value, key)

    def _linked(self, value: Value, declared: Declared) -> Value:
        if isinstance(value, list):
            return [self._linked(item, declared) for item in value]
        if isinstance(value, dict):
            return {key: self._linked(item, declared) for key, item in value.items()}
        if isinstance(value, str) and self._ids.get(value, declared.key) != declared.key:
            return Of(self._ids[value])
        return value

    # -- references of the configuration
    def _configuration(
        self, module: dict[str, Any], prefix: str, given: dict[str, Value], depth: int
    ) -> None:
        if depth > _DEPTH:
            raise Refused(prefix, f"nests modules more than {_DEPTH} deep")
        for resource in _tables(module.get("resources")):
            address = prefix + str(resource.get("address", ""))
            expressions = _table(resource.get("expressions"))
            for key in self._instances.get(address, ()):
                properties = self._found.resources[key].properties
                for name, expression in expressions.items():
                    merged = self._merged(properties.get(name), expression, prefix, given, key)
                    if merged is not None:
                        properties[name] = merged
        for name, call in _table(module.get("module_calls")).items():
            inner = _table(_table(call).get("module"))
            arguments = {
                key: self._merged(None, expression, prefix, given, "")
                for key, expression in _table(_table(call).get("expressions")).items()
            }
            self._configuration(inner, f"{prefix}module.{name}.", arguments, depth + 1)

    def _merged(
        self, value: Value, expression: Any, prefix: str, given: dict[str, Value], key: str
    ) -> Value:
        """Return ``value`` completed by what its expression refers to."""
        if isinstance(expression, list):
            held = value if isinstance(value, list) else []
            rows = [
                self._merged(held[n] if n < len(held) else None, item, prefix, given, key)
                for n, item in enumerate(expression[:1000])
            ]
            return [*rows, *held[len(rows) :]]
        if not isinstance(expression, dict):
            return value
        references = expression.get("references")
        if isinstance(references, list):
            if value not in (None, [], ""):
                return value
            found = self._referred([str(r) for r in references[:1000]], prefix, given, key)
            return found[0] if len(found) == 1 else found or None
        if "constant_value" in expression:
            return expression["constant_value"] if value is None else value
        held_table = value if isinstance(value, dict) else {}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            held_table = value[0]
        merged = dict(held_table)
        for name, inner in expression.items():
            completed = self._merged(held_table.get(name), inner, prefix, given, key)
            if completed is not None:
                merged[name] = completed
        return merged

    def _referred(
        self, references: list[str], prefix: str, given: dict[str, Value], key: str
    ) -> list[Value]:
        found: list[Value] = []
        index = _INDEX.search(key.rpartition(".")[2]) if "count.index" in references else None
        if "each.key" in references or "each.value" in references:
            index = _INDEX.search(key.rpartition(".")[2])
        for reference in references:
            # "a.b.id" is followed by "a.b", which says the same.
            if any(other.startswith(f"{reference}.") for other in references):
                continue
            for value in self._one(reference, prefix, given, index.group() if index else ""):
                if value not in found:
                    found.append(value)
        return found

    def _one(self, reference: str, prefix: str, given: dict[str, Value], index: str) -> list[Value]:
        head, _, rest = reference.partition(".")
        if head == "var":
            value = given.get(rest.partition(".")[0].partition("[")[0])
            return [Symbol(prefix + reference)] if value is None else _listed(value)
        if head == "module":
            name, _, output = rest.partition(".")
            return self._output(prefix, _INDEX.sub("", name), output)
        if head in ("count", "each", "path", "local", "self", "terraform"):
            return [Symbol(prefix + reference)] if head == "local" else []
        parts = reference.split(".")
        size = 3 if head == "data" else 2
        base, attribute = ".".join(parts[:size]), ".".join(parts[size:])
        keys = self._instances.get(prefix + _INDEX.sub("", base), [])
        chosen = [k for k in keys if k.endswith(_index_of(base) or index)] or keys
        return [Of(k, attribute) for k in chosen] or [Symbol(prefix + reference)]

    def _output(self, prefix: str, name: str, output: str) -> list[Value]:
        module = _table(_table(self._data.get("configuration")).get("root_module"))
        for step in [*re.findall(r"module\.([^.]+)\.", prefix), name]:
            call = _table(_table(module.get("module_calls")).get(step))
            module = _table(call.get("module"))
        outputs = _table(module.get("outputs"))
        expression = _table(_table(outputs.get(output.partition(".")[0].partition("[")[0])))
        inner = _table(expression.get("expression")).get("references")
        if not isinstance(inner, list) or prefix.count("module.") > _DEPTH:
            return [Symbol(f"{prefix}module.{name}.{output}")]
        return self._referred([str(r) for r in inner[:1000]], f"{prefix}module.{name}.", {}, "")

    def _region(self) -> str:
        providers = _table(_table(self._data.get("configuration")).get("provider_config"))
        provider = _table(_table(providers.get("aws")).get("expressions"))
        region = _table(provider.get("region"))
        if isinstance(region.get("constant_value"), str):
            return str(region["constant_value"])
        for reference in region.get("references") or ():
            name = str(reference).removeprefix("var.")
            value = _table(_table(self._data.get("variables")).get(name)).get("value")
            if isinstance(value, str):
                return value
        return ""


def _index_of(base: str) -> str:
    found = _INDEX.search(base)
    return found.group() if found else ""


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _tables(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

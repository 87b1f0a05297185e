"""The score as data keeps to its published schema, for every sample."""

import json
from pathlib import Path
from typing import Any

import pytest

from designer.model.diagram import Diagram
from designer.scoring.engine import score
from designer.scoring.schema import SCORE
from designer.scoring.scorecard_json import to_data
from designer.storage.diagram_file import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.tenet"))
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(value: Any, schema: dict[str, Any], place: str = "$") -> list[str]:
    """Return where ``value`` breaks ``schema``; the part of JSON Schema that ours uses."""
    if "anyOf" in schema:
        tried = [faults(value, option, place) for option in schema["anyOf"]]
        return [] if any(not found for found in tried) else tried[0]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{place}: {value!r}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{place}: {value!r}"]
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    allowed = tuple(t for name in names for t in _TYPES[name])
    if not isinstance(value, allowed) or (isinstance(value, bool) and "boolean" not in names):
        return [f"{place}: {value!r} is no {' or '.join(names)}"]
    found: list[str] = []
    if isinstance(value, dict):
        fields = schema["properties"]
        found += [f"{place}: {k} is missing" for k in schema["required"] if k not in value]
        found += [f"{place}: {k} is unknown" for k in value if k not in fields]
        for key in value.keys() & fields.keys():
            found += faults(value[key], fields[key], f"{place}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found += faults(item, schema["items"], f"{place}[{number}]")
    elif isinstance(value, int | float):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        found += [] if low <= value <= high else [f"{place}: {value} is out of range"]
    return found


def test_the_checker_bites() -> None:
    data = to_data(score(Diagram()), Diagram())
    assert faults(data, SCORE) == []
    assert faults({**data, "more": 1}, SCORE) == ["$: more is unknown"]
    assert faults({**data, "overall": {**data["overall"], "score": 101}}, SCORE)
    assert faults({k: v for k, v in data.items() if k != "tenets"}, SCORE)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_keeps_to_the_schema(path: Path) -> None:
    diagram = read(path)
    data = to_data(score(diagram), diagram)
    assert faults(data, SCORE) == []
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data == to_data(score(read(path)), read(path))

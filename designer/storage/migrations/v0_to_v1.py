"""Format 0, of the versions before the first release: `nodes` and `edges`, geometry inside nodes.

Whatever has the wrong type passes through as it is: the reader of format 1 refuses it by name.
"""

from typing import Any

_NODE_FIELDS = {"type": "service", "label": "name", "in": "parent", "props": "properties"}
_EDGE_FIELDS = {"from": "source", "to": "target", "text": "label"}
_GEOMETRY = ("x", "y", "w", "h")


def migrate(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a file of format 0 as one of format 1."""
    new = {key: value for key, value in raw.items() if key not in ("nodes", "edges", "goals")}
    nodes, edges = raw.get("nodes", []), raw.get("edges", [])
    new["version"] = "1.0"
    new["workload"] = raw.get("goals", {})
    new["elements"] = [_renamed(n, _NODE_FIELDS) for n in nodes] if _is_list(nodes) else nodes
    new["links"] = [_edge(e) for e in edges] if _is_list(edges) else edges
    new["boxes"] = dict(_box(n) for n in nodes if _has_box(n)) if _is_list(nodes) else {}
    return new


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _renamed(row: Any, names: dict[str, str]) -> Any:
    if not isinstance(row, dict):
        return row
    return {names.get(key, key): value for key, value in row.items() if key not in _GEOMETRY}


def _edge(row: Any) -> Any:
    new = _renamed(row, _EDGE_FIELDS)
    # Format 0 knew a kind "sync" and marked standby targets by a flag.
    if isinstance(new, dict):
        if new.get("kind") == "sync":
            new["kind"] = "request"
        if new.pop("standby", False) is True:
            new["role"] = "standby"
    return new


def _has_box(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("id"), str)


def _box(row: dict[str, Any]) -> tuple[str, list[Any]]:
    return row["id"], [row.get(key) for key in _GEOMETRY]

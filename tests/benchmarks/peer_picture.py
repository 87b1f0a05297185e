"""The same graph drawn as people do without us: the `diagrams` package, which calls `dot`."""

from importlib import import_module
from pathlib import Path
from typing import Any

import diagrams
from diagrams.custom import Custom

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.render.shapes import GENERIC_ICON
from designer.resources import icon_file


def draw_by_dot(design: Diagram, path: Path) -> None:
    """Write ``design`` to ``path`` as PNG: clusters, icons and links, by the system's `dot`."""
    nodes: dict[ElementId, Any] = {}
    with diagrams.Diagram(
        design.title, filename=str(path.with_suffix("")), outformat="png", show=False
    ):
        _place(design, None, nodes)
        for link in design.topology.links.values():
            source, target = nodes.get(link.source), nodes.get(link.target)
            if source is not None and target is not None:
                source >> diagrams.Edge(label=link.label) >> target


def _place(design: Diagram, parent: ElementId | None, nodes: dict[ElementId, Any]) -> None:
    for key in design.topology.children(parent):
        element = design.topology.elements[key]
        if element.kind.is_container:
            with diagrams.Cluster(f"{element.name} {key}"):
                _place(design, key, nodes)
        else:
            nodes[key] = _node(element)


def _node(element: Element) -> Any:
    row = catalog().get(element.service)
    name = "" if row is None else row.diagrams_class
    if not name:
        return Custom(element.name, str(icon_file(GENERIC_ICON)))
    module, _, kind = name.rpartition(".")
    return getattr(import_module(module), kind)(element.name)

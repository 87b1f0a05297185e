"""Reads a TOML file of one's own availability figures, and states them in a design.

A figure is ``availability`` in percent, or ``mtbf_h`` with ``mttr_h`` in hours; for the ``region``,
the ``zone``, a catalog service under ``services`` or a single element under ``elements``::

    [zone]
    availability = 99.95

    [services.ec2]
    mtbf_h = 4380
    mttr_h = 1

    [elements.web-1]
    availability = 99.5
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.workload import Figures
from designer.storage.file_bytes import read_limited
from designer.storage.refusal import FileRejected, Refused, shown

MAX_BYTES = 1 << 20
_AVAILABILITY, _MTBF, _MTTR = "availability", "mtbf_h", "mttr_h"
_LONGEST_H = 1e9


@dataclass(frozen=True, slots=True)
class Figure:
    """Hours between failures and to repair, as a file states them or as its percent implies."""

    mtbf_h: float
    mttr_h: float

    @property
    def percent(self) -> float:
        """The availability it gives, 0 to 100."""
        return 100 * self.mtbf_h / (self.mtbf_h + self.mttr_h)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What a file states; an element's own figure counts before that of its service."""

    region: Figure | None = None
    zone: Figure | None = None
    services: FrozenMap[str, Figure] = field(default_factory=FrozenMap)
    elements: FrozenMap[str, Figure] = field(default_factory=FrozenMap)


def read_figures(path: str | Path) -> OwnFigures:
    """Return the figures in the file ``path``.

    Raises:
        FileRejected: one sentence with file, place (a line or a key) and reason.
    """
    try:
        text = read_limited(Path(path), MAX_BYTES).decode("utf-8-sig")
        return _figures(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise FileRejected(str(path), "", "is not UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileRejected(str(path), "", f"is no TOML: {error}") from error
    except Refused as error:
        raise FileRejected(str(path), error.place, error.reason) from error


def with_figures(diagram: Diagram, own: OwnFigures) -> Diagram:
    """Return ``diagram`` with the figures stated in it, so that everything is judged by them."""
    changed = {}
    for element in diagram.topology.elements.values():
        figure = own.elements.get(element.id, own.services.get(element.service))
        if figure is not None:
            changed[element.id] = _stating(element, figure)
    workload = replace(diagram.workload, figures=Figures.CUSTOM)
    if own.region is not None:
        workload = replace(workload, region_availability=own.region.percent)
    if own.zone is not None:
        workload = replace(workload, zone_availability=own.zone.percent)
    topology = replace(diagram.topology, elements=diagram.topology.elements.with_items(changed))
    return replace(diagram, topology=topology, workload=workload)


def _stating(element: Element, figure: Figure) -> Element:
    stated = {_MTBF: figure.mtbf_h, _MTTR: figure.mttr_h}
    return replace(element, properties=element.properties.with_items(stated))


def _figures(raw: Mapping[str, Any]) -> OwnFigures:
    for key in raw:
        if key not in ("region", "zone", "services", "elements"):
            raise Refused(key, "is not known; there are region, zone, services and elements")
    services = _group(raw, "services")
    for key in services:
        service = catalog().get(key)
        if service is None:
            raise Refused(f"services.{key}", "is no service of the catalog")
        if service.property(_MTBF) is None:
            raise Refused(f"services.{key}", "is nothing that fails by itself")
    return OwnFigures(
        region=_figure(raw["region"], "region") if "region" in raw else None,
        zone=_figure(raw["zone"], "zone") if "zone" in raw else None,
        services=FrozenMap(services),
        elements=FrozenMap(_group(raw, "elements")),
    )


def _group(raw: Mapping[str, Any], name: str) -> dict[str, Figure]:
    group = raw.get(name, {})
    if not isinstance(group, dict):
        raise Refused(name, f"should be a table such as [{name}.KEY]")
    return {key: _figure(row, f"{name}.{key}") for key, row in group.items()}


def _figure(raw: object, place: str) -> Figure:
    if not isinstance(raw, dict):
        raise Refused(place, "should be a table with availability, or with mtbf_h and mttr_h")
    for key in raw:
        if key not in (_AVAILABILITY, _MTBF, _MTTR):
            raise Refused(f"{place}.{key}", "is not known; there are availability, mtbf_h, mttr_h")
    if _AVAILABILITY in raw:
        if len(raw) > 1:
            raise Refused(place, "gives availability and hours; one of them is enough")
        return _of_percent(_number(raw, place, _AVAILABILITY, 100), f"{place}.{_AVAILABILITY}")
    if _MTBF not in raw or _MTTR not in raw:
        raise Refused(place, "needs availability, or both mtbf_h and mttr_h")
    mtbf = _number(raw, place, _MTBF, _LONGEST_H)
    if mtbf < 0.001:
        raise Refused(f"{place}.{_MTBF}", "should be 0.001 h or more")
    return Figure(mtbf, _number(raw, place, _MTTR, 1e6))


def _of_percent(percent: float, place: str) -> Figure:
    if 0 < percent <= 1:
        raise Refused(place, f"is in percent: {percent:g} should perhaps be {100 * percent:g}")
    if percent == 0:
        raise Refused(place, "should be above 0")
    return Figure(percent, 100 - percent)


def _number(raw: Mapping[str, Any], place: str, key: str, most: float) -> float:
    value = raw[key]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"{place}.{key}", f"should be a number, not {shown(value)}")
    if not 0 <= value <= most:
        raise Refused(f"{place}.{key}", f"should be a number from 0 to {most:,.0f}")
    return float(value)

"""Decides which shapes are boxes around others, and of which kind each is.

The frame's shape says the kind first, then its label, then its colours and dashes, then an icon on
its corner. Plain rectangles count when they hold something, or when their label names a place.
"""

import re
from collections.abc import Sequence

from designer.catalog.loader import catalog
from designer.importers.drawio.limits import MAX_BOXES
from designer.importers.drawio.places import (
    is_plain_zone,
    is_public,
    is_security_group,
    is_zone_code,
    kind_told,
    kinds_told,
    zone_named,
)
from designer.importers.drawio.shapes import Shape, What
from designer.importers.drawio.spatial import BoxIndex, border_distance, covered
from designer.model.elements import Kind
from designer.storage.refusal import Refused

_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 40.0
_CORNER_REACH = 28.0
_CORNER_SHARE = 0.12  # of the box's area that an icon on its corner may cover
_INSIDE = 0.65
_SMALLER = 0.85

_ZONE_COLOURS = frozenset({"#147eba", "#545b64", "#5a6c86", "#f59d56", "#00a4a6"})
_SECURITY_COLOURS = frozenset({"#dd3522", "#dd344c", "#ff0000"})
_GREEN = frozenset({"#248814", "#7aa116", "#e9f3e6", "#f2f6e8", "#3f8624"})
_BLUE = frozenset({"#147eba", "#00a4a6", "#e6f2f8", "#e6f6f7"})
_SCALING_DASHES = "8 3 1 3"

# What an icon on the corner of an otherwise plain box makes of it.
_CORNER_KINDS = {
    "cloud": Kind.CLOUD,
    "vpc": Kind.VPC,
    "asg": Kind.SCALING_GROUP,
    "data-centre": Kind.ON_PREMISES,
    "account": Kind.ACCOUNT,
    "region": Kind.REGION,
    "iam": Kind.SUBNET,  # the old library marks subnets with the padlock of "permissions"
}
_PADLOCK = re.compile(r"permissions|padlock|lock\Z")
_SERVICE_OF = {
    Kind.CLOUD: "cloud",
    Kind.ACCOUNT: "account",
    Kind.REGION: "region",
    Kind.VPC: "vpc",
    Kind.ZONE: "zone",
    Kind.SCALING_GROUP: "asg",
    Kind.GROUP: "group",
    Kind.ON_PREMISES: "data-centre",
}
_TOLD = (Kind.SUBNET, Kind.ZONE, Kind.VPC, Kind.REGION, Kind.ACCOUNT)
# Frames that people reuse for what their label says.
_REUSED = frozenset(
    {"security-group", "data-centre", "private-subnet", "public-subnet", "group", ""}
)


def mark_holders(shapes: Sequence[Shape]) -> None:
    """Mark the plain shapes that others stand in."""
    _Boxes(shapes, BoxIndex([shape.box for shape in shapes])).mark()


def settle_boxes(shapes: Sequence[Shape]) -> None:
    """Give every shape that is a box its kind and row; icons on their corners are used up."""
    index = BoxIndex([shape.box for shape in shapes])
    _Boxes(shapes, index).settle()


class _Boxes:
    def __init__(self, shapes: Sequence[Shape], index: BoxIndex) -> None:
        self._shapes = shapes
        self._index = index

    def mark(self) -> None:
        """Mark the shapes that hold others."""
        for shape in self._shapes:
            shape.holds = self._may_be_box(shape) and self._has_content(shape)
        count = sum(shape.holds or shape.what is What.FRAME for shape in self._shapes)
        if count > MAX_BOXES:
            raise Refused("", f"has more than {MAX_BOXES:,} boxes on one page")

    def settle(self) -> None:
        """Settle all boxes of the page."""
        for shape in self._shapes:
            if shape.what is What.FRAME:
                self._settle_frame(shape)
        plain = [s for s in self._shapes if self._may_be_box(s)]
        for shape in plain:
            self._settle_plain(shape)
        for shape in plain:
            if shape.kind is Kind.GROUP and not shape.lines:
                self._settle_like_sibling(shape)
        for shape in self._shapes:
            if shape.is_box and shape.kind is Kind.SUBNET:
                shape.service = subnet_service(shape)

    def _may_be_box(self, shape: Shape) -> bool:
        if shape.box.width < _LEAST_WIDTH or shape.box.height < _LEAST_HEIGHT:
            return False
        return shape.is_plain_box or (
            shape.what is What.PICTURE and self._has_content(shape, at_least=2)
        )

    def _has_content(self, shape: Shape, at_least: int = 1) -> bool:
        """Tell whether so many shapes stand in ``shape`` that could be elements."""
        found = 0
        for i in self._index.within(shape.box):
            other = self._shapes[i]
            if other is shape or other.what in (What.TEXT, What.DECORATION, What.JUNCTION):
                continue
            is_smaller = other.box.area <= _SMALLER * shape.box.area
            if is_smaller and covered(other.box, shape.box) >= _INSIDE:
                found += 1
                if found >= at_least:
                    return True
        return False

    def _settle_frame(self, shape: Shape) -> None:
        if shape.kind is None and shape.service:
            # A frame named after a service: a box around its parts, or the service itself.
            if self._has_content(shape):
                shape.kind, shape.service = Kind.GROUP, "group"
            else:
                shape.what = What.ICON
            return
        corner = None if shape.kind is not None else self._corner_kind(shape)
        shape.kind = shape.kind or corner or Kind.GROUP
        told = kind_told(shape.text)
        mentioned = kinds_told(shape.text)
        if told is not None and told is not shape.kind and shape.kind not in mentioned:
            if shape.service in _REUSED or told in _TOLD:
                shape.kind = told
        elif is_security_group(shape.text) and shape.kind is Kind.GROUP:
            shape.service = "security-group"
            return
        self._name(shape, shape.kind)

    def _name(self, shape: Shape, kind: Kind) -> None:
        row = catalog().get(shape.service)
        if kind is Kind.SUBNET:
            shape.service = subnet_service(shape)
        elif row is None or row.kind is not kind:
            shape.service = _SERVICE_OF[kind]

    def _settle_plain(self, shape: Shape) -> None:
        content = self._has_content(shape)
        corner = self._corner_kind(shape) if content else None
        kind = self._plain_kind(shape, content, corner)
        if kind is None:
            return
        shape.kind = kind
        if kind is Kind.GROUP and (is_security_group(shape.text) or _is_security_style(shape)):
            shape.service = "security-group"
        else:
            shape.service = ""
            self._name(shape, kind)

    def _plain_kind(self, shape: Shape, content: bool, corner: Kind | None) -> Kind | None:
        told = kind_told(shape.text)
        if told in (Kind.CLOUD, Kind.ON_PREMISES, Kind.ACCOUNT) and not content:
            told = None
        if told is Kind.SCALING_GROUP and not content:
            return None  # a component: nothing shows what it scales
        if told is Kind.CLOUD and corner is not None:
            return corner  # "Cloud" beside the icon of a VPC
        if told is not None and (content or self._is_roomy(shape)):
            return told
        bare = not shape.lines or is_zone_code(shape.text) or is_plain_zone(shape.text)
        if bare and self._has_zone_style(shape) and (content or self._is_roomy(shape)):
            return Kind.ZONE
        if _is_security_style(shape) and (content or is_security_group(shape.text)):
            return Kind.GROUP
        if not content:
            return None
        if corner is not None:
            return corner
        if self._has_zone_style(shape) and zone_named(shape.text):
            return Kind.ZONE
        if shape.cell.style.get("dashPattern") == _SCALING_DASHES and shape.is_dashed:
            return Kind.SCALING_GROUP
        return Kind.GROUP

    def _is_roomy(self, shape: Shape) -> bool:
        return shape.box.width >= 80 and shape.box.height >= 60

    def _has_zone_style(self, shape: Shape) -> bool:
        return (
            shape.is_dashed
            and shape.colour("strokeColor") in _ZONE_COLOURS
            and not shape.colour("fillColor")
        )

    def _corner_kind(self, shape: Shape) -> Kind | None:
        """Return what an icon on the border of ``shape`` makes of it; the icon is used up."""
        for i in self._index.overlapping(shape.box.grown(_CORNER_REACH)):
            icon = self._shapes[i]
            if icon.what not in (What.ICON, What.DECORATION) or icon is shape:
                continue
            kind = self._kind_by_icon(icon)
            if kind is None or icon.box.area > _CORNER_SHARE * shape.box.area:
                continue
            if self._sits_on_border(icon, shape):
                icon.what = What.DECORATION
                if not shape.lines and icon.lines:
                    shape.lines, icon.lines = list(icon.lines), []
                    shape.told.append(icon.key)
                return kind
        return None

    def _kind_by_icon(self, icon: Shape) -> Kind | None:
        if icon.service == "iam" and not _PADLOCK.search(icon.stencil_name):
            return None
        return _CORNER_KINDS.get(icon.service)

    def _sits_on_border(self, icon: Shape, shape: Shape) -> bool:
        middle = icon.box.centre
        reach = max(icon.box.width, icon.box.height) * 0.75
        return border_distance(middle, shape.box) <= min(reach, _CORNER_REACH)

    def _settle_like_sibling(self, shape: Shape) -> None:
        """Take an unnamed dashed box beside a zone for a zone when it is drawn like one."""
        if not shape.is_dashed or shape.colour("fillColor"):
            return
        pattern = shape.cell.style.get("dashPattern")
        for other in self._shapes:
            if (
                other.kind is Kind.ZONE
                and other.cell.parent == shape.cell.parent
                and other.cell.style.get("dashPattern") == pattern
                and abs(other.box.width - shape.box.width) <= 0.1 * shape.box.width
                and abs(other.box.height - shape.box.height) <= 0.1 * shape.box.height
            ):
                shape.kind, shape.service = Kind.ZONE, "zone"
                return


def _is_security_style(shape: Shape) -> bool:
    return (
        shape.what is What.PLAIN
        and shape.colour("strokeColor") in _SECURITY_COLOURS
        and not shape.colour("fillColor")
    )


def subnet_service(shape: Shape) -> str:
    """Return the row of a subnet: public or private by its label, else by its colours."""
    public = is_public(shape.text)
    if public is None:
        colours = {shape.colour("strokeColor"), shape.colour("fillColor")}
        public = bool(colours & _GREEN) and not colours & _BLUE
    return "public-subnet" if public else "private-subnet"


def says_public_or_private(shape: Shape) -> bool:
    """Tell whether label or colours of a subnet show whether it is public."""
    colours = {shape.colour("strokeColor"), shape.colour("fillColor")}
    return is_public(shape.text) is not None or bool(colours & (_GREEN | _BLUE))

"""How draw.io's own AWS library draws each kind of element: its styles, word for word."""

from designer.catalog.loader import catalog
from designer.catalog.service import Category, Service
from designer.model.elements import Element, Kind
from designer.model.links import Link
from designer.model.looks import Look, Stroke
from designer.render.dress import WIDTHS
from designer.render.theme import LIGHT

_LABEL = "fontColor=#232F3E;fontSize=12;whiteSpace=wrap;"
_TITLE = "verticalAlign=top;align=left;spacingLeft=30;fontSize=12;whiteSpace=wrap;"
_FRAME = (
    "outlineConnect=0;gradientColor=none;container=1;pointerEvents=0;collapsible=0;"
    "recursiveResize=0;"
)
_GROUP = "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4."
_PLAIN = "outlineConnect=0;container=1;pointerEvents=0;collapsible=0;recursiveResize=0;"

_FRAMES = {
    "cloud": f"{_GROUP}group_aws_cloud_alt;strokeColor=#232F3E;fillColor=none;fontColor=#232F3E;",
    "account": f"{_GROUP}group_account;strokeColor=#CD2264;fillColor=none;fontColor=#CD2264;",
    "region": (
        f"{_GROUP}group_region;strokeColor=#00A4A6;fillColor=none;fontColor=#147EBA;dashed=1;"
    ),
    "vpc": f"{_GROUP}group_vpc2;strokeColor=#8C4FFF;fillColor=none;fontColor=#AAB7B8;",
    # The library's subnets have the shape of a security group; only their colours differ.
    "public-subnet": (
        f"{_GROUP}group_security_group;grStroke=0;strokeColor=#7AA116;fillColor=#F2F6E8;"
        "fontColor=#248814;"
    ),
    "private-subnet": (
        f"{_GROUP}group_security_group;grStroke=0;strokeColor=#00A4A6;fillColor=#E6F6F7;"
        "fontColor=#147EBA;"
    ),
    "data-centre": (
        f"{_GROUP}group_corporate_data_center;strokeColor=#7D8998;fillColor=none;fontColor=#5A6C86;"
    ),
}
_CENTRED = "verticalAlign=top;align=center;fontSize=12;whiteSpace=wrap;"
_PLAIN_FRAMES = {
    "zone": f"fillColor=none;strokeColor=#147EBA;dashed=1;fontColor=#147EBA;{_CENTRED}{_PLAIN}",
    "asg": (
        "shape=mxgraph.aws4.groupCenter;grIcon=mxgraph.aws4.group_auto_scaling_group;grStroke=1;"
        f"strokeColor=#D86613;fillColor=none;fontColor=#D86613;dashed=1;spacingTop=25;{_CENTRED}"
        f"{_FRAME}"
    ),
    "security-group": (f"fillColor=none;strokeColor=#DD3522;fontColor=#DD3522;{_CENTRED}{_PLAIN}"),
    "group": f"fillColor=none;strokeColor=#5A6C86;dashed=1;fontColor=#5A6C86;{_CENTRED}{_PLAIN}",
}
_COLOURS = {
    Category.CLIENTS: "#232F3D",
    Category.EDGE: "#8C4FFF",
    Category.NETWORK: "#8C4FFF",
    Category.BALANCING: "#8C4FFF",
    Category.COMPUTE: "#ED7100",
    Category.DATABASE: "#C925D1",
    Category.STORAGE: "#7AA116",
    Category.INTEGRATION: "#E7157B",
    Category.SECURITY: "#DD344C",
    Category.MANAGEMENT: "#E7157B",
    Category.ANALYTICS: "#8C4FFF",
    Category.DEVELOPER: "#C925D1",
}
# Drawn as a bare glyph in the category's colour; services are a white glyph on a square.
_GLYPHS = frozenset(
    {"igw", "nat", "alb", "nlb", "clb", "gwlb", "vpn-gateway", "customer-gateway", "rds-proxy"}
    | {"vpc-endpoint", "vpc-peering", "route-table", "nacl", "elastic-ip", "network-interface"}
    | {"spot", "dax", "resolver-endpoint"}
)
_NOTE = "shape=note;size=12;fillColor=#FFF2CC;strokeColor=#D6B656;align=left;verticalAlign=top;"


def element_style(element: Element) -> str:
    """Return the style of ``element``'s shape."""
    if element.kind is Kind.NOTE:
        return f"{_NOTE}spacingLeft=8;spacingTop=4;{_LABEL}"
    row = catalog().get(element.service)
    if element.kind.is_container:
        return _frame_style(element)
    return _icon_style(row)


def _frame_style(element: Element) -> str:
    if element.service in _FRAMES:
        return f"{_FRAMES[element.service]}{_TITLE}{_FRAME}"
    return _PLAIN_FRAMES.get(element.service, _PLAIN_FRAMES["group"])


def _icon_style(row: Service | None) -> str:
    below = f"verticalLabelPosition=bottom;verticalAlign=top;align=center;{_LABEL}"
    name = "" if row is None or not row.names.drawio else row.names.drawio[0]
    if row is None or not name:
        return f"rounded=1;fillColor=#F5F5F5;strokeColor=#666666;{below}"
    colour = _COLOURS.get(row.category, "#232F3D")
    common = "sketch=0;outlineConnect=0;gradientColor=none;dashed=0;aspect=fixed;"
    if row.key in _GLYPHS or row.category is Category.CLIENTS:
        return f"{common}shape={name};fillColor={colour};strokeColor=none;{below}"
    return (
        f"{common}shape=mxgraph.aws4.resourceIcon;resIcon={name};fillColor={colour};"
        f"strokeColor=#ffffff;{below}"
    )


def look_style(look: Look, *, locked: bool = False) -> str:
    """Return what an author's own look adds to the style of a box or a line; later parts win."""
    text = f"strokeColor={LIGHT.hues[look.hue]};" if look.hue in LIGHT.hues else ""
    if look.stroke is not Stroke.USUAL:
        text += f"dashed={int(look.stroke is not Stroke.SOLID)};"
        text += "dashPattern=1 3;" if look.stroke is Stroke.DOTTED else ""
    width = WIDTHS.get(look.weight)
    text += "" if width is None else f"strokeWidth={width:g};"
    return text + ("locked=1;" if locked else "")


def link_style(link: Link) -> str:
    """Return the style of ``link``'s line, without its ports."""
    look = LIGHT.link(link.kind, link.role)
    dash = ""
    if look.dash:
        pattern = " ".join(f"{part:g}" for part in look.dash)
        dash = f"dashed=1;dashPattern={pattern};"
    return (
        "edgeStyle=orthogonalEdgeStyle;rounded=0;orthogonalLoop=1;jettySize=auto;endArrow=open;"
        f"endFill=0;strokeColor={look.colour};strokeWidth={look.width:g};{dash}"
        "fontColor=#232F3E;fontSize=11;"
    )

"""The looks of a diagram in one place, shared by the window and every exporter.

Group colours follow AWS's published diagram conventions; the dark variants keep the hue and are
light enough to read on the dark ground (contrast above 4.5 : 1). Fills are opaque and already
blended with the ground, since some painters know no transparency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from designer.model.elements import Kind
from designer.model.links import LinkKind, LinkRole
from designer.render.hues import ON_BLACK, ON_DARK, ON_LIGHT, ON_WHITE, Shades
from designer.render.primitives import SOLID, Dash

ICON_SIZE = 56.0
BOX_SIDE = 96.0  # of a resource whose icon has that size
CORNER_ICON_SIZE = 24.0
LABEL_SIZE = 12.0
TITLE_SIZE = 13.0
LINK_LABEL_SIZE = 11.0
HEADING_SIZE = 22.0
BORDER_WIDTH = 1.5
FONT_FAMILY = "Liberation Sans"

DASHED: Dash = (7.0, 5.0)
DOTTED: Dash = (2.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerStyle:
    """How a container's box is drawn.

    Attributes:
        border: colour of border and title.
        fill: opaque colour inside, or None where the ground shows.
        icon: name of the corner icon, or "" for none.
        centred: the title stands in the middle of the upper edge, as for zones and groups.
        width: of the border, in scene units.
    """

    border: str
    fill: str | None = None
    dash: Dash = SOLID
    icon: str = ""
    centred: bool = False
    width: float = BORDER_WIDTH


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStyle:
    """How a link's line is drawn."""

    colour: str
    dash: Dash = SOLID
    width: float = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Every colour of a drawing; all are "#RRGGBB".

    Attributes:
        background: the ground; ``grid`` its dots.
        text: labels of resources and the heading; ``muted`` labels of links.
        accent: selection and focus; ``accept`` and ``refuse`` a possible and an impossible drop.
        guide: lines that tell with what a dragged element lines up.
        plate: ground under icons drawn in dark outlines, or None where they read as they are.
        containers: by service key, else by kind.
        severities: by the severity's name in lower case.
        hues: the shade of each hue that an author may choose, but the usual one.
    """

    name: str
    background: str
    grid: str
    text: str
    muted: str
    accent: str
    accept: str
    refuse: str
    guide: str
    note_fill: str
    note_border: str
    plate: str | None
    badge_fill: str
    badge_text: str
    containers: Mapping[str, ContainerStyle]
    link_colours: Mapping[LinkKind, str]
    severities: Mapping[str, str]
    hues: Shades

    def container(self, kind: Kind, service: str = "") -> ContainerStyle:
        """Return the style of a container of ``kind`` that is drawn for ``service``."""
        found = self.containers.get(service.replace("_", "-"))
        return found if found is not None else self.containers[kind.value]

    def link(self, kind: LinkKind, role: LinkRole = LinkRole.REQUIRED) -> LinkStyle:
        """Return the style of a link: colour tells its kind, dashes how firm it is."""
        if kind is LinkKind.REQUEST:
            dash = {LinkRole.REQUIRED: SOLID, LinkRole.OPTIONAL: DASHED, LinkRole.STANDBY: DOTTED}[
                role
            ]
        else:
            dash = SOLID if kind is LinkKind.ASYNC else DASHED
        return LinkStyle(colour=self.link_colours[kind], dash=dash)

    def severity(self, name: str) -> str:
        """Return the colour of a finding's severity; unknown names get that of "info"."""
        return self.severities.get(name.lower(), self.severities["info"])

    def plate_under(self, icon: str) -> str | None:
        """Return the colour of the plate an icon needs to be seen, or None for no plate."""
        is_outline = icon.startswith(_DARK_FOLDER) or icon in _OUTLINES
        return self.plate if is_outline else None


# Icons of the `diagrams` package that are lines on nothing: all of one folder in AWS's dark blue,
# and these in tones that have a contrast of 2.5 to 4.7 on the dark ground.
_DARK_FOLDER = "aws/general/"
_OUTLINES = frozenset(
    {
        "aws/compute/ec2-elastic-ip-address.png",
        "aws/compute/ec2-spot-instance.png",
        "aws/database/dynamodb-dax.png",
        "aws/database/rds-instance.png",
        "aws/network/elb-application-load-balancer.png",
        "aws/network/elb-classic-load-balancer.png",
        "aws/network/elb-network-load-balancer.png",
        "aws/network/endpoint.png",
        "aws/network/internet-gateway.png",
        "aws/network/nacl.png",
        "aws/network/nat-gateway.png",
        "aws/network/route-table.png",
        "aws/network/vpc-customer-gateway.png",
        "aws/network/vpc-elastic-network-interface.png",
        "aws/network/vpc-peering.png",
        "aws/network/vpn-gateway.png",
    }
)


def _containers(
    colours: Mapping[str, str], public: str, private: str
) -> Mapping[str, ContainerStyle]:
    vpc, subnets = "aws/network/vpc.png", "aws/network/{}-subnet.png"
    styles = {
        "cloud": ContainerStyle(border=colours["cloud"], icon="tenet/cloud.png"),
        "account": ContainerStyle(border=colours["account"], icon="tenet/account.png"),
        "region": ContainerStyle(border=colours["region"], dash=DOTTED, icon="tenet/region.png"),
        "vpc": ContainerStyle(border=colours["vpc"], icon=vpc),
        "zone": ContainerStyle(border=colours["zone"], dash=DASHED, centred=True),
        "subnet": ContainerStyle(
            border=colours["private"], fill=private, icon=subnets.format("private")
        ),
        "public-subnet": ContainerStyle(
            border=colours["public"], fill=public, icon=subnets.format("public")
        ),
        "scaling_group": ContainerStyle(
            border=colours["scaling"],
            dash=DASHED,
            icon="aws/compute/ec2-auto-scaling.png",
            centred=True,
        ),
        "group": ContainerStyle(border=colours["group"], dash=DASHED, centred=True),
        "security-group": ContainerStyle(border=colours["security"], centred=True),
        "on_premises": ContainerStyle(border=colours["group"], icon="tenet/data-centre.png"),
    }
    styles["private-subnet"] = styles["subnet"]
    return MappingProxyType(styles)


LIGHT = Theme(
    name="light",
    background="#FFFFFF",
    grid="#E3E6EA",
    text="#232F3E",
    muted="#545B64",
    accent="#0972D3",
    accept="#1D8102",
    refuse="#D91515",
    guide="#E8400C",
    note_fill="#FFF8DC",
    note_border="#D6C37A",
    plate=None,
    badge_fill="#FFFFFF",
    badge_text="#414D5C",
    containers=_containers(
        {
            "cloud": "#242F3E",
            "account": "#E7157B",
            "region": "#00A4A6",
            "vpc": "#8C4FFF",
            "zone": "#147EBA",
            "public": "#7AA116",
            "private": "#00A4A6",
            "scaling": "#ED7100",
            "security": "#DD344C",
            "group": "#7D8998",
        },
        public="#F2F6E8",
        private="#E6F6F7",
    ),
    link_colours=MappingProxyType(
        {
            LinkKind.REQUEST: "#545B64",
            LinkKind.ASYNC: "#C2186B",
            LinkKind.REPLICATION: "#3B48CC",
            LinkKind.BACKUP: "#3F8624",
        }
    ),
    hues=ON_LIGHT,
    severities=MappingProxyType(
        {
            "critical": "#B0002A",
            "high": "#D13212",
            "medium": "#C87A00",
            "low": "#5F6B7A",
            "info": "#0972D3",
            "pass": "#1D8102",
        }
    ),
)

DARK = Theme(
    name="dark",
    background="#161D26",
    grid="#28323F",
    text="#E9EDF2",
    muted="#AEB8C4",
    accent="#539FE5",
    accept="#4CC65B",
    refuse="#FF6B63",
    guide="#FFE14D",
    note_fill="#3A3420",
    note_border="#8F7E3C",
    plate="#EEF1F4",
    badge_fill="#232D39",
    badge_text="#D1D9E2",
    containers=_containers(
        {
            "cloud": "#C3CCD6",
            "account": "#FF77B8",
            "region": "#2CC7C9",
            "vpc": "#B391FF",
            "zone": "#58ABEA",
            "public": "#A2CB42",
            "private": "#2CC7C9",
            "scaling": "#FF9A3C",
            "security": "#FF7587",
            "group": "#9AA6B4",
        },
        public="#212C22",
        private="#182B34",
    ),
    link_colours=MappingProxyType(
        {
            LinkKind.REQUEST: "#AEB8C4",
            LinkKind.ASYNC: "#FF77B8",
            LinkKind.REPLICATION: "#8E9BFF",
            LinkKind.BACKUP: "#7FC75E",
        }
    ),
    hues=ON_DARK,
    severities=MappingProxyType(
        {
            "critical": "#FF5D76",
            "high": "#FF8A5C",
            "medium": "#F5B642",
            "low": "#A9B4C1",
            "info": "#6CB2F5",
            "pass": "#5CD06B",
        }
    ),
)

CONTRAST_LIGHT = replace(
    LIGHT,
    name="contrast-light",
    hues=ON_WHITE,
    grid="#9A9A9A",
    text="#000000",
    muted="#202020",
    accent="#0000B8",
    accept="#005000",
    refuse="#8C0000",
    note_fill="#FFFFFF",
    note_border="#000000",
    badge_text="#000000",
    containers=_containers(
        {
            "cloud": "#000000",
            "account": "#8A0046",
            "region": "#004F50",
            "vpc": "#4A13B8",
            "zone": "#003F6B",
            "public": "#355000",
            "private": "#004F50",
            "scaling": "#7A3400",
            "security": "#8A0018",
            "group": "#303030",
        },
        public="#FFFFFF",
        private="#FFFFFF",
    ),
    link_colours=MappingProxyType(
        {
            LinkKind.REQUEST: "#000000",
            LinkKind.ASYNC: "#8A0046",
            LinkKind.REPLICATION: "#10169C",
            LinkKind.BACKUP: "#1F4E0C",
        }
    ),
    severities=MappingProxyType(
        {
            "critical": "#8A0018",
            "high": "#8C1F00",
            "medium": "#6A3C00",
            "low": "#303030",
            "info": "#0000B8",
            "pass": "#005000",
        }
    ),
)

CONTRAST_DARK = replace(
    DARK,
    name="contrast-dark",
    background="#000000",
    hues=ON_BLACK,
    grid="#5A5A5A",
    text="#FFFFFF",
    muted="#E6E6E6",
    accent="#FFD83D",
    accept="#6DFF7C",
    refuse="#FF9A9A",
    note_fill="#000000",
    note_border="#FFFFFF",
    plate="#FFFFFF",
    badge_fill="#000000",
    badge_text="#FFFFFF",
    containers=_containers(
        {
            "cloud": "#FFFFFF",
            "account": "#FF9CCB",
            "region": "#4DECEE",
            "vpc": "#CBB3FF",
            "zone": "#8CCBFF",
            "public": "#C4F05A",
            "private": "#4DECEE",
            "scaling": "#FFB870",
            "security": "#FF9CA8",
            "group": "#D6D6D6",
        },
        public="#000000",
        private="#000000",
    ),
    link_colours=MappingProxyType(
        {
            LinkKind.REQUEST: "#FFFFFF",
            LinkKind.ASYNC: "#FF9CCB",
            LinkKind.REPLICATION: "#B3BCFF",
            LinkKind.BACKUP: "#A5E887",
        }
    ),
    severities=MappingProxyType(
        {
            "critical": "#FF8095",
            "high": "#FFA684",
            "medium": "#FFC861",
            "low": "#D6D6D6",
            "info": "#8CCBFF",
            "pass": "#6DFF7C",
        }
    ),
)

# The high contrast ones are for the screen; a picture in a report has no need of them.
CANVAS_THEMES: Mapping[str, Theme] = MappingProxyType(
    {theme.name: theme for theme in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)}
)
THEMES: Mapping[str, Theme] = MappingProxyType({"light": LIGHT, "dark": DARK})

# One colour a category, for blocks too small to show a picture; those of AWS's icon set.
_CATEGORY_COLOURS = {
    "compute": "#ED7100",
    "database": "#C925D1",
    "storage": "#7AA116",
    "network": "#8C4FFF",
    "security": "#DD344C",
    "integration": "#E7157B",
}
_PLAIN = "#687078"


def block_colour(icon: str) -> str:
    """Return the colour that stands for an icon where it is too small to be seen."""
    parts = icon.split("/")
    return _CATEGORY_COLOURS.get(parts[1], _PLAIN) if len(parts) > 1 else _PLAIN

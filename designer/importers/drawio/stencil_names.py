"""Takes the name of the AWS (or other) stencil out of a style, in every encoding in use.

``shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3``, ``shape=mxgraph.aws4.productIcon;
prIcon=...``, ``shape=mxgraph.aws4.group;grIcon=...``, ``groupCenter``, plain
``shape=mxgraph.aws3.s3`` and pictures whose path names a service all mean a stencil.
"""

import re
from dataclasses import dataclass

from designer.importers.drawio.cells import Style

_FRAMES = ("resource_icon", "product_icon", "group", "group_center")
_ICON_KEYS = ("resIcon", "prIcon", "grIcon")
_FAMILY = re.compile(r"(aws4|aws3d|aws3|aws2|aws)\.(.+)\Z")
_PICTURE = re.compile(r"([A-Za-z0-9_. %-]+?)(?:_\d+x\d+)?\.(?:svg|png|gif|jpe?g)(?:\Z|[?#])", re.I)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SIZE = re.compile(r"[_-](?:48|64|32|16)(?:_.*)?\Z")
_VENDOR = re.compile(r"\A(?:arch|res)_|\A(?:amazon|aws)[-_ ]|_light\Z|_dark\Z", re.I)


@dataclass(frozen=True, slots=True)
class StencilName:
    """A stencil as the file names it.

    Attributes:
        family: "aws4", "aws3", "aws3d", "aws2", "aws"; "image" for a picture, else the foreign
            library's name.
        name: the stencil's own name, lower case.
        is_frame: it is drawn as a group's frame and not as an icon.
    """

    family: str
    name: str
    is_frame: bool = False

    @property
    def is_aws(self) -> bool:
        """Tell whether it belongs to one of draw.io's AWS libraries."""
        return self.family.startswith("aws")

    @property
    def full(self) -> str:
        """Family and name, as the table of stencils has them."""
        return f"{self.family}.{self.name}"


def stencil_of(style: Style) -> StencilName | None:
    """Return the stencil that ``style`` draws, or None for a plain shape."""
    shape = style.shape.strip()
    for key in _ICON_KEYS:
        icon = style.get(key).removeprefix("mxgraph.")
        if icon and "." in icon:
            family, _, name = icon.partition(".")
            frame = key == "grIcon" or _last(shape).startswith("group")
            return StencilName(family.lower(), _snake(name), frame)
    found = _FAMILY.match(shape)
    if found is not None:
        family, name = found.group(1), _snake(found.group(2))
        if name in _FRAMES:
            return StencilName(family, "group", True)
        return StencilName(
            family, name, name.startswith(("group_", "groups.")) and not name.endswith("_icon")
        )
    if "." in shape and shape not in ("image",) and not shape.startswith("stencil"):
        family, _, name = shape.partition(".")
        return StencilName(family.lower(), _snake(name))
    return _picture(style.get("image"))


def _snake(name: str) -> str:
    """Return ``elasticLoadBalancing`` as ``elastic_load_balancing``."""
    return _CAMEL.sub("_", name).lower()


def _last(shape: str) -> str:
    return shape.rpartition(".")[2].lower()


def _picture(image: str) -> StencilName | None:
    if not image or image.startswith("data:"):
        return StencilName("image", "") if image else None
    found = _PICTURE.search(image.rpartition("/")[2])
    if found is None:
        return StencilName("image", "")
    name = re.sub(r"%[0-9A-Fa-f]{2}", " ", found.group(1))
    name = _SIZE.sub("", _VENDOR.sub("", _VENDOR.sub("", name)))
    return StencilName("image", re.sub(r"[-_ .]+", "_", name).strip("_").lower())

"""The shades that each theme gives the hues an author may choose from.

Borders carry titles in their colour, so that a shade has a contrast of 4.5 : 1 at least on the
theme's ground and on the fills of its boxes; in the themes of high contrast 7 : 1.
"""

from collections.abc import Mapping
from types import MappingProxyType

from designer.model.looks import Hue

Shades = Mapping[Hue, str]


def _shades(blue: str, teal: str, green: str, orange: str, *others: str) -> Shades:
    chosen = (Hue.BLUE, Hue.TEAL, Hue.GREEN, Hue.ORANGE, Hue.RED, Hue.PINK, Hue.PURPLE, Hue.GREY)
    return MappingProxyType(dict(zip(chosen, (blue, teal, green, orange, *others), strict=True)))


ON_LIGHT = _shades(
    "#0B5CAD", "#006E70", "#33701A", "#A84300", "#B8182B", "#B5156A", "#6B35D6", "#545B64"
)
ON_DARK = _shades(
    "#6DB3F2", "#2CC7C9", "#8CCB4A", "#FF9A3C", "#FF8F95", "#FF77B8", "#B99BFF", "#AEB8C4"
)
ON_WHITE = _shades(
    "#003C9E", "#004F50", "#1F4A00", "#6E2B00", "#8C0000", "#8A0046", "#46159E", "#3A3A3A"
)
ON_BLACK = _shades(
    "#8CC8FF", "#5FE8EA", "#B5F06A", "#FFB566", "#FF9A9A", "#FF9FD0", "#CDB6FF", "#D6D6D6"
)

"""What Graphviz shows of a label in a script: its escapes and entities are signs, not text."""

import html
import re
from typing import Any

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_BREAKS = "nlr"


def shown(label: str) -> str:
    r"""Return a label as it is seen, a line each for Graphviz's breaks.

    >>> shown("C:\\\\new &amp; old\\lx")
    'C:\\new & old\nx'
    """
    text = _ESCAPE.sub(lambda found: "\n" if found[1] in _BREAKS else found[1], label)
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def cluster_label(given: str, attributes: Any) -> str:
    """Return the label of a cluster: of its attributes, which win, or what it is called."""
    label = attributes.get("label") if isinstance(attributes, dict) else None
    return label if isinstance(label, str) else given

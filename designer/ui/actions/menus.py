"""Which actions of the table the context menus offer, by what was clicked on."""

from collections.abc import Collection

from designer.model.diagram import Diagram
from designer.model.ids import ElementId

Sections = tuple[tuple[str, ...], ...]

_SELECT = ("select.alike", "select.connected", "select.blamed")
_FAIL = ("failure.fail", "failure.restore-all")
_CLIPBOARD = ("edit.cut", "edit.copy", "edit.copy-image", "edit.paste", "edit.delete")
_LINK = (
    ("link.request", "link.async", "link.replication", "link.backup"),
    ("link.required", "link.optional", "link.standby"),
    ("link.reverse", "link.straighten"),
)
_SEEN = ("arrange.lock", "view.hide", "arrange.front", "arrange.back")
_SIDES = ("left", "centre", "right", "top", "middle", "bottom")

ELEMENT: Sections = (
    _FAIL,
    ("edit.rename", "edit.duplicate", "edit.replicate", "edit.confirm"),
    _CLIPBOARD,
    _SEEN,
    _SELECT,
    ("view.selection",),
)
CONTAINER: Sections = (
    _FAIL,
    ("edit.rename", "edit.duplicate", "edit.replicate", "edit.confirm", "view.collapse"),
    ("arrange.tidy", "arrange.tidy-all"),
    ("edit.quick-insert", *_CLIPBOARD),
    _SEEN,
    _SELECT,
    ("view.selection",),
)
LINK: Sections = (
    *_LINK,
    ("edit.rename", "edit.confirm"),
    ("edit.delete",),
    _SELECT,
    ("view.selection",),
)
SEVERAL: Sections = (
    _FAIL,
    ("edit.connect", "edit.duplicate", "edit.confirm"),
    *_LINK,
    tuple(f"arrange.align-{side}" for side in _SIDES),
    ("arrange.distribute-across", "arrange.distribute-down", "arrange.same-size", "arrange.tidy"),
    _CLIPBOARD,
    _SEEN,
    _SELECT,
    ("view.selection",),
)
GROUND: Sections = (
    ("failure.restore-all",),
    ("edit.quick-insert", "edit.find-service", "edit.paste", "edit.select-all", "edit.find"),
    ("arrange.tidy", "view.show-all"),
    ("view.fit", "view.snap", "view.guides"),
)
FINDING: Sections = (
    ("finding.show",),
    ("finding.accept", "finding.reword"),
    ("finding.copy",),
)
TAB: Sections = (
    ("file.save", "file.save-as"),
    ("file.close", "tab.close-others", "tab.close-right"),
    ("tab.copy-path", "tab.folder"),
)


def menu_of(diagram: Diagram, selection: Collection[str]) -> Sections:
    """Return what the canvas offers for what is selected."""
    if not selection:
        return GROUND
    if len(selection) > 1:
        return SEVERAL
    element = diagram.topology.elements.get(ElementId(next(iter(selection))))
    if element is None:
        return LINK
    return CONTAINER if element.kind.is_container else ELEMENT

"""The one door through which diagrams change: an edit and a diagram give another diagram."""

from collections.abc import Callable
from typing import Any

from designer.edit import (
    edits,
    element_edits,
    link_edits,
    look_edits,
    property_edits,
    review_edits,
    whole_edits,
)
from designer.edit.edits import Batch, Edit
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram

__all__ = ["EditRefused", "apply"]


def apply(diagram: Diagram, edit: Edit) -> Diagram:
    """Return ``diagram`` with ``edit`` made; the very same object when nothing changes.

    Costs as much as the change is large, plus one copy of each map that it touches. Raises
    EditRefused, with one sentence for people, when the edit cannot be made; the result is sound
    when ``diagram`` is.
    """
    return _APPLY[type(edit)](diagram, edit)


def _batch(diagram: Diagram, edit: Batch) -> Diagram:
    result = diagram
    for part in edit.edits:
        result = apply(result, part)
    # Steps that take each other back change nothing; comparing is quick where much is shared.
    return diagram if result == diagram else result


# Any: each function takes exactly the kind of edit that it stands beside.
_APPLY: dict[type[Any], Callable[[Diagram, Any], Diagram]] = {
    edits.AddElement: element_edits.add_element,
    edits.AddLink: link_edits.add_link,
    edits.Remove: whole_edits.remove,
    edits.Move: element_edits.move,
    edits.Resize: element_edits.resize,
    edits.Collapse: element_edits.collapse,
    edits.Lock: look_edits.lock,
    edits.Hide: look_edits.hide,
    edits.Restack: look_edits.restack,
    edits.SetLook: look_edits.set_look,
    edits.Reparent: element_edits.reparent,
    edits.SetProperty: property_edits.set_property,
    edits.Rename: element_edits.rename,
    edits.SetNote: element_edits.set_note,
    edits.SetMembership: element_edits.set_membership,
    edits.SetLink: link_edits.set_link,
    edits.Reconnect: link_edits.reconnect,
    edits.SetBends: link_edits.set_bends,
    edits.SetGrouping: link_edits.set_grouping,
    edits.SetWorkload: whole_edits.set_workload,
    edits.SetTitle: whole_edits.set_title,
    edits.Accept: whole_edits.accept,
    edits.Unaccept: whole_edits.unaccept,
    edits.SetAnswer: review_edits.set_answer,
    edits.KeepMilestone: review_edits.keep_milestone,
    edits.DropMilestone: review_edits.drop_milestone,
    edits.Confirm: whole_edits.confirm,
    edits.Insert: whole_edits.insert,
    edits.Patch: whole_edits.patch,
    edits.Batch: _batch,
}

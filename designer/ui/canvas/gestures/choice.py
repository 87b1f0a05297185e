"""Chooses the gesture that a press of a mouse button begins."""

from PySide6.QtCore import Qt

from designer.model.ids import ElementId
from designer.ui.canvas.gestures.badge import ClickBadge
from designer.ui.canvas.gestures.connect import Connect
from designer.ui.canvas.gestures.fold import ClickFold
from designer.ui.canvas.gestures.gesture import Gesture, Pointer, Stage
from designer.ui.canvas.gestures.pan import Pan
from designer.ui.canvas.gestures.resize import Resize
from designer.ui.canvas.gestures.select import Select


def gesture_for(
    stage: Stage, pointer: Pointer, button: Qt.MouseButton, *, pans: bool
) -> Gesture | None:
    """Return the gesture for ``button`` pressed at ``pointer``; ``pans``: the space bar is held."""
    if button == Qt.MouseButton.MiddleButton or (pans and button == Qt.MouseButton.LeftButton):
        return Pan(stage)
    if button != Qt.MouseButton.LeftButton:
        return None
    handles = stage.canvas.handles
    if (edge := handles.resize_at(pointer.scene)) is not None:
        return Resize(stage, ElementId(handles.resize_id), edge)
    if (badge := stage.canvas.badge_at(pointer.scene)) is not None:
        return ClickBadge(stage, badge)
    if key := stage.canvas.fold_sign_at(pointer.scene):
        return ClickFold(stage, ElementId(key))
    if handles.connect_at(pointer.scene) is not None:
        return Connect(stage, ElementId(handles.connect_id))
    return Select(stage)

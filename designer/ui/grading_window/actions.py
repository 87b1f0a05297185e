"""The one table of everything the grading window can do."""

from functools import partial
from typing import Protocol

from designer.ui.action_bar import Action

_NO_CLASS = "Grade a class, or open results, first."


class Marker(Protocol):
    """What the table needs of the window."""

    def grade_new(self) -> None: ...

    def open_results(self) -> None: ...

    def grade_again(self) -> None: ...

    def write_grades(self) -> None: ...

    def show_folder(self) -> None: ...

    def close_window(self) -> None: ...

    def undo(self) -> None: ...

    def redo(self) -> None: ...

    def can_undo(self) -> bool: ...

    def can_redo(self) -> bool: ...

    def go_next(self) -> None: ...

    def go_previous(self) -> None: ...

    def go_next_open(self) -> None: ...

    def go_alike(self) -> None: ...

    def filter_rows(self) -> None: ...

    def judge(self) -> None: ...

    def toggle_blind(self) -> None: ...

    def is_blind(self) -> bool: ...

    def zoom_in(self) -> None: ...

    def zoom_out(self) -> None: ...

    def fit(self) -> None: ...

    def has_class(self) -> bool: ...

    def is_idle(self) -> bool: ...


def marking_actions(window: Marker) -> tuple[Action, ...]:
    """Return every action of the grading window, in menu order."""
    return (*_file(window), *_edit(window), *_student(window), *_view(window))


def _of_class(window: Marker) -> partial[Action]:
    """Return what makes actions that need an open class."""
    return partial(Action, enabled_when=window.has_class, needs=_NO_CLASS)


def _file(window: Marker) -> tuple[Action, ...]:
    of_class = _of_class(window)
    return (
        Action(
            id="marking.new",
            text="&Grade a class…",
            menu="File",
            run=window.grade_new,
            shortcut="Ctrl+N",
            glyph="new",
            toolbar=True,
            enabled_when=window.is_idle,
            needs="A class is being graded.",
        ),
        Action(
            id="marking.open",
            text="&Open results…",
            menu="File",
            run=window.open_results,
            shortcut="Ctrl+O",
            glyph="open",
            toolbar=True,
            enabled_when=window.is_idle,
            needs="A class is being graded.",
        ),
        of_class(
            id="marking.again",
            text="Grade &again by a rubric…",
            menu="File",
            section=1,
            run=window.grade_again,
            shortcut="Ctrl+R",
            glyph="again",
            toolbar=True,
        ),
        of_class(
            id="marking.write",
            text="&Write grades and feedback…",
            menu="File",
            section=1,
            run=window.write_grades,
            shortcut="Ctrl+E; Ctrl+S",
            glyph="export",
            toolbar=True,
        ),
        of_class(
            id="marking.folder",
            text="Show the &folder",
            menu="File",
            section=1,
            run=window.show_folder,
        ),
        Action(
            id="marking.close",
            text="&Close",
            menu="File",
            section=2,
            run=window.close_window,
            shortcut="Ctrl+W",
        ),
    )


def _edit(window: Marker) -> tuple[Action, ...]:
    of_class = _of_class(window)
    return (
        Action(
            id="marking.undo",
            text="&Undo the last adjustment",
            menu="Edit",
            run=window.undo,
            shortcut="Ctrl+Z",
            glyph="undo",
            toolbar=True,
            enabled_when=window.can_undo,
            needs="There is nothing to undo.",
        ),
        Action(
            id="marking.redo",
            text="&Redo",
            menu="Edit",
            run=window.redo,
            shortcut="Ctrl+Shift+Z; Ctrl+Y",
            glyph="redo",
            toolbar=True,
            enabled_when=window.can_redo,
            needs="There is nothing to redo.",
        ),
        of_class(
            id="marking.judge",
            text="Give &points",
            menu="Edit",
            section=1,
            run=window.judge,
            shortcut="F2",
        ),
        of_class(
            id="marking.find",
            text="&Filter",
            menu="Edit",
            section=1,
            run=window.filter_rows,
            shortcut="Ctrl+F",
        ),
    )


def _student(window: Marker) -> tuple[Action, ...]:
    rows = (
        ("previous", "&Previous", window.go_previous, "Ctrl+Up; Ctrl+PgUp", "chevron-up"),
        ("next", "&Next", window.go_next, "Ctrl+Down; Ctrl+PgDown", "chevron"),
        ("next-open", "Next to &judge", window.go_next_open, "Ctrl+J", ""),
        ("alike", "The one that is most &alike", window.go_alike, "Ctrl+L", ""),
    )
    of_class = _of_class(window)
    return tuple(
        of_class(
            id=f"marking.{name}",
            text=text,
            menu="Student",
            run=run,
            shortcut=keys,
            glyph=glyph,
            toolbar=bool(glyph),
        )
        for name, text, run, keys, glyph in rows
    )


def _view(window: Marker) -> tuple[Action, ...]:
    rows = (
        ("zoom-in", "Zoom &in", window.zoom_in, "Ctrl++; Ctrl+="),
        ("zoom-out", "Zoom &out", window.zoom_out, "Ctrl+-"),
        ("fit", "&Fit", window.fit, "Ctrl+0"),
    )
    return (
        Action(
            id="marking.blind",
            text="&Blind marking",
            menu="View",
            run=window.toggle_blind,
            shortcut="Ctrl+B",
            glyph="blind",
            toolbar=True,
            checked_when=window.is_blind,
        ),
        *(
            Action(
                id=f"marking.{name}",
                text=text,
                menu="View",
                section=1,
                run=run,
                shortcut=keys,
                glyph=name,
                toolbar=True,
            )
            for name, text, run, keys in rows
        ),
    )

"""The one table of everything the user can do; menus, toolbar and shortcuts are made from it."""

from functools import partial
from typing import Protocol

from designer.ui.action_bar import Action
from designer.ui.document import Document
from designer.ui.edit_commands import EditCommands
from designer.ui.failure_desk import FailureDesk
from designer.ui.file_commands import FileCommands

CONTEXT = (
    ("failure.fail", "failure.restore-all"),
    ("edit.rename", "edit.connect", "edit.duplicate"),
    ("edit.cut", "edit.copy", "edit.paste", "edit.delete"),
    ("view.selection",),
)
"""What the context menu of a selection offers, by section."""

CONTEXT_OF_NOTHING = (
    ("failure.restore-all",),
    ("edit.find-service", "edit.paste", "edit.select-all"),
    ("view.fit", "view.snap"),
)
"""What the context menu of the open canvas offers."""

THEMES = (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark"))


class Shell(Protocol):
    """What the table needs of the window itself."""

    def new_from_sample(self) -> None: ...

    def export_image(self) -> None: ...

    def close_window(self) -> None: ...

    def zoom_in(self) -> None: ...

    def zoom_out(self) -> None: ...

    def zoom_to_actual_size(self) -> None: ...

    def fit(self) -> None: ...

    def show_selection(self) -> None: ...

    def show_load(self) -> None: ...

    def find_service(self) -> None: ...

    def set_theme(self, theme: str) -> None: ...

    def is_theme(self, theme: str) -> bool: ...

    def toggle_snap(self) -> None: ...

    def is_snapping(self) -> bool: ...

    def reset_panels(self) -> None: ...

    def show_shortcuts(self) -> None: ...

    def show_about(self) -> None: ...

    def show_guide(self) -> None: ...

    def improve(self) -> None: ...


def action_table(
    document: Document,
    files: FileCommands,
    edits: EditCommands,
    desk: FailureDesk,
    shell: Shell,
) -> tuple[Action, ...]:
    """Return every action of a window, in menu order."""
    return (
        *_file_actions(files, shell),
        *_edit_actions(document, edits, shell),
        *_view_actions(edits, shell),
        *_failure_actions(desk),
        *_help_actions(shell),
    )


def _file_actions(files: FileCommands, shell: Shell) -> tuple[Action, ...]:
    return (
        Action(
            id="file.new",
            text="&New",
            menu="File",
            run=files.new,
            shortcut="Ctrl+N",
            glyph="new",
            toolbar=True,
        ),
        Action(
            id="file.sample",
            text="New from sa&mple…",
            menu="File",
            run=shell.new_from_sample,
            shortcut="Ctrl+Shift+N",
            glyph="gallery",
            toolbar=True,
        ),
        Action(
            id="file.open",
            text="&Open…",
            menu="File",
            run=files.open,
            shortcut="Ctrl+O",
            glyph="open",
            toolbar=True,
        ),
        Action(
            id="file.save",
            text="&Save",
            menu="File",
            section=1,
            run=files.save,
            shortcut="Ctrl+S",
            glyph="save",
            toolbar=True,
        ),
        Action(
            id="file.save-as",
            text="Save &as…",
            menu="File",
            section=1,
            run=files.save_as,
            shortcut="Ctrl+Shift+S",
        ),
        Action(
            id="file.export",
            text="&Export image…",
            menu="File",
            section=2,
            run=shell.export_image,
            shortcut="Ctrl+E",
            glyph="export",
            toolbar=True,
        ),
        Action(
            id="file.quit",
            text="&Quit",
            menu="File",
            section=3,
            run=shell.close_window,
            shortcut="Ctrl+Q",
        ),
    )


def _edit_actions(document: Document, edits: EditCommands, shell: Shell) -> tuple[Action, ...]:
    return (
        Action(
            id="edit.undo",
            text="&Undo",
            menu="Edit",
            run=document.undo,
            shortcut="Ctrl+Z",
            glyph="undo",
            toolbar=True,
            enabled_when=edits.can_undo,
            live_text=edits.undo_text,
        ),
        Action(
            id="edit.redo",
            text="&Redo",
            menu="Edit",
            run=document.redo,
            shortcut="Ctrl+Shift+Z; Ctrl+Y",
            glyph="redo",
            toolbar=True,
            enabled_when=edits.can_redo,
            live_text=edits.redo_text,
        ),
        Action(
            id="edit.cut",
            text="Cu&t",
            menu="Edit",
            section=1,
            run=edits.canvas.cut,
            shortcut="Ctrl+X",
            enabled_when=edits.has_elements,
        ),
        Action(
            id="edit.copy",
            text="&Copy",
            menu="Edit",
            section=1,
            run=edits.canvas.copy,
            shortcut="Ctrl+C",
            enabled_when=edits.has_elements,
        ),
        Action(
            id="edit.paste",
            text="&Paste",
            menu="Edit",
            section=1,
            run=edits.canvas.paste,
            shortcut="Ctrl+V",
        ),
        Action(
            id="edit.duplicate",
            text="&Duplicate",
            menu="Edit",
            section=1,
            run=edits.canvas.duplicate,
            shortcut="Ctrl+D",
            glyph="duplicate",
            toolbar=True,
            enabled_when=edits.has_elements,
        ),
        Action(
            id="edit.delete",
            text="De&lete",
            menu="Edit",
            section=1,
            run=edits.canvas.delete,
            shortcut="Del",
            glyph="delete",
            toolbar=True,
            enabled_when=edits.has_selection,
        ),
        Action(
            id="edit.select-all",
            text="Select &all",
            menu="Edit",
            section=2,
            run=edits.canvas.select_all,
            shortcut="Ctrl+A",
        ),
        Action(
            id="edit.rename",
            text="Re&name",
            menu="Edit",
            section=2,
            run=edits.canvas.rename,
            shortcut="F2",
            enabled_when=edits.has_one,
        ),
        Action(
            id="edit.connect",
            text="C&onnect the two selected",
            menu="Edit",
            section=2,
            run=edits.canvas.join,
            enabled_when=edits.has_two,
        ),
        Action(
            id="edit.find-service",
            text="&Insert service…",
            menu="Edit",
            section=3,
            run=shell.find_service,
            shortcut="Ctrl+F",
        ),
        Action(
            id="edit.improve",
            text="I&mprove to target…",
            menu="Edit",
            section=4,
            run=shell.improve,
            shortcut="Ctrl+I",
            enabled_when=lambda: bool(document.diagram.topology.elements),
        ),
    )


def _view_actions(edits: EditCommands, shell: Shell) -> tuple[Action, ...]:
    return (
        Action(
            id="view.zoom-in",
            text="Zoom &in",
            menu="View",
            run=shell.zoom_in,
            shortcut="Ctrl++; Ctrl+=",
            glyph="zoom-in",
            toolbar=True,
        ),
        Action(
            id="view.zoom-out",
            text="Zoom &out",
            menu="View",
            run=shell.zoom_out,
            shortcut="Ctrl+-",
            glyph="zoom-out",
            toolbar=True,
        ),
        Action(
            id="view.zoom-100",
            text="&Actual size",
            menu="View",
            run=shell.zoom_to_actual_size,
            shortcut="Ctrl+0",
        ),
        Action(
            id="view.fit",
            text="&Fit to window",
            menu="View",
            run=shell.fit,
            shortcut="Ctrl+9",
            glyph="fit",
            toolbar=True,
        ),
        Action(
            id="view.selection",
            text="Show &selection",
            menu="View",
            run=shell.show_selection,
            shortcut="Ctrl+8",
            enabled_when=edits.has_selection,
        ),
        Action(
            id="view.snap",
            text="Snap to &grid",
            menu="View",
            section=1,
            run=shell.toggle_snap,
            shortcut="Ctrl+'",
            checked_when=shell.is_snapping,
        ),
        Action(
            id="view.load",
            text="&Load over a day",
            menu="View",
            section=2,
            run=shell.show_load,
            shortcut="Ctrl+L",
            glyph="load",
            toolbar=True,
        ),
        *(
            Action(
                id=f"view.theme-{theme}",
                text=text,
                menu="View/Theme",
                run=partial(shell.set_theme, theme),
                checked_when=partial(shell.is_theme, theme),
                exclusive="theme",
            )
            for theme, text in THEMES
        ),
        Action(
            id="view.reset-panels",
            text="&Reset panels",
            menu="View/Panels",
            section=1,
            run=shell.reset_panels,
        ),
    )


def _failure_actions(desk: FailureDesk) -> tuple[Action, ...]:
    return (
        Action(
            id="failure.fail",
            text="&Fail",
            menu="What if",
            run=desk.toggle,
            shortcut="F8",
            glyph="fail",
            toolbar=True,
            enabled_when=desk.can_toggle,
            live_text=desk.toggle_text,
        ),
        Action(
            id="failure.restore-all",
            text="Restore &all",
            menu="What if",
            run=desk.restore_all,
            shortcut="Shift+F8",
            enabled_when=desk.has_failures,
        ),
    )


def _help_actions(shell: Shell) -> tuple[Action, ...]:
    return (
        Action(
            id="help.guide",
            text="User &guide",
            menu="Help",
            run=shell.show_guide,
            shortcut="F1",
        ),
        Action(
            id="help.shortcuts",
            text="&Keyboard and mouse",
            menu="Help",
            run=shell.show_shortcuts,
            shortcut="Ctrl+/",
        ),
        Action(
            id="help.about",
            text="&About Tenet Designer",
            menu="Help",
            section=1,
            run=shell.show_about,
        ),
    )

"""What can be done with files."""

from designer.ui.action_bar import Action
from designer.ui.actions.shell import Shell
from designer.ui.export_desk import ExportDesk
from designer.ui.file_commands import FileCommands
from designer.ui.last_session import LastSession
from designer.ui.welcome import Welcome


def file_actions(
    files: FileCommands,
    exports: ExportDesk,
    session: LastSession,
    welcome: Welcome,
    shell: Shell,
) -> tuple[Action, ...]:
    """Return the actions of the File menu, in its order."""
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
            id="file.start",
            text="Start pa&ge",
            menu="File",
            run=welcome.show,
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
            id="file.open-folder",
            text="Open fol&der…",
            menu="File",
            run=files.open_folder,
        ),
        Action(
            id="file.import-notes",
            text="Notes on the &import…",
            menu="File",
            run=files.importer.show_notes,
            enabled_when=files.importer.has_notes,
            needs="Open a draw.io file or a template first.",
        ),
        Action(
            id="file.import-parameters",
            text="&Parameters of the import…",
            menu="File",
            run=files.importer.ask_parameters,
            enabled_when=files.importer.has_parameters,
            needs="Open a template with parameters, or Terraform with variables, first.",
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
            text="&Export…",
            menu="File",
            section=2,
            run=exports.ask,
            shortcut="Ctrl+E",
            glyph="export",
            toolbar=True,
        ),
        Action(
            id="file.export-again",
            text="&Repeat the export",
            menu="File",
            section=2,
            run=exports.repeat,
            shortcut="Ctrl+Shift+E",
            enabled_when=exports.can_repeat,
            needs="Export this diagram once first (Ctrl+E).",
            live_text=exports.repeat_text,
        ),
        Action(
            id="file.grade",
            text="Grade a c&lass…",
            menu="File",
            section=2,
            run=shell.grade_class,
        ),
        Action(
            id="file.close",
            text="&Close",
            menu="File",
            section=3,
            run=files.close,
            shortcut="Ctrl+W; Ctrl+F4",
        ),
        Action(
            id="file.reopen",
            text="Reopen &tabs at the start",
            menu="File",
            section=3,
            run=session.toggle,
            checked_when=session.is_wanted,
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

"""The one table of everything the user can do; menus, toolbar and shortcuts are made from it."""

from designer.ui.action_bar import Action
from designer.ui.actions.arrange_actions import arrange_actions
from designer.ui.actions.edit_actions import edit_actions
from designer.ui.actions.failure_actions import failure_actions
from designer.ui.actions.file_actions import file_actions
from designer.ui.actions.finding_actions import finding_actions
from designer.ui.actions.help_actions import help_actions
from designer.ui.actions.link_actions import link_actions
from designer.ui.actions.look_actions import look_actions
from designer.ui.actions.quiz_actions import quiz_actions
from designer.ui.actions.review_actions import review_actions
from designer.ui.actions.seeing_actions import seeing_actions
from designer.ui.actions.select_actions import select_actions
from designer.ui.actions.shell import Shell
from designer.ui.actions.tab_actions import tab_actions
from designer.ui.actions.view_actions import view_actions
from designer.ui.actions.walk_actions import walk_actions
from designer.ui.edit_commands import EditCommands
from designer.ui.export_desk import ExportDesk
from designer.ui.failure_desk import FailureDesk
from designer.ui.file_commands import FileCommands
from designer.ui.finding_commands import FindingCommands
from designer.ui.first_steps import FirstSteps
from designer.ui.last_session import LastSession
from designer.ui.quiz_desk import QuizDesk
from designer.ui.review_desk import ReviewDesk
from designer.ui.seeing import Seeing
from designer.ui.tab_commands import TabCommands
from designer.ui.welcome import Welcome


def action_table(
    files: FileCommands,
    exports: ExportDesk,
    session: LastSession,
    welcome: Welcome,
    edits: EditCommands,
    desk: FailureDesk,
    seeing: Seeing,
    tabs: TabCommands,
    finding: FindingCommands,
    review: ReviewDesk,
    quiz: QuizDesk,
    first_steps: FirstSteps,
    shell: Shell,
) -> tuple[Action, ...]:
    """Return every action of a window, in menu order."""
    return (
        *file_actions(files, exports, session, welcome, shell),
        *edit_actions(edits, exports, shell),
        *select_actions(edits, finding),
        *walk_actions(edits),
        *link_actions(edits),
        *arrange_actions(edits),
        *finding_actions(finding),
        *view_actions(edits, shell),
        *tab_actions(tabs),
        *seeing_actions(seeing),
        *review_actions(review),
        *look_actions(seeing.looking),
        *failure_actions(desk),
        *quiz_actions(quiz),
        *help_actions(first_steps, shell),
    )

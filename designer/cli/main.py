"""The command group `tenet`; a command's module is imported only when the command is used."""

import os
from importlib import import_module

import click

from designer import __version__

_COMMANDS = {
    "open": "Open FILE in the window.",
    "score": "Score designs on five tenets.",
    "simulate": "Fail parts of a design, or send a load through it.",
    "review": "Review a design by the Well-Architected pillars, or a custom lens.",
    "grade": "Grade what a class has handed in by a rubric.",
    "similar": "Rank the pairs of a class by how much alike they have drawn.",
    "responsibility": "Show who answers for what in a design: AWS, you, or both.",
    "quiz": "Ask questions about a design, on a sheet with a key.",
    "improve": "Find fixes that take a design to its targets.",
    "import": "Turn a draw.io file, a template or the like into a design.",
    "export": "Draw a design as a picture, or as a draw.io file.",
    "check": "Tell whether files are sound.",
    "catalog": "Show services, rules and schemas.",
    "diff": "Tell what differs between two designs.",
    "rubric": "Begin, check or import a rubric for grading.",
    "explain": "Explain a rule.",
}
# Where a command's name is a word of Python's own.
_NAMES = {"import": ("importing", "import_")}


class _Commands(click.Group):
    """The commands by name; a file in the place of a command is opened."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the help."""
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _NAMES.get(cmd_name, (cmd_name, cmd_name))
        found = getattr(import_module(f"designer.cli.{module}"), name)
        assert isinstance(found, click.Command)  # noqa: S101 - each module keeps this promise
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command for a file to open if it looks like one."""
        first = args[0]
        if first not in _COMMANDS and not first.startswith("-") and _is_file_name(first):
            args = ["open", *args]
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _is_file_name(text: str) -> bool:
    return any(sign in text for sign in "/\\.") or os.path.exists(text)  # noqa: PTH110


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[FILE | COMMAND [ARGS]...]",
)
@click.version_option(__version__, prog_name="tenet", message="%(prog)s %(version)s")
@click.pass_context
def tenet(ctx: click.Context) -> None:
    """Draw AWS architectures and see how they hold up on five tenets.

    Without a command, or with just a FILE, the window opens. Exit codes: 0 fine, 1 below the bar
    or findings where asked for, 2 bad input.
    """
    if ctx.invoked_subcommand is None:
        from designer.cli.open import open_window

        ctx.exit(open_window(None))

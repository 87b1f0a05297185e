"""`tenet rubric`: begin a rubric for grading, check one, or make one from a lens."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import refuse, say

if TYPE_CHECKING:
    from designer.grading.rubric import Rubric


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def rubric() -> None:
    """Write the rubric by which 'tenet grade' grades."""


@rubric.command()
@click.option("-o", "--output", metavar="FILE", help="Write to FILE (NAME.rubric.toml).")
def new(output: str | None) -> None:
    """Write a commented rubric with a criterion of every kind, to begin with.

    Without -o it is printed. A file that is there already is left alone.
    """
    from designer.grading.rubric_file.template import template

    _write(template(), output)


@rubric.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check(files: tuple[str, ...]) -> None:
    """Tell whether rubrics are sound, and what they ask for; mistakes are told with their line."""
    from designer.cli.output import BAD_INPUT, FINE, complain
    from designer.grading.rubric_file.reading import read_rubric
    from designer.storage.refusal import FileRejected

    bad = 0
    for number, file in enumerate(files):
        try:
            found = read_rubric(file)
        except FileRejected as error:
            complain(str(error))
            bad += 1
            continue
        if number:
            say()
        for line in _summary(file, found):
            say(line)
    click.get_current_context().exit(BAD_INPUT if bad else FINE)


@rubric.command("from-lens")
@click.argument("lens", metavar="LENS.json")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE (NAME.rubric.toml).")
def from_lens(lens: str, output: str | None) -> None:
    """Make a rubric from a custom lens of the AWS Well-Architected Tool.

    Each question becomes a checklist worth one point. A choice to which you add a check (see
    'tenet rubric new') is ticked by the program, the others by hand.
    """
    from designer.grading.rubric_file.lens import rubric_of_lens
    from designer.grading.rubric_file.writing import to_toml
    from designer.review.custom_lens import LARGEST_BYTES, LensRefused, read_lens
    from designer.storage.file_bytes import read_limited
    from designer.storage.refusal import Refused

    try:
        found = read_lens(read_limited(Path(lens), LARGEST_BYTES))
    except (LensRefused, Refused) as error:
        refuse(f"{lens}: {error}")
    _write(to_toml(rubric_of_lens(found)), output)


def _write(text: str, output: str | None) -> None:
    from designer.storage.atomic import atomic_write
    from designer.storage.file_bytes import reason_of

    if output is None:
        say(text.rstrip("\n"))
        return
    path = Path(output)
    if path.exists():
        refuse(f"{output}: is there already, and is left alone")
    try:
        atomic_write(path, text.encode())
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    say(f"{output}: written; 'tenet rubric check {output}' tells whether it is sound")


def _summary(file: str, found: "Rubric") -> list[str]:
    """Return what a rubric asks for: a line each criterion, groups with what they count as."""
    from designer.grading.criteria import KINDS

    bonus = sum(one.limit for one in found.criteria if one.bonus)
    noun = "point" if found.total == 1 else "points"
    head = f"{file}: sound: {found.title}, {found.total:g} {noun}"
    lines = [f"{head} and {bonus:g} bonus" if bonus else head]
    if found.start:
        lines.append(f"  {found.start:>+7g}  to begin with")
    width = max(len(one.id) for one in found.criteria)
    titles = {group.id: group for group in found.groups}
    for one in found.criteria:
        group = titles.get(one.group)
        notes = [KINDS[type(one.check)]]
        notes += [f"in {group.title}"] if group else []
        notes += [f"{one.points:+g} each"] if one.each else []
        notes += ["when not met"] if one.inverted else []
        notes += ["bonus"] if one.bonus else []
        notes += [one.visibility.value] if one.visibility.value != "visible" else []
        lines.append(f"  {one.limit:>+7g}  {one.id:<{width}}  {one.title} ({', '.join(notes)})")
    for group in found.groups:
        rules = [] if group.best_of is None else [f"the best {group.best_of} count"]
        rules += [] if group.cap is None else [f"{group.cap:g} points at most"]
        if rules:
            lines.append(f"  {group.title}: {', '.join(rules)}")
    return lines

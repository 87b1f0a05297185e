"""`tenet grade`: a folder of submissions in, grades and feedback out."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designer.cli.output import BELOW, FINE, complain, refuse, say

if TYPE_CHECKING:
    from designer.grading.batch.options import RunOptions
    from designer.grading.batch.rubric_source import RubricSource
    from designer.grading.batch.run import ClassReport, Crew

GRADEBOOKS = ("canvas", "moodle", "gradescope", "lti", "sarif")
_INTERRUPTED = 130
_MOST_TOLD = 20


@click.command()
@click.argument("paths", nargs=-1, required=False, metavar="RUBRIC SUBMISSIONS...")
@click.option("-o", "--output", metavar="OUT", help="The folder for grades and feedback.")
@click.option("--roster", metavar="CSV", help="The list of the class: id, email or name, section.")
@click.option(
    "--for",
    "gradebooks",
    multiple=True,
    type=click.Choice([*GRADEBOOKS, "all"]),
    help="Write the grades for a platform or tool as well; may be repeated.",
)
@click.option(
    "--moodle-worksheet",
    metavar="CSV",
    help="Fill the grading worksheet downloaded from the Moodle assignment.",
)
@click.option("--assignment", default="", metavar="NAME", help="The assignment's name in Canvas.")
@click.option("--graded-at", metavar="TIME", help="The time in scores for LTI; now, if not given.")
@click.option("--blind", is_flag=True, help="Hide whose each submission is.")
@click.option("--pdf", is_flag=True, help="Write the feedback pages as PDF as well.")
@click.option("--no-pictures", is_flag=True, help="Leave pictures out of the feedback pages.")
@click.option("--similarity", is_flag=True, help="Tell who has drawn the same, for you alone.")
@click.option(
    "--alike-once",
    is_flag=True,
    help="With --again: what you gave by hand for one of several nearly identical drawings holds "
    "for all of them.",
)
@click.option(
    "--template",
    metavar="FILE",
    help="The design that was handed out, which --similarity does not count; else the rubric's.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that grade at the same time; one for each processor, if not given.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 3600),
    default=20.0,
    show_default=True,
    metavar="S",
    help="Seconds of computing for one submission.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(256, 65_536),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="Memory for one submission.",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="Grade on a Dask cluster (pip install tenet-designer[cluster]).",
)
@click.option(
    "--verify",
    metavar="OUT",
    help="Grade again what the folder OUT has on record, and tell what differs.",
)
@click.option(
    "--again",
    metavar="OUT",
    help="Grade again what the folder OUT has on record, by RUBRIC if given; write it all anew.",
)
@click.option("--window", metavar="OUT", help="Open the folder OUT in the grading window.")
@click.option("--tell", is_flag=True, hidden=True, help="Tell the progress in lines, for a window.")
@click.pass_context
def grade(
    ctx: click.Context,
    paths: tuple[str, ...],
    output: str | None,
    roster: str | None,
    gradebooks: tuple[str, ...],
    moodle_worksheet: str | None,
    assignment: str,
    graded_at: str | None,
    blind: bool,
    pdf: bool,
    no_pictures: bool,
    similarity: bool,
    alike_once: bool,
    template: str | None,
    workers: int | None,
    time_limit: float,
    memory_limit: int,
    scheduler: str | None,
    verify: str | None,
    again: str | None,
    window: str | None,
    tell: bool,
) -> None:
    """Grade SUBMISSIONS by the rubric in the file RUBRIC.

    SUBMISSIONS are files, folders with a file or folder for each student, and zip files as Moodle,
    Canvas or Gradescope let you download them. OUT gets grades.csv, grades.xlsx, index.html and a
    feedback page for each student. Run the same command again to go on after an interruption.

    Exit codes: 0 fine, 1 somebody's work needs a look (with --verify: something differs), 2 bad
    input.
    """
    from designer.storage.refusal import FileRejected

    crew = _crew(workers, time_limit, memory_limit, scheduler)
    try:
        if verify is not None:
            if paths or output:
                refuse("--verify OUT takes no rubric and no submissions: they are on record there")
            ctx.exit(_verify(Path(verify), crew))
        if again is not None:
            options = _options(gradebooks, assignment, graded_at, blind=blind, pdf=pdf)
            wanted = similarity or alike_once or template is not None
            options = replace(options, similarity=wanted)
            more = _Alike(once=alike_once, template=template)
            ctx.exit(_again(paths, output, Path(again), options, more, crew, tell=tell))
        if alike_once:
            refuse("--alike-once goes with --again OUT, once you have given points by hand there")
        if window is not None:
            ctx.exit(_open_window(paths, Path(window)))
        if len(paths) < 2 or output is None:
            refuse("name a rubric, what was handed in, and -o OUT; 'tenet grade --help' tells more")
        options = _options(
            gradebooks, assignment, graded_at, blind=blind, pdf=pdf, pictures=not no_pictures
        )
        options = replace(options, similarity=similarity or template is not None)
        sheet = None if moodle_worksheet is None else Path(moodle_worksheet)
        if blind and sheet is not None:
            refuse("--blind and --moodle-worksheet exclude each other: a worksheet holds names")
        rest = [Path(path) for path in paths[1:]]
        students = None if roster is None else Path(roster)
        code = _grade(
            Path(paths[0]), rest, Path(output), students, options, sheet, template, crew, tell=tell
        )
    except FileRejected as error:
        refuse(str(error))
    except KeyboardInterrupt:
        complain("interrupted; run the same command again to go on")
        code = _INTERRUPTED
    ctx.exit(code)


MakeCrew = Callable[["RubricSource"], "AbstractContextManager[Crew]"]


def _crew(
    workers: int | None, time_limit: float, memory_limit: int, scheduler: str | None
) -> MakeCrew:
    def make(source: "RubricSource") -> "AbstractContextManager[Crew]":
        from designer.grading.batch.worker import Limits

        limits = Limits(cpu_s=time_limit, wall_s=6 * time_limit, memory_bytes=memory_limit * 2**20)
        if scheduler is None:
            from designer.grading.batch.pool import Pool, processors

            return Pool(source, workers or processors(), limits)
        from designer.grading.batch.cluster import Cluster, ClusterRefused

        try:
            return Cluster(source, scheduler, limits)
        except ClusterRefused as error:
            refuse(str(error))

    return make


def _options(
    words: tuple[str, ...],
    assignment: str,
    graded_at: str | None,
    *,
    blind: bool,
    pdf: bool,
    pictures: bool = True,
) -> "RunOptions":
    from datetime import UTC

    from designer.grading.batch.options import NAMING, Gradebook, RunOptions
    from designer.grading.submissions.times import moment

    wanted = frozenset(Gradebook(word) for word in words if word != "all")
    if "all" in words:
        wanted = frozenset(Gradebook) - (NAMING if blind else frozenset())
    named = sorted(one.value for one in wanted & NAMING)
    if blind and named:
        refuse(f"--blind and --for {named[0]} exclude each other: run again without --blind")
    at: datetime | None = None
    if Gradebook.LTI in wanted:
        at = datetime.now(UTC).replace(microsecond=0) if graded_at is None else moment(graded_at)
        if at is None:
            refuse(f"--graded-at {graded_at}: write it like 2026-10-31T23:59:00+01:00")
    return RunOptions(
        pictures=pictures,
        pdf=pdf,
        blind=blind,
        gradebooks=wanted,
        assignment=assignment,
        graded_at=at,
    )


def _grade(
    rubric_path: Path,
    submissions: list[Path],
    output: Path,
    roster: Path | None,
    options: "RunOptions",
    worksheet: Path | None,
    template: str | None,
    make_crew: MakeCrew,
    *,
    tell: bool,
) -> int:
    from designer.cli.grade_progress import progress
    from designer.cli.reading import one_design
    from designer.grading.adjustment_file import read_adjustments
    from designer.grading.batch.rubric_source import model_names, read_source
    from designer.grading.batch.run import ClassJob, grade_class, require_own_folder
    from designer.grading.cohort.entries import entries_of
    from designer.grading.roster import read_roster
    from designer.grading.submissions.collecting import Collection

    source = read_source(rubric_path)
    start = None if template is None else one_design(template)
    students = None if roster is None else read_roster(roster)
    require_own_folder(output)
    beside = (roster, worksheet, None if template is None else Path(template))
    own = [rubric_path, output, *(path for path in beside if path is not None)]
    own += [rubric_path.parent / name for name in model_names(source.rubric)]
    with Collection(submissions, leave_out=own) as collection, progress(tell=tell) as bar:
        for problem in collection.problems:
            complain(problem)
        job = ClassJob(
            source=source,
            entries=entries_of(collection.submissions, students),
            options=options,
            worksheet=worksheet,
            adjustments=read_adjustments(output),
            template=start,
        )
        with make_crew(source) as crew:
            report = grade_class(job, output, crew, bar.show)
    return _told(report, output)


def _told(report: "ClassReport", output: Path) -> int:
    from designer.grading.cohort.table import Status

    counts = dict.fromkeys(Status, 0)
    unlisted: list[str] = []
    for row in report.table.rows():
        counts[row.status] += 1
        if not row.entry.is_listed:
            unlisted.append(f"{row.entry.label}: {row.entry.note}")
    told = ", ".join(f"{count} {status.value}" for status, count in counts.items() if count)
    kept = f" ({report.kept} were graded already)" if report.kept else ""
    say(f"{report.table.count} students: {told}{kept}")
    for remark in report.remarks:
        say(remark)
    for line in unlisted[:_MOST_TOLD]:
        complain(line)
    if len(unlisted) > _MOST_TOLD:
        complain(f"and {len(unlisted) - _MOST_TOLD} more; unmatched.csv lists them")
    if report.table.is_compared:
        say(f"{output / 'similarity.html'}: written, for teachers only")
    say(f"{output / 'index.html'}: written")
    need = counts[Status.UNREADABLE] + len(unlisted)
    return BELOW if need else FINE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alike:
    """What --again is told of likenesses."""

    once: bool
    template: str | None


def _again(
    paths: tuple[str, ...],
    output: str | None,
    folder: Path,
    more: "RunOptions",
    alike: _Alike,
    make_crew: MakeCrew,
    *,
    tell: bool,
) -> int:
    from designer.cli.grade_progress import progress
    from designer.cli.reading import one_design
    from designer.grading.batch.kept import kept_standings
    from designer.grading.batch.manifest import read_manifest
    from designer.grading.batch.options import NAMING
    from designer.grading.batch.recorded import recorded_job
    from designer.grading.batch.rubric_source import read_source
    from designer.grading.batch.run import grade_class
    from designer.grading.regrading import changes_between, standing_of

    if len(paths) > 1 or output is not None:
        refuse("--again OUT takes a rubric at most: what was handed in is on record there")
    manifest = read_manifest(folder)
    source = read_source(Path(paths[0])) if paths else None
    kept = manifest.options
    if kept.blind and more.gradebooks & NAMING:
        refuse(f"{folder} was graded blind; grade it without --blind to tell a platform")
    options = replace(
        kept,
        gradebooks=kept.gradebooks | more.gradebooks,
        assignment=more.assignment or kept.assignment,
        graded_at=more.graded_at or kept.graded_at,
        pdf=kept.pdf or more.pdf,
        similarity=kept.similarity or more.similarity,
    )
    job = replace(recorded_job(folder, manifest, source, options), alike_once=alike.once)
    if alike.template is not None:
        job = replace(job, template=one_design(alike.template))
    before = kept_standings(folder, manifest, job.adjustments)
    with progress(tell=tell) as bar, make_crew(job.source) as crew:
        report = grade_class(job, folder, crew, bar.show)
    changes = changes_between(before, map(standing_of, report.table.rows()))
    for change in changes[:_MOST_TOLD]:
        old, new = _points(change.before), _points(change.after)
        say(f"{change.code}: {old}, now {new}")
    if len(changes) > _MOST_TOLD:
        say(f"and {len(changes) - _MOST_TOLD} more")
    say(f"{len(changes)} of {report.table.count} have other points than before")
    return _told(report, folder)


def _points(total: float | None) -> str:
    return "no grade" if total is None else f"{total:g}"


def _open_window(paths: tuple[str, ...], folder: Path) -> int:
    from designer.cli.open import open_grading_window
    from designer.grading.batch.manifest import read_manifest

    if paths:
        refuse("--window OUT takes no rubric and no submissions: they are on record there")
    # Before Qt: a wrong name is answered at once and with the same sentence as everywhere.
    read_manifest(folder)
    return open_grading_window(folder)


def _verify(folder: Path, make_crew: MakeCrew) -> int:
    from designer.cli.grade_progress import Bar
    from designer.grading.batch.verifying import verify

    with Bar() as bar:
        found = verify(folder, make_crew, bar.show)
    if found.other_program:
        say(found.other_program)
    for one in found.differences[:_MOST_TOLD]:
        say(f"{one.what}: {one.sentence}")
    if len(found.differences) > _MOST_TOLD:
        say(f"and {len(found.differences) - _MOST_TOLD} more")
    if found.differences:
        say(f"{folder}: {len(found.differences)} differences")
        return BELOW
    say(f"{folder}: {found.students} students and {found.files} files are as they would be today")
    return FINE

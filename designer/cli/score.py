"""`tenet score`: the same score as in the window, as a table or as JSON."""

from typing import TYPE_CHECKING

import click

from designer.cli.output import BAD_INPUT, BELOW, FINE, complain, refuse, say_json
from designer.cli.reading import foreign_options, read_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.analysis.flow import Cut
    from designer.model.diagram import Diagram
    from designer.scoring.scorecard import Scorecard

Scored = tuple[str, "Diagram", "Scorecard"]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="A table for people, or JSON as 'tenet catalog schema score' documents it.",
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Leave with exit code 1 when an overall score is below N.",
)
@click.option("--profile", default="standard", metavar="NAME", help="How facts become points.")
@click.option(
    "--cut-order",
    type=click.IntRange(1, 4),
    default=3,
    show_default=True,
    metavar="N",
    help="List what breaks it together up to N failures at once.",
)
@click.option(
    "--parameters",
    metavar="PROFILE|TOML",
    help="The availabilities to judge by: sla, designed-for, custom (the design's own MTBF and "
    "MTTR), or a TOML file of one's own. Without it the design decides.",
)
@click.option(
    "--prove",
    is_flag=True,
    help="Prove by a maximum flow where growth stops, and name the cut.",
)
@click.option("--all", "everything", is_flag=True, help="List every finding, not just the first.")
@foreign_options
@click.pass_context
def score(
    ctx: click.Context,
    files: tuple[str, ...],
    form: str,
    fail_under: float | None,
    profile: str,
    cut_order: int,
    parameters: str | None,
    everything: bool,
    prove: bool,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Score each FILE on five tenets, and tell what is lost and why.

    FILE may be a foreign one, as of 'tenet import'. One design gives one JSON object, several
    give a list of objects with "file" and "score".
    """
    designs, bad = read_all(files, page, parameters_given)
    if not designs:
        ctx.exit(BAD_INPUT)
    if parameters is not None:
        designs = _judged_by(parameters, designs)
    scored = _scored(designs, profile, cut_order)
    proofs = [_proof(design) for _, design, _ in scored] if prove else [None] * len(scored)
    if form == "json":
        _print_json(scored, proofs, is_list=len(files) > 1 or len(scored) > 1)
    else:
        from designer.cli.score_table import print_scores

        print_scores(scored, proofs, everything=everything)
    below = 0 if fail_under is None else _count_below(scored, fail_under)
    ctx.exit(BAD_INPUT if bad else BELOW if below else FINE)


def _judged_by(
    parameters: str, designs: "list[tuple[str, Diagram]]"
) -> "list[tuple[str, Diagram]]":
    """Return the designs as if they stated the figures, so that every number rests on them."""
    from dataclasses import replace

    from designer.model.workload import Figures
    from designer.storage.figures_file import read_figures, with_figures
    from designer.storage.refusal import FileRejected

    names = [figures.value for figures in Figures]
    if parameters in names:
        return [
            (file, replace(d, workload=replace(d.workload, figures=Figures(parameters))))
            for file, d in designs
        ]
    try:
        own = read_figures(parameters)
    except FileRejected as error:
        hint = "" if "." in parameters else f"; the profiles are {', '.join(names)}"
        refuse(f"{error}{hint}.")
    known = {key for _, design in designs for key in design.topology.elements}
    lost = [key for key in own.elements if key not in known]
    if lost:
        refuse(f"{parameters}: elements.{lost[0]}: no design has an element of this id.")
    return [(file, with_figures(design, own)) for file, design in designs]


def _scored(designs: "list[tuple[str, Diagram]]", profile: str, cut_order: int) -> list[Scored]:
    from designer.scoring.engine import score as score_design
    from designer.scoring.profile import profile as load_profile

    try:
        chosen = load_profile(profile)
    except KeyError:
        refuse(f"There is no profile called '{profile}'.")
    return [
        (file, design, score_design(design, chosen, cut_order=cut_order))
        for file, design in designs
    ]


def _proof(design: "Diagram") -> "Cut":
    from designer.analysis.facts import Facts

    return Facts(design.topology, design.workload).growth_cut()


def _print_json(scored: list[Scored], proofs: "Sequence[Cut | None]", *, is_list: bool) -> None:
    from designer.scoring.scorecard_json import to_data

    rows = [
        {"file": file, "score": to_data(card, design, proof=proof)}
        for (file, design, card), proof in zip(scored, proofs, strict=True)
    ]
    if is_list:
        say_json(rows)
    else:
        say_json(rows[0]["score"])


def _count_below(scored: list[Scored], bar: float) -> int:
    below = 0
    for file, _, card in scored:
        if card.overall is None:
            complain(f"{file}: nothing in it can be scored, so it does not reach {bar:g}")
            below += 1
        elif card.overall < bar:
            complain(f"{file}: {card.overall:.2f} is below {bar:g}")
            below += 1
    return below

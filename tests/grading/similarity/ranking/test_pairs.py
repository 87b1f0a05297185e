"""The ranking of a class: planted copies come first, and what is usual stands beside them."""

import os
import random
from itertools import combinations

import pytest

from designer.grading.batch.designs import designs_in
from designer.grading.similarity.ranking.likeness import compare
from designer.grading.similarity.ranking.own_work import OwnWork, own_work, shape_of
from designer.grading.similarity.ranking.pairs import NEAR_IDENTICAL, Ranking, ranked
from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.builders import diagram
from tests.grading.similarity.ranking.copies import (
    Planted,
    altered,
    copied,
    disguised,
    individual,
    planted_class,
)

COUNT = int(os.environ.get("TENET_EXAMPLES", "32"))
_PRECISION = 0.95
SHOP = "users u\nregion r eu-west-1\n  alb lb\n  ec2 w\n  rds db\nu -> lb -> w -> db"


def works_of(planted: Planted) -> list[OwnWork]:
    """Return what is drawn in a class, as the importers read it."""
    works = []
    for student, name, data in planted.work:
        found = designs_in(((name, data),))
        if found.designs:
            works.append(own_work(student, found.designs[0].diagram.topology))
    return works


def names(ranking: Ranking) -> list[frozenset[str]]:
    """Return the pairs by their keys, in the order of the ranking."""
    return [frozenset((ranking.keys[p.left], ranking.keys[p.right])) for p in ranking.pairs]


def works(*texts: str) -> list[OwnWork]:
    return [own_work(str(number), diagram(text).topology) for number, text in enumerate(texts)]


def test_planted_copies_come_first() -> None:
    planted = planted_class(COUNT, COUNT // 16)
    ranking = ranked(works_of(planted))
    wanted = {frozenset(pair) for pair in planted.pairs}
    first = names(ranking)[: len(wanted)]
    assert len(wanted & set(first)) >= _PRECISION * len(wanted)
    shares = {pair: one.share for pair, one in zip(names(ranking), ranking.pairs, strict=True)}
    assert all(shares[pair] == pytest.approx(1.0) for pair in wanted)
    assert ranking.usual is not None
    assert ranking.usual < 0.5


def test_altered_copies_come_before_what_is_alike_because_the_exercise_is() -> None:
    chance = random.Random(4)
    designs = [read(path) for path in sample_files()]
    drawn = [individual(designs[i % len(designs)], chance) for i in range(COUNT)]
    class_ = [own_work(f"s{i}", one.topology) for i, one in enumerate(drawn)]
    copied_from = chance.sample(range(len(drawn)), max(4, COUNT // 10))
    class_ += [own_work(f"c{i}", altered(drawn[i], chance).topology) for i in copied_from]
    chance.shuffle(class_)
    ranking = ranked(class_)
    wanted = {frozenset((f"s{i}", f"c{i}")) for i in copied_from}
    found = names(ranking)
    hits = len(wanted & set(found[: len(wanted)]))
    by_share = sorted(zip(ranking.pairs, found, strict=True), key=lambda one: -one[0].share)
    plain = len(wanted & {pair for _, pair in by_share[: len(wanted)]})
    assert hits >= 0.5 * len(wanted)
    assert hits >= plain


def test_what_many_draw_by_chance_cannot_be_told_from_copies_but_hides_none() -> None:
    planted = planted_class(COUNT, COUNT // 16, alone=False)
    ranking = ranked(works_of(planted))
    same = sum(pair.share == pytest.approx(1.0) for pair in ranking.pairs)
    found = names(ranking)
    assert same > len(planted.pairs)
    assert all(found.index(frozenset(pair)) < same for pair in planted.pairs)


@pytest.mark.parametrize("sample", sample_files(), ids=lambda path: path.stem)
def test_a_disguise_changes_nothing(sample: "os.PathLike[str]") -> None:
    design = read(str(sample))
    chance = random.Random(str(sample).rpartition(os.sep)[2])
    plain = own_work("a", design.topology)
    other = own_work("b", disguised(design, chance).topology)
    assert compare(plain, other).likeness.share == pytest.approx(1.0)


def test_a_disguise_in_a_file_changes_nothing() -> None:
    chance = random.Random(5)
    design = individual(read(sample_files()[4]), chance)
    files = [copied(design, chance) for _ in range(2)]
    drawn = [designs_in((("a.drawio", data),)).designs[0].diagram for data in files]
    one, other = (own_work("", one.topology) for one in drawn)
    assert compare(one, other).likeness.share == pytest.approx(1.0)


def test_every_nearest_is_found_that_comparing_all_with_all_finds() -> None:
    chance = random.Random(3)
    designs = [read(path) for path in sample_files()]
    class_ = [
        own_work(str(i), individual(chance.choice(designs[:3]), chance).topology) for i in range(18)
    ]
    everything = {
        (one, other): compare(class_[one], class_[other]).likeness.share
        for one, other in combinations(range(len(class_)), 2)
    }
    ranking = ranked(class_)
    for pair in ranking.pairs:
        assert pair.share == everything[pair.left, pair.right]
    best = ranking.most_alike()
    missed = 0
    for place in range(len(class_)):
        truth = max(share for pair, share in everything.items() if place in pair)
        missed += best[place].share < truth - 0.05
    assert missed == 0
    assert ranking.usual == pytest.approx(
        sorted(everything.values())[len(everything) // 2], abs=0.01
    )


def test_the_template_does_not_count() -> None:
    template = diagram(SHOP)
    texts = (
        SHOP + "\nsqs q\nlambda f\nw ~> q\nq ~> f",
        SHOP + "\nelasticache c\ndynamodb t\nw -> c\nw -> t",
        SHOP + "\ns3 files\nw -> files",
        SHOP,
    )
    whole = ranked([own_work(str(i), diagram(text).topology) for i, text in enumerate(texts)])
    assert max(pair.share for pair in whole.pairs) > 0.7
    start = shape_of(template.topology)
    own = [own_work(str(i), diagram(text).topology, start) for i, text in enumerate(texts)]
    assert [sorted(work.elements) for work in own] == [["f", "q"], ["c", "t"], ["files"], []]
    bare = ranked(own)
    assert bare.empty == ("3",)
    assert max((pair.share for pair in bare.pairs), default=0.0) == 0.0


def test_twins_of_the_template_are_told_apart_by_nobody_and_still_match() -> None:
    text = "region r eu-west-1\n  zone a\n    ec2 w\n  zone b\n    ec2 v\n"
    start = shape_of(diagram("region r eu-west-1\n  zone a\n    ec2 w\n").topology)
    design = diagram(text + "  sqs q\nv ~> q")
    turned = diagram(
        "region r eu-west-1\n  sqs q\n  zone b\n    ec2 v\n  zone a\n    ec2 w\nw ~> q"
    )
    one, other = (own_work("", drawn.topology, start) for drawn in (design, turned))
    assert compare(one, other).likeness.share == pytest.approx(1.0)


def test_likeness_can_be_counted_on_the_page() -> None:
    one, other = works(SHOP, "users u\nregion r eu-west-1\n  alb lb\n  ec2 w\nu -> lb -> w\nrds db")
    likeness = compare(one, other).likeness
    # The database stands in another box, and one link of three is missing.
    assert (likeness.elements, likeness.left_elements, likeness.right_elements) == (4.5, 5, 5)
    assert (likeness.links, likeness.left_links, likeness.right_links) == (2, 3, 2)
    assert likeness.share == pytest.approx(2 * 6.5 / 15)


def test_what_everybody_draws_weighs_less_than_what_two_draw() -> None:
    rare = "users u\nregion r eu-west-1\n  lambda f\n  dynamodb t\n  sqs q\nu -> f -> t\nf ~> q"
    ranking = ranked(works(*[SHOP] * 6, rare, rare))
    first = ranking.pairs[0]
    assert (first.left, first.right, first.commonness) == (6, 7, 0.0)
    usual = next(pair for pair in ranking.pairs if (pair.left, pair.right) == (0, 1))
    assert usual.rare_share == first.rare_share == pytest.approx(1.0)
    assert usual.weight < first.weight
    assert usual.share == first.share == 1.0
    assert usual.commonness == pytest.approx(4 / 6)
    assert ranking.groups == ((0, 1, 2, 3, 4, 5), (6, 7))


def test_groups_join_by_way_of_others_and_only_near_ones() -> None:
    ranking = ranked(works(SHOP, SHOP, SHOP + "\nsqs q\nw ~> q", "s3 files"))
    assert ranking.groups == ((0, 1),)
    near = next(pair for pair in ranking.pairs if pair.right == 2)
    assert 0.7 < near.share < NEAR_IDENTICAL


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_small_classes(count: int) -> None:
    ranking = ranked(works(*[SHOP] * count))
    assert len(ranking.pairs) == count * (count - 1) // 2
    assert ranking.usual == (1.0 if count > 1 else None)


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    ranked(works(SHOP, SHOP, "s3 x"), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_the_order_of_the_class_changes_no_likeness() -> None:
    chance = random.Random(9)
    designs: list[Diagram] = [individual(read(sample_files()[2]), chance) for _ in range(8)]
    class_ = [own_work(str(i), one.topology) for i, one in enumerate(designs)]
    forth, back = ranked(class_), ranked(class_[::-1])
    told = [
        {pair: one.share for pair, one in zip(names(r), r.pairs, strict=True)}
        for r in (forth, back)
    ]
    for pair in told[0].keys() & told[1].keys():
        # Which of several matchings of one worth is taken may depend on the side.
        assert told[0][pair] == pytest.approx(told[1][pair], abs=0.05)

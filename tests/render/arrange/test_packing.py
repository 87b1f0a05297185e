"""Packing: nothing overlaps, the order is kept, and the whole is of a pleasant shape."""

from random import Random

import pytest

from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.arrange.blocks import Block
from designer.render.arrange.packing import cost, grid, joined, shelved
from tests.render.arrange.geometry import pairs_apart


def _blocks(random: Random, count: int, largest: int) -> list[Block]:
    return [
        Block(ElementId(f"b{n}"), random.randint(40, largest), random.randint(40, largest))
        for n in range(count)
    ]


def _boxes(whole: Block) -> list[Box]:
    return [
        Box(x, y, block.width, block.height)
        for block, x, y in whole.placed(0.0, 0.0)
        if block.owner is not None
    ]


@pytest.mark.parametrize("seed", range(40))
def test_packed_blocks_lie_apart_in_the_whole(seed: int) -> None:
    random = Random(seed)
    big, small = _blocks(random, random.randint(1, 9), 900), _blocks(random, 7, 120)
    whole = joined(shelved(big), small)
    boxes = _boxes(whole)
    assert len(boxes) == len(big) + len(small)
    assert pairs_apart(boxes)
    assert all(Box(0, 0, whole.width, whole.height).contains(box) for box in boxes)


def test_equal_icons_make_a_grid_wider_than_high() -> None:
    icons = [Block(ElementId(f"b{n}"), 96, 96) for n in range(12)]
    whole = joined(None, icons)
    assert 1.0 < whole.width / whole.height < 3.0
    assert len({box.x for box in _boxes(whole)}) * len({box.y for box in _boxes(whole)}) == 12


def test_a_grid_is_read_row_by_row() -> None:
    icons = [Block(ElementId(f"b{n}"), 96, 96) for n in range(5)]
    places = {b.owner: (y, x) for b, x, y in grid(icons, 3).placed(0.0, 0.0) if b.owner}
    assert sorted(places, key=lambda key: places[key]) == [icon.owner for icon in icons]


def test_a_rectangle_costs_more_when_larger_or_out_of_shape() -> None:
    assert cost(1700, 1000) < cost(3400, 2000)
    assert cost(1700, 1000) < cost(3400, 500)
    assert cost(1700, 1000) < cost(425, 4000)

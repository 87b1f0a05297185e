"""Strokes of different connectors that would lie on one another."""

import itertools

from designer.render.nudging import SPACING, nudged
from designer.render.obstacles import Obstacles, Survey
from designer.render.paths import Path


def surveys(paths: dict[str, Path], obstacles: Obstacles | None = None) -> dict[str, Survey]:
    known = obstacles if obstacles is not None else Obstacles()
    return {link: Survey(known, frozenset()) for link in paths}


def down_at(x: float, start: float, end: float) -> Path:
    return ((0.0, start), (x, start), (x, end), (200.0, end))


def test_strokes_on_one_another_are_moved_apart_without_crossing() -> None:
    paths = {"a": down_at(100, 0, 100), "b": down_at(100, 12, 112)}
    result = nudged(paths, surveys(paths))
    first, second = result["a"][1][0], result["b"][1][0]
    # The upper one must turn last, or it would cross the lower one.
    assert first - second == SPACING
    assert (first + second) / 2 == 100


def test_ends_stay_where_they_are() -> None:
    paths = {"a": down_at(100, 0, 100), "b": down_at(100, 12, 112)}
    result = nudged(paths, surveys(paths))
    for link, path in paths.items():
        assert (result[link][0], result[link][-1]) == (path[0], path[-1])


def test_strokes_that_meet_end_to_end_are_ordered_so_that_they_do_not_overlap() -> None:
    leftwards: Path = ((200.0, 10.0), (100.0, 10.0), (100.0, 100.0), (0.0, 100.0))
    rightwards: Path = ((0.0, 5.0), (100.0, 5.0), (100.0, 100.0), (200.0, 100.0))
    result = nudged({"l": leftwards, "r": rightwards}, surveys({"l": leftwards, "r": rightwards}))
    assert result["l"][1][0] < result["r"][1][0]


def test_strokes_apart_are_left_alone() -> None:
    paths = {"a": down_at(100, 0, 40), "b": down_at(100, 60, 100), "c": down_at(140, 0, 100)}
    assert nudged(paths, surveys(paths)) == paths


def test_a_stroke_does_not_move_into_a_picture() -> None:
    obstacles = Obstacles()
    obstacles.solid.put("wall", ((105.0, 20.0, 150.0, 80.0),))
    obstacles.solid.put("other", ((50.0, 20.0, 95.0, 80.0),))
    paths = {"a": down_at(100, 0, 100), "b": down_at(100, 12, 112)}
    assert nudged(paths, surveys(paths, obstacles)) == paths


def test_many_strokes_in_one_place_all_come_apart() -> None:
    paths = {f"n{i}": down_at(100, 12.0 * i, 300 + 12.0 * i) for i in range(6)}
    result = nudged(paths, surveys(paths))
    places = sorted(path[1][0] for path in result.values())
    assert all(b - a >= SPACING - 0.01 for a, b in itertools.pairwise(places))

"""Published networks and fault trees come out to nine digits.

Values: Herrmann and Soh 2011 (bridge); Hardy, Lucet and Limnios 2007; Yeh, Lu and Kuo 2002; the
rest by full enumeration. SCRAM's beta-factor case from its manual.
"""

import itertools
from random import Random

import pytest

from designer.analysis.networks import (
    Gate,
    by_frontier,
    fault_tree,
    fault_tree_cut_sets,
    minimal_cut_sets,
    reliability,
    unreliability,
)

BRIDGE = [("s", "a"), ("s", "b"), ("a", "b"), ("a", "t"), ("b", "t")]
HARDY = [("a", "b"), ("a", "c"), ("c", "b"), ("b", "d"), ("c", "e"), ("d", "e")]
TWO_RINGS = [
    *[("s", "1"), ("1", "2"), ("2", "3"), ("3", "t"), ("t", "4"), ("4", "5"), ("5", "6")],
    *[("6", "s"), ("s", "7"), ("1", "8"), ("2", "9"), ("3", "10"), ("t", "11"), ("4", "12")],
    *[("5", "13"), ("6", "14"), ("7", "8"), ("8", "9"), ("9", "10"), ("10", "11")],
    *[("11", "12"), ("12", "13"), ("13", "14"), ("14", "7")],
]
Cell = tuple[int, int]


def grid(rows: int, columns: int) -> list[tuple[Cell, Cell]]:
    cells = list(itertools.product(range(rows), range(columns)))
    right = [((i, j), (i, j + 1)) for i, j in cells if j + 1 < columns]
    return right + [((i, j), (i + 1, j)) for i, j in cells if i + 1 < rows]


def complete(nodes: int) -> list[tuple[int, int]]:
    return list(itertools.combinations(range(nodes), 2))


@pytest.mark.parametrize("p", [0.5, 0.9, 0.95, 0.99])
def test_bridge(p: float) -> None:
    expected = 2 * p**2 + 2 * p**3 - 5 * p**4 + 2 * p**5
    assert reliability(BRIDGE, ("s", "t"), edge_p=p) == pytest.approx(expected, rel=1e-12)


def test_bridge_with_failing_nodes() -> None:
    found = reliability(BRIDGE, ("s", "t"), edge_p=0.9, node_p=0.9)
    assert found == pytest.approx(0.9383688, rel=1e-12)


@pytest.mark.parametrize("p", [0.5, 0.9, 0.99])
def test_directed_bridge_and_its_two_way_twin(p: float) -> None:
    one_way = reliability(BRIDGE, ("s", "t"), directed=True, edge_p=p)
    assert one_way == pytest.approx(2 * p**2 + p**3 - 3 * p**4 + p**5, rel=1e-12)
    # Two independent arcs in opposite directions are as good as one undirected edge.
    two_way = reliability([*BRIDGE, ("b", "a")], ("s", "t"), directed=True, edge_p=p)
    assert two_way == pytest.approx(reliability(BRIDGE, ("s", "t"), edge_p=p), rel=1e-12)


@pytest.mark.parametrize(("p", "expected"), [(0.3, 0.095607), (0.5, 0.359375), (0.9, 0.967383)])
def test_three_terminals_of_hardy(p: float, expected: float) -> None:
    assert reliability(HARDY, ("a", "c", "d"), edge_p=p) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("node_p", "edge_p", "expected"),
    [
        (1.0, 0.9, 0.9955527744373619),
        (1.0, 0.99, 0.9999977941011896),
        (0.9, 1.0, 0.9930867577975803),
        (0.9, 0.9, 0.946983779998514),
    ],
)
def test_two_rings(node_p: float, edge_p: float, expected: float) -> None:
    found = reliability(TWO_RINGS, ("s", "t"), node_p=node_p, edge_p=edge_p)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("rows", "columns", "node_p", "edge_p", "expected"),
    [
        (2, 2, 1.0, 0.9, 0.9639),
        (2, 3, 1.0, 0.9, 0.9587808),
        (2, 5, 1.0, 0.9, 0.9369106897752),
        (3, 3, 1.0, 0.9, 0.9725021714070002),
        (3, 3, 0.9, 0.9, 0.8900778201783573),
        (4, 4, 1.0, 0.9, 0.975046349577066),
        (4, 4, 0.9, 1.0, 0.9717016165578003),
        (4, 4, 0.9, 0.9, 0.8805663831791106),
        (5, 5, 1.0, 0.9, 0.9755565895053695),
        (5, 5, 0.9, 0.9, 0.8789978834303316),
        (2, 20, 1.0, 0.9, 0.7844822385691484),
        (2, 100, 1.0, 0.9, 0.30429317820441854),
    ],
)
def test_grids_corner_to_corner(
    rows: int, columns: int, node_p: float, edge_p: float, expected: float
) -> None:
    ends = ((0, 0), (rows - 1, columns - 1))
    found = reliability(grid(rows, columns), ends, node_p=node_p, edge_p=edge_p)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("nodes", "two", "all_of_them"),
    [
        (4, 0.997848, 0.995814),
        (5, 0.9997948026, 0.9994922424),
        (6, 0.999979923413016, 0.9999398710864803),
    ],
)
def test_complete_graphs(nodes: int, two: float, all_of_them: float) -> None:
    edges = complete(nodes)
    assert reliability(edges, (0, nodes - 1), edge_p=0.9) == pytest.approx(two, rel=1e-9)
    found = reliability(edges, tuple(range(nodes)), edge_p=0.9)
    assert found == pytest.approx(all_of_them, rel=1e-9)


def test_all_terminals_of_the_five_by_five_grid() -> None:
    cells = list(itertools.product(range(5), range(5)))
    found = reliability(grid(5, 5), cells, edge_p=0.9)
    assert found == pytest.approx(0.9398131321152045, rel=1e-9)


MESH = [
    *[("s", "lb"), ("lb", "w1"), ("lb", "w2"), ("w1", "a1"), ("w1", "a2"), ("w2", "a1")],
    *[("w2", "a2"), ("a1", "d1"), ("a1", "d2"), ("a2", "d1"), ("a2", "d2"), ("d1", "t")],
    ("d2", "t"),
]


def test_three_tiers_in_full_mesh() -> None:
    nodes = {"lb": 0.9999, **dict.fromkeys(["w1", "w2", "a1", "a2", "d1", "d2"], 0.995)}
    found = reliability(MESH, ("s", "t"), directed=True, node_p=nodes)
    assert found == pytest.approx(0.9998250093747968, rel=1e-12)
    cuts = minimal_cut_sets(MESH, ("s", "t"), 3, directed=True)
    assert [sorted(map(str, cut)) for cut in cuts] == [
        ["lb"],
        ["w1", "w2"],
        ["a1", "a2"],
        ["d1", "d2"],
    ]


def test_a_loop_does_not_hold_itself_up() -> None:
    trap = [("s", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "t"), ("s", "d"), ("d", "t")]
    nodes = dict.fromkeys("abcd", 0.9)
    found = reliability(trap, ("s", "t"), directed=True, node_p=nodes)
    assert found == pytest.approx(0.9729, rel=1e-12)
    cuts = minimal_cut_sets(trap, ("s", "t"), 3, directed=True)
    assert {frozenset(cut) for cut in cuts} == {frozenset({x, "d"}) for x in "abc"}


def test_small_unavailabilities_keep_their_digits() -> None:
    down = unreliability(
        MESH, ("s", "t"), directed=True, node_p=dict.fromkeys(["w1", "w2"], 1 - 1e-9)
    )
    assert down == pytest.approx(1e-18, rel=1e-6)


def test_unreachable_terminal_and_unknown_networks() -> None:
    assert reliability([("s", "a")], ("s", "t"), edge_p=0.9) == 0
    assert reliability([("s", "t")], ("s", "t")) == 1


@pytest.mark.parametrize("seed", range(60))
def test_random_networks_against_enumeration(seed: int) -> None:
    random = Random(seed)
    nodes = range(random.randint(3, 5))
    pairs = [(a, b) for a in nodes for b in nodes if a != b]
    edges = [random.choice(pairs) for _ in range(random.randint(3, 8))]
    directed = random.random() < 0.5
    terminals = random.sample(list(nodes), random.choice([2, 2, 3]))
    edge_p = [random.choice([0.2, 0.5, 0.9]) for _ in edges]
    node_p = {node: random.choice([0.4, 0.8]) for node in nodes if random.random() < 0.4}
    expected = 0.0
    parts = list(range(len(edges))) + [("node", node) for node in node_p]
    for state in itertools.product((True, False), repeat=len(parts)):
        works = dict(zip(parts, state, strict=True))
        chance = 1.0
        for part, up in works.items():
            p = edge_p[part] if isinstance(part, int) else node_p[part[1]]
            chance *= p if up else 1 - p
        alive = {node for node in nodes if works.get(("node", node), True)}
        reached = {terminals[0]} & alive
        while True:
            more = set(reached)
            for number, (a, b) in enumerate(edges):
                if works[number]:
                    more |= {b} & alive if a in more else set()
                    more |= {a} & alive if b in more and not directed else set()
            if more == reached:
                break
            reached = more
        expected += chance * reached.issuperset(terminals)
    found = reliability(edges, terminals, directed=directed, edge_p=edge_p, node_p=node_p)
    assert found == pytest.approx(expected, abs=1e-12)
    node_down = {node: 1 - p for node, p in node_p.items()}
    edge_down = [1 - p for p in edge_p]
    stepwise = by_frontier(edges, terminals, directed, node_down, edge_down)
    assert stepwise == pytest.approx(1 - expected, abs=1e-12)


def test_beta_factor_fault_tree() -> None:
    gates: dict[str, Gate] = {"top": ("and", ["t1", "t2", "t3"])}
    down = {"pumps": 0.02, "valves": 0.02}
    for train in "123":
        gates[f"t{train}"] = ("or", [f"v{train}", f"p{train}", "pumps", "valves"])
        down |= {f"v{train}": 0.08, f"p{train}": 0.08}
    assert fault_tree(gates, "top", down) == pytest.approx(0.04308, abs=5e-6)
    assert fault_tree(gates, "top", down) == pytest.approx(1 - 0.9569196269387775, rel=1e-9)
    assert fault_tree_cut_sets(gates, "top", 1) == [frozenset({"pumps"}), frozenset({"valves"})]
    assert len(fault_tree_cut_sets(gates, "top", 3)) == 2 + 8


def test_two_of_three_fault_tree() -> None:
    gates: dict[str, Gate] = {"top": (2, ["a", "b", "c"])}
    found = fault_tree(gates, "top", dict.fromkeys("abc", 0.01))
    assert found == pytest.approx(2.98e-4, rel=1e-12)
    cuts = fault_tree_cut_sets(gates, "top", 3)
    assert {frozenset(cut) for cut in cuts} == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


class Nameless:
    """A node that prints like every other of its kind."""

    def __repr__(self) -> str:
        """Say nothing."""
        return "node"


def test_nodes_are_told_apart_by_what_they_are_and_not_by_what_they_print() -> None:
    a, b, c, d = (Nameless() for _ in range(4))
    diamond = [(a, b), (b, d), (a, c), (c, d)]
    assert reliability(diamond, (a, d), node_p=0.9) == pytest.approx(0.99, rel=1e-12)
    assert minimal_cut_sets(diamond, (a, d)) == [frozenset({b, c})]
    mixed = [("s", 1), (1, None), ("s", "1"), ("1", None)]
    assert reliability(mixed, ("s", None), node_p=0.9) == pytest.approx(0.99, rel=1e-12)


def test_loops_parallels_and_lone_terminals() -> None:
    assert reliability([("s", "s"), ("s", "t")], ("s", "t"), edge_p=0.9) == pytest.approx(0.9)
    assert reliability([("s", "t")] * 2, ("s", "t"), edge_p=0.9) == pytest.approx(0.99)
    assert minimal_cut_sets([("s", "t")] * 2, ("s", "t"), fail_edges=True) == [frozenset({0, 1})]
    assert reliability([("s", "t")], ("s", "s"), edge_p=0.9) == 1
    assert reliability([], ("s",), node_p={"s": 0.7}) == pytest.approx(0.7)
    assert reliability([("s", "t")], ("s", "x")) == 0
    assert minimal_cut_sets([("s", "t")], ("s", "x")) == [frozenset()]
    assert minimal_cut_sets([("s", "a"), ("a", "t"), ("s", "t")], ("s", "t")) == []


def test_terminals_that_fail_and_probabilities_in_any_form() -> None:
    both = {"s": 0.9, "t": 0.8}
    assert reliability([("s", "t")], ("s", "t"), node_p=both) == pytest.approx(0.72)
    chain = [("s", "a"), ("a", "t")]
    for given in ((0.9, 0.8), [0.9, 0.8], {("s", "a"): 0.9, ("t", "a"): 0.8}):
        assert reliability(chain, ["s", "t"], edge_p=given) == pytest.approx(0.72)
    assert reliability(iter(chain), {"s", "t"}, edge_p=0.9) == pytest.approx(0.81)
    one_way = {("s", "a"): 0.5, ("t", "a"): 0.1}
    assert reliability(chain, ("s", "t"), directed=True, edge_p=one_way) == pytest.approx(0.5)
    assert reliability(chain, ("s", "t"), edge_p=0) == 0


@pytest.mark.parametrize(
    ("edge_p", "problem"),
    [
        (1.5, "edge 0 is 1.5"),
        (float("nan"), "edge 0 is nan"),
        ([0.5, -0.1], "edge 1 is -0.1"),
        ([0.5], "2 edges, but 1"),
    ],
)
def test_what_is_no_probability_is_refused(edge_p: float | list[float], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        reliability([("s", "a"), ("a", "t")], ("s", "t"), edge_p=edge_p)
    with pytest.raises(ValueError, match="at least one terminal"):
        reliability([("s", "t")], ())


def test_long_and_wide_networks() -> None:
    chain = [(number, number + 1) for number in range(3000)]
    found = reliability(chain, (0, 3000), edge_p=0.9999)
    assert found == pytest.approx(0.9999**3000, rel=1e-9)
    assert len(minimal_cut_sets(grid(4, 4), ((0, 0), (3, 3)), None)) == 63
    assert unreliability(complete(8), (0, 7), edge_p=0.9) == pytest.approx(2e-7, rel=0.01)


def test_gates_of_every_kind() -> None:
    down = {"a": 0.1, "b": 0.2}
    assert fault_tree({"t": ("AND", ["a", "b"])}, "t", down) == pytest.approx(0.02)
    assert fault_tree({"t": ("or", ("a", "b"))}, "t", down) == pytest.approx(0.28)
    assert fault_tree({}, "a", down) == pytest.approx(0.1)
    assert fault_tree({"t": (2, ["a", "a", "b"])}, "t", down) == pytest.approx(0.1)
    assert fault_tree_cut_sets({"t": (2, ["a", "a", "b"])}, "t") == [frozenset("a")]
    assert fault_tree({"t": (3, ["a", "b"])}, "t", down) == 0
    assert fault_tree_cut_sets({"t": (0, ["a"])}, "t") == [frozenset()]
    assert fault_tree({0: ("or", [1, 2])}, 0, {1: 0.1, 2: 0.2}) == pytest.approx(0.28)
    assert fault_tree({"t": ("and", ["a", "b"])}, "t", {"a": 1e-200, "b": 1e-100}) == 1e-300
    shared: dict[str, Gate] = {"t": ("and", ["g", "h"]), "h": ("or", ["g", "b"]), "g": ("or", "a")}
    assert fault_tree(shared, "t", down) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("gates", "problem"),
    [
        ({"t": ("xor", ["a", "b"])}, "not 'xor'"),
        ({"t": ("or", ["g", "a"]), "g": ("and", ["t", "b"])}, "'t' needs itself"),
        ({"t": ("or", ["a", "c"])}, "no probability is given for 'c'"),
    ],
)
def test_trees_that_make_no_sense_are_refused(gates: dict[str, Gate], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        fault_tree(gates, "t", {"a": 0.1, "b": 0.2})


def test_deep_trees_and_long_cut_sets() -> None:
    deep: dict[str, Gate] = {}
    for number in range(2000):
        kind = "or" if number % 2 else "and"
        deep[f"g{number}"] = (kind, [f"e{number}", f"g{number + 1}"])
    down = {f"e{n}": 0.5 for n in range(2000)} | {"g2000": 0.5}
    # f = (1 + f'') / 4 two gates further down.
    assert fault_tree(deep, "g0", down) == pytest.approx(1 / 3, rel=1e-9)
    assert fault_tree_cut_sets(deep, "g0", 3) == [
        frozenset({"e0", "e1"}),
        frozenset({"e0", "e2", "e3"}),
    ]
    pairs: dict[str, Gate] = {"t": ("and", [f"o{n}" for n in range(12)])}
    pairs |= {f"o{n}": ("or", [f"a{n}", f"b{n}"]) for n in range(12)}
    assert len(fault_tree_cut_sets(pairs, "t", None)) == 2**12
    assert fault_tree_cut_sets(pairs, "t", 11) == []


@pytest.mark.parametrize("seed", range(40))
def test_random_trees_against_enumeration(seed: int) -> None:
    random = Random(seed)
    basics = [f"e{n}" for n in range(random.randint(2, 7))]
    gates: dict[str, Gate] = {}
    for number in range(random.randint(1, 6)):
        inputs = random.choices([*basics, *gates], k=random.randint(1, 4))
        kinds: list[str | int] = ["and", "or", random.randint(1, len(inputs))]
        kind = random.choice(kinds)
        gates[f"g{number}"] = (kind, inputs)
    top = f"g{len(gates) - 1}"
    down = {name: random.choice([0.1, 0.5, 0.9]) for name in basics}

    def occurs(name: str, state: frozenset[str]) -> bool:
        if name not in gates:
            return name in state
        kind, inputs = gates[name]
        count = sum(occurs(one, state) for one in inputs)
        return count >= (kind if isinstance(kind, int) else len(inputs) if kind == "and" else 1)

    states = [
        frozenset(chosen)
        for size in range(len(basics) + 1)
        for chosen in itertools.combinations(basics, size)
    ]
    expected, minimal = 0.0, set[frozenset[str]]()
    for state in states:
        if occurs(top, state):
            chance = 1.0
            for name in basics:
                chance *= down[name] if name in state else 1 - down[name]
            expected += chance
            if not any(cut <= state for cut in minimal):
                minimal.add(state)
    assert fault_tree(gates, top, down) == pytest.approx(expected, rel=1e-12)
    assert set(fault_tree_cut_sets(gates, top, None)) == minimal
    assert set(fault_tree_cut_sets(gates, top, 2)) == {cut for cut in minimal if len(cut) <= 2}

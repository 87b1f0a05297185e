"""Runs programs in a process of their own that knows `diagrams` and a stand-in for `dot`.

    python -I running_programs.py OUT.json [--drawn] PROGRAM.py...

writes, of each program, the graph it hands to Graphviz; with --drawn also the texts that Graphviz
then shows. Nothing here imports the designer.
"""

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"

STAND_IN = """#!/bin/sh
for last; do :; done
/bin/cp "$last" "$last.handed-over" && : > "$last.png"
"""


def run(program: Path, folder: Path) -> str:
    """Return the DOT text that ``program`` hands over when it is run in ``folder``."""
    folder.mkdir()
    os.chdir(folder)
    runpy.run_path(str(program), run_name="__main__")
    names = sorted(path.name for path in folder.iterdir())
    (handed,) = [name for name in names if name.endswith(".handed-over")]
    stem = handed.removesuffix(".handed-over")
    assert names == sorted([handed, f"{stem}.png"]), f"it wrote {names}"
    return (folder / handed).read_text("utf-8")


def graph_of(dot: str) -> dict[str, Any]:
    """Return nodes, clusters and edges in the order of the text."""
    import pygraphviz

    graph = pygraphviz.AGraph(string=dot)
    nodes = [dict(node.attr) for node in graph.nodes()]
    place = {node.get_name(): at for at, node in enumerate(graph.nodes())}
    clusters: list[dict[str, Any]] = []

    def enter(outer: Any, path: int) -> None:
        for inner in outer.subgraphs():
            at = len(clusters)
            attributes = {key: inner.graph_attr[key] for key in ("label", "style", "pencolor")}
            clusters.append({"in": path, "name": inner.name, **attributes})
            for node in inner.nodes():
                nodes[place[node.get_name()]]["in"] = at
            enter(inner, at)

    for node in nodes:
        node["in"] = -1
    enter(graph, -1)
    edges = [{"from": place[edge[0]], "to": place[edge[1]], **edge.attr} for edge in graph.edges()]
    return {
        "title": graph.graph_attr["label"],
        "nodes": nodes,
        "clusters": clusters,
        "edges": edges,
    }


def texts_of(dot: str) -> list[str]:
    """Return what Graphviz shows at each node, in order, without white space."""
    import pygraphviz

    graph = pygraphviz.AGraph(string=dot)
    root = fromstring(graph.draw(format="svg", prog="nop2"))
    shown = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == "node":
            texts = (text.text or "" for text in group.iter(f"{SVG}text"))
            shown[group.findtext(f"{SVG}title")] = "".join("".join(texts).split())
    return [shown[node.get_name()] for node in graph.nodes()]


def main() -> None:
    """Run every program and write what they drew."""
    words = [word for word in sys.argv[1:] if word != "--drawn"]
    out, *programs = (Path(word).resolve() for word in words)
    stand_in = out.parent / "bin" / "dot"
    stand_in.parent.mkdir()
    stand_in.write_text(STAND_IN)
    stand_in.chmod(0o755)
    os.environ["PATH"] = str(stand_in.parent)
    texts = [run(program, out.parent / f"run-{at}") for at, program in enumerate(programs)]
    assert not [name for name in sys.modules if name.partition(".")[0] == "designer"]
    os.chdir(out.parent)
    graphs = [graph_of(text) for text in texts]
    if "--drawn" in sys.argv:
        for graph, text in zip(graphs, texts, strict=True):
            graph["shown"] = texts_of(text)
    out.write_text(json.dumps(graphs), "utf-8")


if __name__ == "__main__":
    main()

"""Hostile scripts: what would take memory or time, if it were only followed."""

from tests.importers.hostile.laying import MIB, Maker, file_of

_HEAD = "from diagrams import Cluster, Diagram, Edge\nfrom diagrams.aws.compute import EC2\n"


def _script(body: str) -> Maker:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return file_of("s.py", f'{_HEAD}with Diagram("d"):\n    w = EC2("w")\n{lines}')


_LISTS = "a0 = [w]\n" + "\n".join(f"a{n + 1} = [a{n}, a{n}]" for n in range(60)) + "\n"
SCRIPT: dict[str, Maker] = {
    "100,000 nested lists": _script("x = " + "[" * 100_000 + "]" * 100_000),
    "150 nested lists": _script("x = " + "[" * 150 + "]" * 150),
    "90 nested loops": file_of(
        "s.py",
        _HEAD + "".join(f"{' ' * n}for x in range(99):\n" for n in range(90)) + " " * 90 + "x",
    ),
    "50,000 signs": _script("x = " + "-" * 50_000 + "1"),
    "30,000 arrows": _script("w >> " * 30_000 + "w"),
    "label of a megabyte": _script(f'EC2("{"x" * MIB}")'),
    "name of a megabyte": _script(f'{"x" * MIB} = EC2("y")'),
    "lists that double": _script(_LISTS + "w >> a60"),
    "lists that double, as text": _script(_LISTS + 'EC2(",".join(a60))\nEC2("%s" % a60)'),
    "lists that double, compared": _script(
        _LISTS + _LISTS.replace("a", "b") + "x = a60 == b60\ny = a60 in [b60]"
    ),
    "edges that double": _script(
        "e = w >> Edge()\nfor i in range(99):\n    e = [e, e] >> Edge()\ne >> w"
    ),
    "crowd of the same": _script("x = [w] * 10000\nfor i in range(99):\n    x >> x"),
    "crowd of others": _script('x = []\nfor i in range(4000):\n    x.append(EC2("y"))\nx >> x'),
    "tables that take time": _script(
        "d = {}\nfor i in range(9000):\n    d[i] = i\nfor i in range(9000):\n"
        "    d.get(i)\nfor i in range(9000):\n    d.items()"
    ),
    "texts that take time": _script(
        'a = ["x"] * 10000\nfor i in range(9999):\n    ",".join(a)\n    "x" in a'
    ),
    "list in itself": _script("a = [w]\na.append(a)\nw >> a\nb = [w]\nb.append(b)\nx = a == b"),
    "lists that fill memory": _script("b = []\nfor i in range(9999):\n    b.append([0] * 10000)"),
    "ranges that fill memory": _script("b = []\nfor i in range(9999):\n    b.append(range(9999))"),
    "lists that take time": _script(
        "a = range(9999)\nfor i in a:\n    zip(a, a, a)\nfor i in a:\n    zip(a, a, a)"
    ),
    "texts that double": _script('s = "x"\nfor i in range(99):\n    s = s + s\nEC2(s)'),
    "numbers that grow": _script(
        "n = 9\nfor i in range(9999):\n    n = n * n\nm = 10 ** 10 ** 10\nw"
    ),
    "text times a number": _script('EC2("x" * 10**9)\nx = [w] * 10**9'),
    "function in itself": _script("def f():\n    f(); f(); f()\nf()"),
    "import of everything": _script('__import__("os").system("touch ran")\nexec("1")'),
    "clusters in clusters": file_of(
        "s.py",
        _HEAD
        + 'with Diagram("d"):\n'
        + "".join(f'{" " * (n + 1)}with Cluster("c{n}"):\n' for n in range(90))
        + " " * 92
        + 'EC2("w")\n',
    ),
}

"""Fuzzes one importer with atheris, led by the coverage of our own code.

    python -m tests.importers.fuzz.run drawio FOLDER [-max_total_time=600 ...]

FOLDER keeps what was found to reach new code; the fixtures of ``seeds`` are put there first. What
an importer raises beside its own refusal stops the run and is written beside it. atheris is no
dependency of the project: ``pip install atheris`` in an environment of your own (Linux).
"""

import contextlib
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from designer.importers.source import Format, Source
from designer.model.invariants import check
from designer.storage.refusal import Refused

# Loaded after this file's own imports: what is loaded within is followed by coverage.
atheris: Any = importlib.import_module("atheris")

# Of all memory more than of one allocation, since what atheris itself keeps grows with the run.
LIMITS = ("-timeout=5", "-malloc_limit_mb=500", "-rss_limit_mb=2000", "-max_len=8192")


def _reader(form: Format, suffix: str) -> Callable[[bytes], None]:
    from designer.importers.dispatch import read

    def one(data: bytes) -> None:
        _checked(lambda: read(Source(path=Path(f"x{suffix}"), data=data), form))

    return one


def _folder_reader() -> Callable[[bytes], None]:
    """Return a reader of HCL, which is read from a folder only."""
    from designer.importers.dispatch import read

    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))

    def one(data: bytes) -> None:
        (folder / "main.tf").write_bytes(data)
        _checked(lambda: read(Source(path=folder), Format.TERRAFORM))

    return one


def _checked(work: Callable[[], Any]) -> None:
    # These three are refusals in one sentence at the door; anything else is a fault.
    with contextlib.suppress(Refused, RecursionError, MemoryError):
        for page in work().pages:
            broken = check(page.diagram)
            if broken:
                raise AssertionError(broken)


READERS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "drawio": lambda: _reader(Format.DRAWIO, ".drawio"),
    "template": lambda: _reader(Format.CLOUDFORMATION, ".yaml"),
    "plan": lambda: _reader(Format.TERRAFORM, ".json"),
    "module": _folder_reader,
    "script": lambda: _reader(Format.SCRIPT, ".py"),
}


TREES = ("plan", "template")
_ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**18,
    0.5,
    "",
    "x",
    "${a}",
    [],
    {},
    [[]],
    {"Ref": "A"},
    {"Fn::If": []},
)


def mutated(data: bytes, largest: int, seed: int) -> bytes:
    """Return ``data`` with a part of its tree replaced, or as libFuzzer mutates bytes."""
    chance = Random(seed)
    try:
        tree = json.loads(data) if chance.random() < 0.7 else None
    except (ValueError, RecursionError):
        tree = None
    places = list(_places(tree)) if isinstance(tree, (dict, list)) else []
    if not places:
        return bytes(atheris.Mutate(data, largest))
    for _ in range(chance.randint(1, 3)):
        inner, key = chance.choice(places)
        other, name = chance.choice(places)
        inner[key] = json.loads(json.dumps(chance.choice([*_ODD, other[name]])))
        places = list(_places(tree))
    return json.dumps(tree).encode()[:largest]


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each part of ``tree`` as the list or table that holds it, with its key."""
    pending = [tree]
    while pending:
        inner = pending.pop()
        rows = inner.items() if isinstance(inner, dict) else enumerate(inner)
        for key, value in list(rows):
            yield inner, key
            if isinstance(value, (dict, list)) and value:
                pending.append(value)


def main() -> None:
    """Fuzz the importer that is named first, in the folder that is named second."""
    name, place = sys.argv[1], Path(sys.argv[2])
    with atheris.instrument_imports(include=["designer.importers"]):
        one = READERS[name]()
        for module in ("drawio", "cloudformation.reading", "terraform.reading", "scripts.reading"):
            importlib.import_module(f"designer.importers.{module}")
        importlib.import_module("designer.importers.terraform.modules")
    # Seeds are made with modules that have to be followed.
    from tests.importers.fuzz.seeds import WORDS, seeds

    place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (place / f"seed-{number}").write_bytes(seed)
    words = place.with_suffix(".dict")
    words.write_text("".join(f'"{word}"\n' for word in WORDS[name]))
    arguments = [sys.argv[0], *LIMITS, f"-dict={words}", f"-artifact_prefix={place}-"]
    mutator = {"custom_mutator": mutated} if name in TREES else {}
    atheris.Setup([*arguments, *sys.argv[3:], str(place)], one, **mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

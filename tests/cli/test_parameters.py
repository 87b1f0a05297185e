"""`tenet score --parameters`: the profiles, one's own file, and what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest

from designer.cli.output import BAD_INPUT
from tests.cli.conftest import Tenet


def availability(tenet: Tenet, shop: str, *arguments: str) -> dict[str, Any]:
    done = tenet("score", shop, "--format", "json", *arguments)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)["availability"]
    return found


def test_each_profile_is_named_and_counts(tenet: Tenet, shop: str) -> None:
    plain = availability(tenet, shop)
    assert plain["parameters"]["profile"] == "sla"
    found = {name: availability(tenet, shop, "--parameters", name) for name in PROFILES}
    assert [found[name]["parameters"]["profile"] for name in PROFILES] == list(PROFILES)
    assert found["sla"]["structural"] == plain["structural"] == found["custom"]["structural"]
    down = {name: found[name]["structural"]["unavailability"] for name in PROFILES}
    assert down["designed-for"] < down["sla"]


PROFILES = ("sla", "designed-for", "custom")


def test_a_file_of_ones_own(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("[region]\navailability = 90\n", "utf-8")
    found = availability(tenet, shop, "--parameters", "own.toml")
    assert found["parameters"] == {
        "profile": "custom",
        "region_percent": 90.0,
        "zone_percent": 99.95,
    }
    first = found["structural"]["contributions"][0]
    assert first["event"].startswith("region:")
    assert first["minutes_per_year"] > 0.09 * 525_600
    table = tenet("score", shop, "--parameters", "own.toml").out
    assert "the drawing's own MTBF and MTTR" in table
    assert "Fix this first: Region " in table


@pytest.mark.parametrize(
    ("argument", "text", "message"),
    [
        ("slo", "", "slo: cannot be read: no such file or directory; the profiles are sla, "),
        ("own.toml", "[zone]\navailability = 2000", "own.toml: zone.availability: should be "),
        ("own.toml", "[elements.nobody]\navailability = 99", "own.toml: elements.nobody: no "),
    ],
)
def test_what_is_wrong_is_one_sentence(
    tenet: Tenet, shop: str, tmp_path: Path, argument: str, text: str, message: str
) -> None:
    (tmp_path / "own.toml").write_text(text, "utf-8")
    done = tenet("score", shop, "--parameters", argument)
    assert (done.code, done.out) == (BAD_INPUT, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1

"""`tenet responsibility`: the matrix of a design and the list of what is yours."""

import json
from pathlib import Path

from designer.responsibility.design import responsibility
from designer.responsibility.responsibility_json import responsibility_data
from designer.storage.diagram_file import read, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet


def test_tables_and_json_say_the_same(tenet: Tenet, tmp_path: Path) -> None:
    drawn = diagram("title Shop\nec2 web\nlambda pay\nrds db off:encrypted")
    (tmp_path / "shop.tenet").write_text(to_text(drawn), "utf-8")
    drawn = read(tmp_path / "shop.tenet")
    done = tenet("responsibility", "shop.tenet", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == json.loads(
        json.dumps(responsibility_data(responsibility(drawn), drawn))
    )
    done = tenet("responsibility", "shop.tenet")
    for words in ("EC2 instance", "(infrastructure)", "(serverless)", "[MISSING] RDS", "SEC-18"):
        assert words in done.out


def test_an_empty_design_says_so(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "bare.tenet").write_text(to_text(diagram("title Bare")), "utf-8")
    done = tenet("responsibility", "bare.tenet")
    assert done.code == 0
    assert "Nothing is drawn" in done.out

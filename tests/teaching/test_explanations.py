"""Everything that is shown has an explanation with a source."""

from designer.responsibility.areas import Area, Model
from designer.review.checks import ALL_CHECKS
from designer.review.pillars import Pillar
from designer.review.questions import WELL_ARCHITECTED
from designer.rules import ALL_RULES
from designer.rules.tenets import Tenet
from designer.teaching.explanations import explanation, explanations


def test_tenets_pillars_practices_responsibilities_and_rules_are_explained() -> None:
    keys = [
        *(f"tenet:{tenet.value}" for tenet in Tenet),
        *(f"pillar:{pillar.value}" for pillar in Pillar),
        *(f"practice:{question.id}" for question in WELL_ARCHITECTED.questions),
        *(
            f"practice:{choice.id}"
            for question in WELL_ARCHITECTED.questions
            for choice in question.choices
            if not choice.is_none_of_these
        ),
        *(f"area:{area.value}" for area in Area),
        *(f"model:{model.value}" for model in Model),
        *(f"rule:{rule.id}" for rule in ALL_RULES),
        *(f"check:{check.id}" for check in ALL_CHECKS),
    ]
    assert list(explanations()) != []
    assert set(keys) == set(explanations())
    for key in keys:
        found = explanation(key)
        assert found.title
        assert found.source
        assert found.text.endswith((".", "?"))
        assert len(found.text) < 900, key

"""The overlay of shared responsibility says what the matrix says, and never by colour alone."""

from designer.responsibility.areas import Model
from designer.responsibility.matrix import matrix
from designer.ui.lenses.duties import _KINDS, duties
from tests.builders import diagram

DRAWN = diagram(
    """
    users u
    server erp
    region r eu-west-1
      vpc v
        subnet s private
          ec2 web
          ecs app
          rds db
      lambda fn
      s3 files
    u -> web
    """
)


def test_each_service_has_the_tint_of_its_model_and_the_share_that_is_yours() -> None:
    view = duties(DRAWN)
    services = {str(e.id): e.service for e in DRAWN.topology.elements.values()}
    assert set(view.tints) == {"erp", "web", "app", "db", "fn", "files"}
    for key, tint in view.tints.items():
        own = matrix(services[key])
        kind = _KINDS[own.model]
        assert (tint.shade, tint.pattern) == (kind.shade, kind.pattern)
        assert tint.sign == f"you {own.weight * 100:.0f} %"
        assert own.model.explanation in tint.why
    most = sum(matrix(services[key]).weight > 0.5 for key in view.tints)
    assert view.sentence == f"You carry more than half of {most} of the 6 services drawn."
    assert sum(entry.count for entry in view.entries) == 6
    assert len(view.entries) == len(Model)


def test_models_differ_in_pattern_and_colour() -> None:
    assert len({tint.shade for tint in _KINDS.values()}) == len(Model)
    assert len({tint.pattern for tint in _KINDS.values()}) == len(Model)

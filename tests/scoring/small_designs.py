"""Small web designs drawn by Hypothesis, and what would make each better."""

from collections.abc import Iterator

from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.edit.apply import apply
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Value
from tests.builders import diagram

# Property -> the better value, given the one in force.
BETTER: dict[str, Value] = {
    "multi_az": True,
    "pitr": True,
    "versioning": True,
    "cross_region_copy": True,
    "replication_region": True,
    "global_table": True,
    "automatic_backups": True,
    "automatic_failover": True,
    "auto_scaling": True,
    "scaling_policy": "target_tracking",
    "health_check": "elb",
    "health_checks": True,
    "cross_zone": True,
    "dead_letter_queue": True,
}
MORE = {"maximum": 4, "replicas": 1, "read_replicas": 1, "instances": 1, "desired": 1}


@st.composite
def drawings(draw: st.DrawFn) -> Diagram:
    """Draw a small web design with one to three zones, and more or less of everything."""
    zones = draw(st.integers(1, 3))
    flag = st.sampled_from(["", " multi_az", " off:multi_az"])
    lines = ["users u", "region r eu-west-1", "  vpc v"]
    if draw(st.booleans()):
        peak = draw(st.sampled_from([50, 300, 2000]))
        shape = draw(st.sampled_from(["", " load_shape=flash", " load_shape=ramp"]))
        lines.insert(0, f"workload peak_rps={peak} base_rps=10{shape}")
    with_balancer = draw(st.booleans())
    grouped = draw(st.booleans())
    if with_balancer:
        lines.append("    alb lb")
    if grouped:
        policy = draw(st.sampled_from(["none", "scheduled", "target_tracking"]))
        most = draw(st.integers(2, 9))
        lines.append(f"    asg web desired=2 minimum=2 maximum={most} scaling_policy={policy}")
    for i in range(zones):
        lines.append(f"    zone z{i}")
        lines.append(f"      ec2 s{i}" + (" in web" if grouped else ""))
    lines.append(f"      rds db{draw(flag)}")
    store = draw(st.sampled_from(["s3 b", "s3 b versioning", "dynamodb b", "efs b"]))
    lines.append(f"  {store}")
    servers = ", ".join(f"s{i}" for i in range(zones))
    target = "web" if grouped else servers
    lines.append(f"u -> lb\nlb -> {target}" if with_balancer else f"u -> {target}")
    lines.append(f"{target} -> db")
    lines.append(f"{target} -> b")
    return diagram("\n".join(lines))


def improvements(drawn: Diagram) -> Iterator[tuple[str, Diagram]]:
    rows = catalog()
    for element in drawn.topology.elements.values():
        row = rows[element.service]
        ids = frozenset({element.id})
        for key, value in BETTER.items():
            if row.property(key) is not None and row.value(element, key) != value:
                edit = SetProperty(ids=ids, key=key, value=value)
                yield f"{element.id}.{key}", apply(drawn, edit)
        for key, step in MORE.items():
            now = row.value(element, key)
            most = row.value(element, "maximum")
            if key == "desired" and isinstance(now, int) and now == most:
                continue  # AWS refuses to run more than the maximum
            if row.property(key) is not None and isinstance(now, int):
                edit = SetProperty(ids=ids, key=key, value=now + step)
                yield f"{element.id}.{key}+{step}", apply(drawn, edit)

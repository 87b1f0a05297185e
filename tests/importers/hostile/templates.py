"""Hostile templates: nesting, aliases, objects, circles, doubling and paths that lead out."""

import json
import os
from pathlib import Path

from tests.importers.hostile.laying import MIB, Maker, file_of


def _template(resources: str) -> str:
    return f"Resources:\n{resources}\n"


_QUEUE = "{Type: AWS::SQS::Queue, Properties: {Tags: [{Key: Name, Value: %s}]}}"
_BOMB = "\n".join(f"a{n}: &r{n + 1} [{', '.join([f'*r{n}'] * 10)}]" for n in range(12))
_MERGE = "\n".join(f"m{n}: &m{n + 1}\n  <<: [*m{n}, *m{n}]\n  k{n}: x" for n in range(26))


def _stacks(where: str) -> Maker:
    def make(folder: Path) -> Path:
        root = folder / "root"
        root.mkdir()
        (folder / "outside.yaml").write_text(_template(f"  Treasure: {_QUEUE % 'x'}"))
        (root / "link.yaml").symlink_to(folder / "outside.yaml")
        (root / "loop.yaml").symlink_to(root / "loop.yaml")
        os.mkfifo(root / "pipe.yaml")
        (root / "inner.yaml").write_text(_template("  Q: {Type: AWS::SNS::Topic}"))
        text = f"  S: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {where}}}}}"
        return file_of("t.yaml", _template(f"{text}\n  Own: {{Type: AWS::SNS::Topic}}"))(root)

    return make


def _doubling_stacks(folder: Path) -> Path:
    """Each stack hands on a list that holds what it was given twice."""
    for number in range(50):
        inner = f"""
  S{number}:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: {number + 1}.yaml
      Parameters: {{P: [!Ref P, !Ref P]}}"""
        (folder / f"{number}.yaml").write_text(
            "Parameters: {P: {Type: CommaDelimitedList, Default: a}}\n"
            + _template(
                f"{inner}\n  Q: {{Type: AWS::SQS::Queue, Properties: {{QueueName: !Ref P}}}}\n"
                "  L: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: "
                "{Subnets: !Ref P, Name: !Sub '${P}'}}"
            )
        )
    return folder / "0.yaml"


TEMPLATE: dict[str, Maker] = {
    "100,000 nested lists": file_of("t.yaml", "Resources: " + "[" * 100_000),
    "100,000 nested lists, by blocks": file_of("t.yaml", "Resources:\n" + "- " * 100_000 + "a"),
    "100,000 nested lists, JSON": file_of("t.json", '{"Resources": ' + "[" * 100_000),
    "100,000 nested tables": file_of("t.yaml", "Resources: " + "{a: " * 100_000),
    "alias bomb": file_of("t.yaml", "Resources: &r0 {a: x}\n" + _BOMB),
    "alias bomb by merges": file_of("t.yaml", "m: &m0 {a: x}\n" + _MERGE + "\nResources: {}"),
    "alias of itself": file_of("t.yaml", "Resources: &a [*a]"),
    "20,000 aliases of a large table": file_of(
        "t.yaml",
        "a: &a ["
        + "x, " * 1000
        + "]\nb: ["
        + "*a, " * 20_000
        + "]\n"
        + _template(f"  Q: {_QUEUE % 'x'}"),
    ),
    "!!python/object": file_of("t.yaml", "Resources: !!python/object/apply:os.system [touch ran]"),
    "!!python/name": file_of("t.yaml", _template("  Q: !!python/name:os.system ''")),
    "label of a megabyte": file_of("t.yaml", _template(f"  Q: {_QUEUE % ('w' * MIB)}")),
    "name of a megabyte": file_of(
        "t.json", json.dumps({"Resources": {"Q" * MIB: {"Type": "AWS::SQS::Queue"}}})
    ),
    "description of a megabyte": file_of(
        "t.yaml", f"Description: {'d ' * (MIB // 2)}\n" + _template(f"  Q: {_QUEUE % 'x'}")
    ),
    "type of a megabyte": file_of("t.yaml", _template(f"  Q: {{Type: 'AWS::{'x' * MIB}'}}")),
    "cyclic conditions": file_of(
        "t.yaml",
        "Conditions: {A: !Not [!Condition B], B: !Condition A}\n"
        + _template("  Q: {Type: AWS::SQS::Queue, Condition: A}"),
    ),
    "chain of 5,000 conditions": file_of(
        "t.yaml",
        "Conditions:\n"
        + "".join(f"  C{n}: !Not [!Condition C{n + 1}]\n" for n in range(5000))
        + "  C5000: !Equals [a, a]\n"
        + _template("  Q: {Type: AWS::SQS::Queue, Condition: C0}"),
    ),
    "loops in loops": file_of(
        "t.yaml",
        "Resources:\n  Fn::ForEach::L: [N, ["
        + "a, " * 4000
        + "], {'${N}': {Type: AWS::SQS::Queue, Properties: {A: ["
        + "'${N}', " * 2000
        + "]}}}]\n",
    ),
    "texts that double": _doubling_stacks,
    "path of a nested stack: above": _stacks("../outside.yaml"),
    "path of a nested stack: absolute": _stacks("/etc/passwd"),
    "path of a nested stack: device": _stacks("/dev/zero"),
    "path of a nested stack: link out": _stacks("link.yaml"),
    "path of a nested stack: link to itself": _stacks("loop.yaml"),
    "path of a nested stack: pipe": _stacks("pipe.yaml"),
    "path of a nested stack: itself": _stacks("t.yaml"),
    "path of a nested stack: file address": _stacks("file:///etc/passwd"),
}

"""Hostile folders, plans and states of Terraform."""

import json
import os
from pathlib import Path

from tests.importers.hostile.laying import MIB, Maker, file_of, folder_of


def _module(source: str, kind: str = "plain") -> Maker:
    def make(folder: Path) -> Path:
        root = folder / "a" / "b" / "c" / "root"
        root.mkdir(parents=True)
        outside = folder / "outside"
        outside.mkdir()
        (outside / "main.tf").write_text('resource "aws_s3_bucket" "treasure" {}\n')
        if kind == "link":
            (root / "inner").symlink_to(outside)
        elif kind == "loop":
            (root / "inner").symlink_to(root / "inner")
        elif kind == "pipe":
            os.mkfifo(root / "pipe.tf")
        elif kind == "settings":
            os.mkfifo(root / "terraform.tfvars")
        elif kind == "file":
            (root / "secret.tf").symlink_to("/etc/passwd")
        text = f'module "m" {{\n  source = "{source}"\n}}\nresource "aws_sns_topic" "own" {{}}\n'
        (root / "main.tf").write_text(text)
        return root

    return make


_NAME = 'resource "aws_instance" "w" {\n  tags = { Name = "%s" }\n}\n'
_DOUBLED = 'a0 = ["subnet-1"]\n  ' + "\n  ".join(
    f"a{n + 1} = [local.a{n}, local.a{n}]" for n in range(60)
)
MODULE: dict[str, Maker] = {
    "100,000 nested lists": folder_of(main="locals { a = " + "[" * 100_000 + "]" * 100_000 + " }"),
    "100,000 nested blocks": folder_of(main="a {\n" * 100_000 + "}\n" * 100_000),
    "90 nested lists in text": folder_of(main=f'locals {{ a = "${{{"[" * 5000}{"]" * 5000}}}" }}'),
    "10,000 operators": folder_of(main="locals {\n  a = 1" + " + 1" * 10_000 + "\n}\n"),
    "5,000 signs": folder_of(
        main="locals {\n  a = " + "!" * 5000 + "true\n}\n" + _NAME % "${local.a}"
    ),
    "5,000 questions": folder_of(main="locals {\n  a = " + "true ? 1 : " * 5000 + "1\n}\n"),
    "text of a megabyte without end": folder_of(main='locals { a = "' + "x" * MIB),
    "heredoc of a megabyte without end": folder_of(
        main="locals {\n a = <<EOF\n" + "x\n" * (MIB // 2)
    ),
    "label of a megabyte": folder_of(main=_NAME % ("w" * MIB)),
    "name of a megabyte": folder_of(main=f'resource "aws_instance" "{"w" * MIB}" {{}}\n'),
    "lists that double": folder_of(
        main=f"locals {{\n  {_DOUBLED}\n}}\n" + 'resource "aws_lb" "l" { subnets = local.a60 }\n'
    ),
    "lists that double, as text": folder_of(
        main=f"locals {{\n  {_DOUBLED}\n}}\n" + _NAME % "x-${local.a60}-${jsonencode(local.a60)}"
    ),
    "lists that double, compared": folder_of(
        main=f"locals {{\n  {_DOUBLED}\n  {_DOUBLED.replace('a', 'b')}\n}}\n"
        + 'resource "aws_instance" "w" {\n  count = local.a60 == local.b60 ? 1 : 2\n}\n'
    ),
    "large lists, used by many": folder_of(
        main=f"locals {{\n  {_DOUBLED}\n}}\n"
        + 'resource "aws_lb" "l" {\n  count   = 200\n  subnets = local.a12\n}\n'
        + 'resource "aws_instance" "w" {\n  count = 200\n  tags  = { Name = "${local.a12}" }\n}\n'
    ),
    "large lists, flattened": folder_of(
        main='locals {\n  a = [for x in range(99): [for y in range(99): "${x}-${y}"]]\n}\n'
        + "".join(
            f'resource "aws_lb" "l{n}" {{\n  subnets = concat(local.a, local.a)\n}}\n'
            for n in range(300)
        )
    ),
    "texts that double": folder_of(
        main='locals {\n  a0 = "x"\n'
        + "".join(f'  a{n + 1} = "${{local.a{n}}}${{local.a{n}}}"\n' for n in range(60))
        + "}\n"
        + _NAME % "${local.a60}"
    ),
    "copies of copies": folder_of(
        main="".join(
            f'module "m{n}" {{\n  source = "./inner"\n  count = 200\n}}\n' for n in range(9)
        ),
        inner__main='resource "aws_instance" "w" { count = 200 }\n',
    ),
    "loops in loops": folder_of(
        main="locals { a = ["
        + "".join(f"for x{n} in range(1000): [" for n in range(6))
        + "x0"
        + "]" * 6
        + "] }\n"
        + _NAME % "${local.a}"
    ),
    "locals in a circle": folder_of(
        main="locals {\n a = local.b\n b = local.a\n}\n" + _NAME % "${local.a}"
    ),
    "chain of 5,000 locals": folder_of(
        main="locals {\n"
        + "".join(f"  a{n} = local.a{n + 1}\n" for n in range(5000))
        + '  a5000 = "x"\n}\n'
        + _NAME % "${local.a0}"
    ),
    "module in itself": folder_of(main='module "m" {\n  source = "./"\n}\n'),
    "modules in a circle": folder_of(
        main='module "m" {\n  source = "./a"\n}\n', a__main='module "m" {\n  source = "../"\n}\n'
    ),
    "path of a module: above": _module("../../../../outside"),
    "path of a module: absolute": _module("/etc"),
    "path of a module: link out": _module("./inner", "link"),
    "path of a module: link to itself": _module("./inner", "loop"),
    "path of a module: pipe": _module("./none", "pipe"),
    "path of a module: pipe of settings": _module("./none", "settings"),
    "path of a module: file of others": _module("./none", "file"),
    "path of a module: NUL": _module("./\\u0000"),
    "file of others": folder_of(main=_NAME % '${file(\\"/etc/passwd\\")}'),
}


def _planned(resources: list[object], **more: object) -> str:
    return json.dumps(
        {
            "format_version": "1.2",
            "planned_values": {"root_module": {"resources": resources}},
            **more,
        }
    )


def _instance(**values: object) -> dict[str, object]:
    return {"address": "aws_instance.w", "type": "aws_instance", "name": "w", "values": values}


_CALLS: dict[str, object] = {"root_module": {"module_calls": {}}}
PLAN: dict[str, Maker] = {
    "100,000 nested lists": file_of("p.json", '{"planned_values": ' + "[" * 100_000),
    "200 nested modules": file_of(
        "p.json", '{"planned_values": {"root_module": ' + '{"child_modules": [' * 200
    ),
    "label of a megabyte": file_of("p.json", _planned([_instance(tags={"Name": "w" * MIB})])),
    "address of a megabyte": file_of(
        "p.json",
        _planned([{**_instance(), "address": "module.a." * (MIB // 9) + "aws_instance.w"}]),
    ),
    "100,000 resources": file_of(
        "p.json",
        _planned([{**_instance(), "address": f"aws_instance.w[{n}]"} for n in range(100_000)]),
    ),
    "references in a circle": file_of(
        "p.json",
        _planned(
            [_instance()],
            configuration={
                "root_module": {
                    "resources": [
                        {
                            "address": "aws_instance.w",
                            "expressions": {"subnet_id": {"references": ["module.m.out"]}},
                        }
                    ],
                    "module_calls": {
                        "m": {
                            "expressions": {"v": {"references": ["module.m.out"]}},
                            "module": {
                                "variables": {"v": {}},
                                "outputs": {"out": {"expression": {"references": ["var.v"]}}},
                            },
                        }
                    },
                }
            },
        ),
    ),
    "references that double": file_of(
        "p.json",
        _planned(
            [_instance()],
            configuration={
                "root_module": {
                    "resources": [
                        {
                            "address": "aws_instance.w",
                            "expressions": {"subnet_id": {"references": ["module.m0.out"]}},
                        }
                    ],
                    "module_calls": {
                        f"m{n}": {
                            "expressions": {
                                "v": {"references": [f"module.m{n + 1}.out"] * 2},
                                "w": {"references": [f"module.m{n + 1}.out"] * 2},
                            },
                            "module": {
                                "variables": {"v": {}, "w": {}},
                                "outputs": {
                                    "out": {"expression": {"references": ["var.v", "var.w"]}}
                                },
                            },
                        }
                        for n in range(40)
                    },
                }
            },
        ),
    ),
    "flat list without end": file_of(
        "p.json",
        json.dumps(
            {
                "version": 3,
                "terraform_version": "0.11",
                "modules": [
                    {
                        "path": ["root"],
                        "resources": {
                            "aws_instance.w": {
                                "type": "aws_instance",
                                "primary": {
                                    "attributes": {f"a.{10**9 + n}": "x" for n in range(99)}
                                },
                            }
                        },
                    }
                ],
            }
        ),
    ),
}

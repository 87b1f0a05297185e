"""Whether resources fit their use."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.entrances import has_data, has_machines
from designer.review.checks.presence import has_any
from designer.review.pillars import Pillar
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import having

_SIZES = ("instance_type", "instance_class", "node_type")


def sizes_are_stated(facts: Facts) -> Iterable[Judgement]:
    """Judge whether the size of every machine is stated; those that are silent together."""
    silent: list[str] = []
    for key in _SIZES:
        for element, _service in having(facts.topology, key):
            if facts.topology.members(element.id):
                continue
            if element.properties.get(key):
                yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            elif element.properties.get("serverless") is not True:
                silent.append(element.id)
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            subject="sizes",
            sentence=f"The size of {names(facts.topology, silent)} is not stated.",
        )


CHECKS = (
    Check(
        id="PERF-01",
        pillar=Pillar.PERFORMANCE,
        choice="perf_cache",
        title="Something is cached",
        severity=Severity.MEDIUM,
        asks="Does a cache or an edge stand before what is read?",
        why="Memory answers a thousand times sooner than a disk.",
        advice="Add ElastiCache, DAX or CloudFront.",
        limits="Caches inside applications are not seen.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "data management"),),
        judge=has_any(
            ("elasticache", "dax", "memorydb", "cloudfront"), "Nothing is cached.", has_data
        ),
    ),
    Check(
        id="PERF-02",
        pillar=Pillar.PERFORMANCE,
        choice="perf_store",
        title="Files have a store of their own",
        severity=Severity.LOW,
        asks="Do files lie in an object or file store?",
        why="A database is the dearest place for a picture.",
        advice="Add S3.",
        limits="Whether there are files at all is not known.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "data management"),),
        judge=has_any(
            ("s3", "efs", "fsx", "glacier"),
            "No object or file store is drawn.",
            has_machines,
            Verdict.UNKNOWN,
        ),
    ),
    Check(
        id="PERF-03",
        pillar=Pillar.PERFORMANCE,
        choice="perf_reads",
        title="Databases are relieved of reads",
        severity=Severity.MEDIUM,
        asks="Are reads taken from databases that are asked much?",
        why="Most requests read.",
        advice="Add readers or a cache.",
        limits="As the rule SC-04.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "data management"),),
        judge=by_rules("SC-04"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="PERF-04",
        pillar=Pillar.PERFORMANCE,
        choice="perf_sizes",
        title="Sizes are chosen",
        severity=Severity.LOW,
        asks="Is the size of every machine stated?",
        why="The default fits nobody.",
        advice="State the type of each instance.",
        limits="Whether the size fits is not asked here; Scalability does.",
        sources=(Source("AWS Config", "desired-instance-type"),),
        judge=sizes_are_stated,
    ),
    Check(
        id="PERF-05",
        pillar=Pillar.PERFORMANCE,
        choice="perf_waiting",
        title="Slow work waits in a queue",
        severity=Severity.LOW,
        asks="Is there a queue, stream or event bus for work that can be done later?",
        why="Users wait for the slowest part that they ask.",
        advice="Put a queue before slow work.",
        limits="Whether there is slow work is not known.",
        sources=(
            Source("Well-Architected Performance Efficiency Pillar", "architecture selection"),
        ),
        judge=has_any(
            ("sqs", "sns", "eventbridge", "kinesis", "msk", "mq", "step-functions", "firehose"),
            "No queue, stream or event bus is drawn.",
            otherwise=Verdict.UNKNOWN,
        ),
    ),
)

"""Criteria that read the score: a tenet's points, findings, and recovery against targets."""

from designer.analysis.recovery import RecoveryRow
from designer.grading.checks import FindingAbsent, FindingPresent, RecoveryMet, TenetScore
from designer.grading.judgement import Judgement, all_or_nothing, between, counted, shown_points
from designer.grading.subject import Subject
from designer.model.workload import Disruption
from designer.rules import rule as rule_of
from designer.rules.phrasing import agreed, listed, span
from designer.rules.rule import Verdict
from designer.rules.tenets import Tenet
from designer.scoring import scorecard
from designer.scoring.scorecard import ScoredFinding

_SENTENCES = 3
_RULES_TOLD = 2
# The rules whose findings tell what stands between a design and its way back.
_RECOVERY_RULES = {
    Disruption.SOFTWARE: ("DU-01", "DU-02", "DU-03", "DU-05"),
    Disruption.INFRASTRUCTURE: ("DU-05", "FT-01", "FT-02"),
    Disruption.ZONE: ("DU-05", "FT-02", "FT-03", "FT-21"),
    Disruption.REGION: ("DU-04", "DU-05"),
}
_LOST = {
    Disruption.SOFTWARE: "a deletion or corruption",
    Disruption.INFRASTRUCTURE: "the loss of a host",
    Disruption.ZONE: "the loss of a zone",
    Disruption.REGION: "the loss of a Region",
}


def tenet_score(check: TenetScore, subject: Subject) -> Judgement:
    """Judge the score of a tenet or the overall score."""
    card = subject.scorecard
    if check.tenet is None:
        value, title = card.overall, "The overall score"
    else:
        own = card.tenet(check.tenet)
        value, title = own.low, f"{check.tenet.title}"
    if value is None:
        return all_or_nothing(
            False,
            f"{title} cannot be scored: nothing in the drawing is judged by it.",
            f"A score of {check.full:g} or more.",
        )
    share = between(value, check.zero, check.full)
    found = f"{title} is {shown_points(value)} of 100."
    blamed: tuple[str, ...] = ()
    if check.tenet is not None and share < 1:
        found, blamed = _reason(card.tenet(check.tenet), found)
    wanted = f"A score of {check.full:g} or more"
    if check.zero is not None:
        wanted += f"; from {check.zero:g} on, points are earned in proportion"
    costly = [] if share >= 1 else _costliest(check.tenet, subject)
    advice = dict.fromkeys(rule_of(item.finding.rule).advice for item in costly)
    return Judgement(
        share=share,
        found=found,
        missing="" if share >= 1 else " ".join([f"{wanted}.", *advice]),
        elements=blamed or _blamed(costly),
        rules=tuple(sorted({item.finding.rule for item in costly})),
        done=int(share >= 1),
        lacking=int(share < 1),
    )


def _costliest(tenet: Tenet | None, subject: Subject) -> list[ScoredFinding]:
    """Return the findings of the two rules that cost most, of ``tenet`` or of all."""
    own = [
        item
        for item in subject.scorecard.findings
        if item.points > 0 and tenet in (None, item.finding.tenet)
    ]
    own.sort(key=lambda item: -item.points)
    rules = list(dict.fromkeys(item.finding.rule for item in own))[:_RULES_TOLD]
    return [item for item in own if item.finding.rule in rules]


def _reason(score: scorecard.TenetScore, sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return ``sentence`` with what holds the score back most, and the elements it is due to."""
    if score.caps:
        return f"{sentence[:-1]}, capped by: {score.caps[0].reason}.", score.caps[0].elements
    worst = max(score.parts, key=lambda part: part.weight * (100 - part.points), default=None)
    if worst is None or worst.points >= 100:
        return sentence, ()
    return f"{sentence} Most is lost here: {worst.name} ({worst.figure}).", worst.evidence


def finding_absent(check: FindingAbsent, subject: Subject) -> Judgement:
    """Judge whether rules are passed; what is not stated is not a pass."""
    verdicts = {result.rule: result.verdict for result in subject.scorecard.rules}
    passed = [r for r in check.rules if verdicts.get(r) is Verdict.PASS]
    silent = [r for r in check.rules if verdicts.get(r) in (None, Verdict.NOT_APPLICABLE)]
    failing = [r for r in check.rules if r not in passed and r not in silent]
    if check.if_silent and subject.topology.elements:
        passed, silent = passed + silent, []
    findings = _of(failing, subject)
    sentences = [item.finding.sentence for item in findings][:_SENTENCES]
    if len(findings) > _SENTENCES:
        sentences.append(f"And {len(findings) - _SENTENCES} more findings like these.")
    if silent:
        sentences.append(
            f"{_titled(silent)} {agreed(len(silent), 'has', 'have')} nothing to judge in the "
            "drawing."
        )
    advice = [rule_of(r).advice for r in (*failing, *silent)]
    return Judgement(
        share=counted(len(passed), len(check.rules)),
        found=" ".join(sentences)
        or f"{_titled(passed)} {agreed(len(passed), 'is', 'are')} passed.",
        missing=" ".join(dict.fromkeys(advice)),
        elements=_blamed(findings),
        rules=tuple(failing),
        done=len(passed),
        lacking=len(failing) + len(silent),
    )


def finding_present(check: FindingPresent, subject: Subject) -> Judgement:
    """Judge whether findings are there."""
    findings = [
        item
        for item in _of(check.rules, subject)
        if check.if_unstated or item.finding.verdict is Verdict.FAIL
    ]
    if not findings:
        return all_or_nothing(False, f"{_asked(sorted(check.rules))} nothing.")
    sentences = [item.finding.sentence for item in findings][:_SENTENCES]
    if len(findings) > _SENTENCES:
        sentences.append(f"And {len(findings) - _SENTENCES} more findings like these.")
    fired = list(dict.fromkeys(item.finding.rule for item in findings))
    return Judgement(
        share=1.0,
        found=" ".join(sentences),
        missing=" ".join(dict.fromkeys(rule_of(key).advice for key in fired)),
        elements=_blamed(findings),
        rules=tuple(fired),
        done=len(findings),
    )


def _asked(rules: list[str]) -> str:
    """Return the subject of a sentence on rules, with its verb."""
    if len(rules) > _SENTENCES:
        return f"The {len(rules)} rules from {rules[0]} to {rules[-1]} find"
    return f"{_titled(rules)} {agreed(len(rules), 'finds', 'find')}"


def _titled(rules: list[str]) -> str:
    return listed([f"{key} ({rule_of(key).title})" for key in rules])


def _of(rules: tuple[str, ...] | list[str], subject: Subject) -> list[ScoredFinding]:
    wanted = set(rules)
    found = [item for item in subject.scorecard.findings if item.finding.rule in wanted]
    return sorted(found, key=lambda item: (item.finding.rule, item.finding.key))


def _blamed(findings: list[ScoredFinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for item in findings for e in item.finding.elements))


def recovery_met(check: RecoveryMet, subject: Subject) -> Judgement:
    """Judge recovery from a disruption against the rubric's targets, else the drawing's own."""
    what = f"After {_LOST[check.disruption]}"
    if not subject.requests:
        return all_or_nothing(False, "Nothing in the drawing serves a request.", "A design.")
    row = next(r for r in subject.scorecard.recovery.workload if r.disruption is check.disruption)
    rto, rpo = check.rto_s, check.rpo_s
    if rto is None and rpo is None:
        rto, rpo = row.rto_target_s, row.rpo_target_s
        if rto is None and rpo is None:
            return all_or_nothing(
                False,
                f"The drawing states no target for recovery after {_LOST[check.disruption]}.",
                "Targets (RTO, RPO) in the workload, and a design that meets them.",
            )
    back = "never" if row.rto_s is None else _after(row.rto_s)
    lost = "all data are lost" if row.rpo_s is None else _loss(row.rpo_s)
    met: list[bool] = []
    wanted: list[str] = []
    if rto is not None:
        met.append(row.rto_s is not None and row.rto_s <= rto)
        wanted += [] if met[-1] else [f"recovery within {span(rto)}"]
    if rpo is not None:
        met.append(row.rpo_s is not None and row.rpo_s <= rpo)
        wanted += [] if met[-1] else [f"at most {span(rpo)} of data lost"]
    stores = [
        str(r.store)
        for r in subject.scorecard.recovery.rows
        if r.disruption is check.disruption and r.store is not None and _misses(r, rto, rpo)
    ]
    rules = _RECOVERY_RULES[check.disruption]
    advice = dict.fromkeys(
        rule_of(item.finding.rule).advice
        for item in _of(rules, subject)
        if not set(stores).isdisjoint(item.finding.elements)
    )
    return Judgement(
        share=counted(sum(met), len(met)),
        found=f"{what} it is back {back}; {lost}."
        if row.rto_s is not None
        else f"{what} nothing that is drawn brings it back; {lost}.",
        missing=" ".join([f"{_sentence_of(wanted)}.", *advice]) if wanted else "",
        elements=tuple(stores) if wanted else (),
        rules=rules if wanted else (),
        done=sum(met),
        lacking=len(met) - sum(met),
    )


def _sentence_of(wanted: list[str]) -> str:
    text = listed(wanted)
    return text[:1].upper() + text[1:]


def _misses(row: RecoveryRow, rto: float | None, rpo: float | None) -> bool:
    late = rto is not None and (row.rto_s is None or row.rto_s > rto)
    return late or (rpo is not None and (row.rpo_s is None or row.rpo_s > rpo))


def _after(seconds: float) -> str:
    return f"after {span(seconds)}" if seconds else "at once"


def _loss(seconds: float) -> str:
    return f"{span(seconds)} of data are lost" if seconds else "no data are lost"

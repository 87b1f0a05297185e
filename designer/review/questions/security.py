"""Security: who may do what, who did what, and whether data is safe on its way and at rest."""

from designer.review.questions.wording import choice, question

_PAGE = "security-pillar/"

QUESTIONS = (
    question(
        "sec_traceability",
        "How do you trace what happens in the account?",
        "Who changed what and when, and what went over the network, can be told afterwards, and "
        "somebody is told when it matters.",
        choice(
            "sec_trail",
            "A trail records every call to AWS",
            "Add CloudTrail and keep its log files in a store.",
            _PAGE + "sec_detect_investigate_events_app_service_logging.html",
        ),
        choice(
            "sec_threats",
            "Threats are detected as they arise",
            "Turn GuardDuty on in every Region that is used.",
            _PAGE + "sec_detect_investigate_events_noncompliant_resources.html",
        ),
        choice(
            "sec_configuration",
            "The configuration of resources is recorded and compared with rules",
            "Turn AWS Config on and give it the rules that matter to you.",
            _PAGE + "sec_detect_investigate_events_noncompliant_resources.html",
        ),
        choice(
            "sec_logs_read",
            "Somebody reads the logs, or a program does, and acts on them",
            "Agree on who reads which log, how often, and on the events that wake somebody up.",
            _PAGE + "sec_detect_investigate_events_logs.html",
        ),
        no_risk="sec_trail && sec_threats && sec_configuration && sec_logs_read",
        medium="sec_trail",
    ),
)

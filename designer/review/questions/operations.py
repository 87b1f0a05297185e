"""Operational excellence: how the workload is run, changed, broken on purpose and learned from."""

from designer.review.questions.wording import choice, question

_PAGE = "operational-excellence-pillar/"
_PREPARE, _OPERATE, _EVOLVE = (
    _PAGE + page for page in ("prepare.html", "operate.html", "evolve.html")
)

QUESTIONS = (
    question(
        "ops_code",
        "How much of your operations is code?",
        "What is written down as code can be reviewed, repeated and undone; what somebody clicks "
        "cannot.",
        choice(
            "ops_templates",
            "The infrastructure comes from templates",
            "Describe the infrastructure by CloudFormation, CDK or Terraform.",
            _PREPARE,
        ),
        choice(
            "ops_runbooks",
            "Procedures are scripts that run by themselves",
            "Turn procedures into runbooks of Systems Manager or state machines.",
            _OPERATE,
        ),
        choice(
            "ops_no_logins",
            "Nobody has to log in to a server to run the workload",
            "Use Session Manager and runbooks, or services without servers.",
            _OPERATE,
        ),
        choice(
            "ops_versioned",
            "Code of applications and infrastructure is under version control",
            "Keep everything that makes up the workload in one repository or a few.",
            _PREPARE,
        ),
        no_risk="ops_templates && ops_runbooks && ops_no_logins && ops_versioned",
        medium="ops_templates",
    ),
    question(
        "ops_changes",
        "How do you make frequent, small, reversible changes?",
        "A small change that can be taken back breaks little and not for long.",
        choice(
            "ops_pipeline",
            "A pipeline builds, tests and rolls out every change",
            "Add a pipeline from the repository to production.",
            _PREPARE,
        ),
        choice(
            "ops_tested",
            "Every change is built and tested by a program",
            "Let the pipeline build and test.",
            _PREPARE,
        ),
        choice(
            "ops_gradual",
            "A new version meets a part of the load first",
            "Roll out blue/green, by canary or step by step.",
            _PREPARE,
        ),
        choice(
            "ops_rollback",
            "A version that fails is taken back by itself",
            "Turn automatic rollback on and tie it to alarms.",
            _PREPARE,
        ),
        choice(
            "ops_small",
            "Changes are small and go out at least weekly",
            "Split changes until each can go out alone.",
            _PREPARE,
        ),
        no_risk="ops_pipeline && ops_tested && ops_gradual && ops_rollback && ops_small",
        medium="ops_pipeline && (ops_tested || ops_rollback)",
    ),
    question(
        "ops_failure",
        "How do you anticipate failure?",
        "What has been broken on purpose, and held, is known to hold.",
        choice(
            "ops_experiments",
            "Parts are broken on purpose to see whether the design holds",
            "Break a part, a zone and a dependency by Fault Injection Service, and fail them here "
            "first.",
            _PREPARE,
        ),
        choice(
            "ops_alarms",
            "Alarms tell before users do",
            "Set alarms on what users notice, not on what machines do.",
            _OPERATE,
        ),
        choice(
            "ops_no_single_points",
            "No single failure that the drawing shows stops the workload",
            "Take the single points of failure away that the tenets name.",
            _PREPARE,
        ),
        choice(
            "ops_game_days",
            "People practise what to do when it fails",
            "Hold a game day twice a year.",
            _PREPARE,
        ),
        no_risk="ops_experiments && ops_alarms && ops_no_single_points && ops_game_days",
        medium="ops_alarms && (ops_experiments || ops_no_single_points)",
    ),
    question(
        "ops_learning",
        "How do you refine procedures by what has happened?",
        "What went wrong once is measured, talked about without blame, and cannot happen again.",
        choice(
            "ops_metrics",
            "Metrics and logs show what happened",
            "Collect metrics and logs in CloudWatch, or in Prometheus and Grafana.",
            _OPERATE,
        ),
        choice(
            "ops_traces",
            "A request can be followed through all parts",
            "Trace requests by X-Ray or OpenTelemetry.",
            _OPERATE,
        ),
        choice(
            "ops_entrance_logs",
            "Entrances keep a log of requests",
            "Turn access logs on.",
            _OPERATE,
        ),
        choice(
            "ops_reviews",
            "Every event is reviewed, and procedures are changed by what it taught",
            "Write down what happened, why, and what changes; share it with other teams.",
            _EVOLVE,
        ),
        no_risk="ops_metrics && ops_traces && ops_entrance_logs && ops_reviews",
        medium="ops_metrics",
    ),
)

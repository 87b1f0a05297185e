"""Reliability: whether the workload recovers by itself, and whether that has been tried."""

from designer.review.questions.wording import choice, question

_PAGE = "reliability-pillar/"
_CHANGE, _FAILURE = _PAGE + "change-management.html", _PAGE + "failure-management.html"
_ARCHITECTURE = _PAGE + "workload-architecture.html"

QUESTIONS = (
    question(
        "rel_recovery",
        "How does the workload recover from failure by itself?",
        "A part that fails is noticed by a program, left out and replaced before anybody wakes up.",
        choice(
            "rel_left_out",
            "What fails is left out at once",
            "Let load balancers probe their targets, and DNS its endpoints.",
            _FAILURE,
        ),
        choice(
            "rel_replaced",
            "Servers that fail are replaced by themselves",
            "Let servers be members of a scaling group, or run what AWS replaces.",
            _FAILURE,
        ),
        choice(
            "rel_takes_over",
            "Stores have a copy that takes over by itself",
            "Turn Multi-AZ or automatic failover on.",
            _FAILURE,
        ),
        choice(
            "rel_noticed",
            "Alarms tell when recovery does not work",
            "Set alarms in CloudWatch on what users notice.",
            _CHANGE,
        ),
        no_risk="rel_left_out && rel_replaced && rel_takes_over && rel_noticed",
        medium="rel_left_out && rel_replaced && rel_takes_over",
    ),
    question(
        "rel_tested",
        "How do you test recovery procedures?",
        "A backup that was never restored and a failover that never ran are hopes.",
        choice(
            "rel_way_back",
            "Every store can be brought back after a mistake",
            "Turn backups, point-in-time recovery or versioning on for every store.",
            _FAILURE,
        ),
        choice(
            "rel_targets",
            "It is stated how soon, and how current, data must be back",
            "State the RTO and RPO for each kind of disruption.",
            _FAILURE,
        ),
        choice(
            "rel_restores",
            "Restores are rehearsed by a program",
            "Turn restore testing on in AWS Backup.",
            _FAILURE,
        ),
        choice(
            "rel_experiments",
            "Failover is tried by breaking parts on purpose",
            "Run experiments by Fault Injection Service.",
            _FAILURE,
        ),
        choice(
            "rel_rehearsed",
            "People have recovered the whole workload within the target at least once this year",
            "Rehearse a recovery from nothing, and time it.",
            _FAILURE,
        ),
        no_risk="rel_way_back && rel_targets && rel_restores && rel_experiments && rel_rehearsed",
        medium="rel_way_back && rel_targets",
    ),
    question(
        "rel_horizontal",
        "How do you scale horizontally for availability?",
        "Many small parts, of which any may fail, instead of a large one that must not.",
        choice(
            "rel_many",
            "Every tier has several parts in several zones",
            "Run each tier in two zones or more.",
            _ARCHITECTURE,
        ),
        choice(
            "rel_balanced",
            "A load balancer spreads the work",
            "Put a load balancer before servers.",
            _ARCHITECTURE,
        ),
        choice(
            "rel_grows",
            "Parts are added and removed by themselves",
            "Let a scaling policy follow a metric.",
            _CHANGE,
        ),
        choice(
            "rel_spare",
            "What is left after a zone is lost carries the load",
            "Keep so much running that the loss of a zone is carried without starting anything.",
            _FAILURE,
        ),
        no_risk="rel_many && rel_balanced && rel_grows && rel_spare",
        medium="rel_many && rel_balanced",
    ),
    question(
        "rel_change",
        "How are changes made?",
        "Most failures are changes. A change that is code is reviewed, tried out and undone.",
        choice(
            "rel_templates",
            "The infrastructure comes from templates",
            "Describe the infrastructure by CloudFormation, CDK or Terraform.",
            _CHANGE,
        ),
        choice(
            "rel_pipeline",
            "A pipeline makes the changes",
            "Let a pipeline roll templates and applications out.",
            _CHANGE,
        ),
        choice(
            "rel_rollback",
            "A change that fails is undone by itself",
            "Turn automatic rollback on.",
            _CHANGE,
        ),
        choice(
            "rel_quotas",
            "Quotas are watched and raised in time",
            "Watch quotas by Service Quotas and Trusted Advisor.",
            _PAGE + "foundations.html",
        ),
        no_risk="rel_templates && rel_pipeline && rel_rollback && rel_quotas",
        medium="rel_templates && rel_pipeline",
    ),
)

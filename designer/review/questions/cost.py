"""Cost optimisation: what is spent is known, needed, and attributed to who uses it."""

from designer.review.questions.wording import choice, question

_PAGE = "cost-optimization-pillar/"
_FINANCE = _PAGE + "practice-cloud-financial-management.html"
_AWARE, _FIT = (
    _PAGE + "expenditure-and-usage-awareness.html",
    _PAGE + "cost-effective-resources.html",
)
_DEMAND, _TIME = (
    _PAGE + "manage-demand-and-supply-resources.html",
    _PAGE + "optimize-over-time.html",
)

QUESTIONS = (
    question(
        "cost_tracking",
        "How is consumption tracked and announced?",
        "Who spends learns of it in days, not when the bill arrives.",
        choice(
            "cost_budgets",
            "Budgets warn before they are spent",
            "Add a budget with alerts for each workload.",
            _AWARE,
        ),
        choice(
            "cost_anomalies",
            "Unusual spending is noticed by a program",
            "Turn anomaly detection on in Cost Explorer.",
            _AWARE,
        ),
        choice(
            "cost_usage_alarms",
            "Alarms watch what drives cost",
            "Set alarms on usage: instances, storage, traffic.",
            _AWARE,
        ),
        choice(
            "cost_talked_about",
            "Teams look at their costs at least monthly",
            "Show each team its costs, and talk about them.",
            _FINANCE,
        ),
        no_risk="cost_budgets && cost_anomalies && cost_usage_alarms && cost_talked_about",
        medium="cost_budgets",
    ),
    question(
        "cost_used",
        "How do you pay only for what is used?",
        "What stands still costs as much as what works.",
        choice(
            "cost_fleets",
            "Fleets shrink when the load does",
            "Let scaling policies take instances away, and keep the minimum low.",
            _DEMAND,
        ),
        choice(
            "cost_stores",
            "Capacity of stores follows the load",
            "Use on-demand or serverless capacity, or auto scaling.",
            _DEMAND,
        ),
        choice(
            "cost_ages",
            "Data that ages moves to cheaper storage",
            "Add lifecycle rules to buckets and file systems.",
            _FIT,
        ),
        choice(
            "cost_commitment",
            "What always runs is paid by a commitment, what may stop by Spot",
            "Buy Savings Plans for the base load, and run batches on Spot.",
            _FIT,
        ),
        choice(
            "cost_off",
            "What nobody uses at night and on weekends is off",
            "Stop test systems by a schedule.",
            _DEMAND,
        ),
        no_risk="cost_fleets && cost_stores && cost_ages && cost_commitment && cost_off",
        medium="cost_fleets && cost_stores",
    ),
    question(
        "cost_output",
        "How do you measure output against cost?",
        "A bill that doubles is good news when the output has tripled.",
        choice(
            "cost_load_known",
            "The load is stated",
            "State the peak and base load of the workload.",
            _TIME,
        ),
        choice(
            "cost_metrics",
            "Output is measured",
            "Collect metrics of what the business gets: orders, users, documents.",
            _TIME,
        ),
        choice(
            "cost_explored",
            "Cost is looked at by service and over time",
            "Use Cost Explorer, or reports that you query.",
            _AWARE,
        ),
        choice(
            "cost_unit",
            "The cost of one unit of output is known and followed",
            "Divide cost by output each month, and ask why it changes.",
            _FINANCE,
        ),
        no_risk="cost_load_known && cost_metrics && cost_explored && cost_unit",
        medium="cost_metrics && cost_explored",
    ),
    question(
        "cost_lifting",
        "How do you avoid heavy lifting that AWS does for others as well?",
        "Racks, patches and failover are the same for everybody; your product is not.",
        choice(
            "cost_managed_data",
            "Databases and caches are run by AWS",
            "Move databases from servers to managed services.",
            _FIT,
        ),
        choice(
            "cost_managed_compute",
            "Programs run where nobody patches a system",
            "Use Lambda, Fargate or App Runner where the work allows it.",
            _FIT,
        ),
        choice(
            "cost_managed_queues",
            "Messages, files and mail are handled by services",
            "Use SQS, SNS, S3 and SES instead of servers of your own.",
            _FIT,
        ),
        no_risk="cost_managed_data && cost_managed_compute && cost_managed_queues",
        medium="cost_managed_data",
    ),
    question(
        "cost_attribution",
        "How is spending analysed and attributed?",
        "Every amount on the bill belongs to somebody who can change it.",
        choice(
            "cost_tags",
            "Cost allocation tags are on",
            "Agree on tags, turn them on for the bill, and refuse what has none.",
            _AWARE,
        ),
        choice(
            "cost_accounts",
            "Teams and stages have accounts of their own",
            "Use Organizations with an account for each workload and stage.",
            _AWARE,
        ),
        choice(
            "cost_owner",
            "Everything that costs has an owner who decides about it",
            "Name an owner for each workload, and ask who owns what has none.",
            _FINANCE,
        ),
        choice(
            "cost_cleared",
            "What is no longer needed is found and deleted",
            "Look for idle resources each month; Trusted Advisor names many.",
            _TIME,
        ),
        no_risk="cost_tags && cost_accounts && cost_owner && cost_cleared",
        medium="cost_tags || cost_accounts",
    ),
)

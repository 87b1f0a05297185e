"""Security: who may do what, who did what, and whether data is safe on its way and at rest."""

from designer.review.questions.wording import choice, question

_PAGE = "security-pillar/"

QUESTIONS = (
    question(
        "sec_identity",
        "How do you see to it that everybody may do only what they need?",
        "One strong identity for each person and program, with few rights and none for ever.",
        choice(
            "sec_one_directory",
            "People sign in through one directory",
            "Let people sign in through IAM Identity Center or a directory, not by users of an "
            "account.",
            _PAGE + "identity-and-access-management.html",
        ),
        choice(
            "sec_second_factor",
            "A second factor is asked for",
            "Ask for a second factor wherever people sign in.",
            _PAGE + "identity-and-access-management.html",
        ),
        choice(
            "sec_roles",
            "Programs use roles with short-lived credentials",
            "Give servers and functions roles, and draw IAM where it is decided who may do what.",
            _PAGE + "identity-and-access-management.html",
        ),
        choice(
            "sec_secrets",
            "Passwords and keys are kept in a place for secrets and replaced",
            "Keep passwords in Secrets Manager with rotation, or let databases be opened by roles.",
            _PAGE + "identity-and-access-management.html",
        ),
        choice(
            "sec_accounts",
            "Workloads stand in accounts of their own, with guard rails",
            "Use Organizations or Control Tower, with an account for each workload and stage.",
            _PAGE + "security-foundations.html",
        ),
        choice(
            "sec_least_privilege",
            "Rights are the fewest needed and looked through regularly",
            "Begin with no rights, grant what is used, and take away what has not been used.",
            _PAGE + "identity-and-access-management.html",
        ),
        no_risk="sec_roles && sec_secrets && sec_accounts && sec_one_directory && "
        "sec_second_factor && sec_least_privilege",
        medium="sec_roles && sec_secrets",
    ),
    question(
        "sec_traceability",
        "How do you trace what happens in the account?",
        "Who changed what and when, and what went over the network, can be told afterwards, and "
        "somebody is told when it matters.",
        choice(
            "sec_trail",
            "A trail records every call to AWS",
            "Add CloudTrail and keep its log files in a store.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_threats",
            "Threats are detected as they arise",
            "Turn GuardDuty on in every Region that is used.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_configuration",
            "The configuration of resources is recorded and compared with rules",
            "Turn AWS Config on and give it the rules that matter to you.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_access_logs",
            "Entrances write down who asked for what",
            "Turn access logs on for load balancers, distributions and APIs.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_flow_logs",
            "Networks write down who talks to whom",
            "Turn flow logs on for every VPC.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_logs_read",
            "Somebody reads the logs, or a program does, and acts on them",
            "Agree on who reads which log, how often, and on the events that wake somebody up.",
            _PAGE + "detection.html",
        ),
        no_risk="sec_trail && sec_threats && sec_configuration && sec_access_logs && "
        "sec_flow_logs && sec_logs_read",
        medium="sec_trail",
    ),
    question(
        "sec_automation",
        "How do programs, not people, keep the workload secure?",
        "Weaknesses are found and closed, and attacks refused, without anybody remembering to.",
        choice(
            "sec_web_firewall",
            "A web firewall stands before what the web can reach",
            "Put AWS WAF before distributions, load balancers and APIs.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_flood",
            "Floods of requests are absorbed at the edge",
            "Let requests come in through CloudFront, Global Accelerator or Route 53, which Shield "
            "protects, or take Shield Advanced.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_weaknesses",
            "Known weaknesses are searched for all the time",
            "Turn Inspector on, and scan images when they are stored.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_patches",
            "Operating systems are patched by a schedule, or run by AWS",
            "Patch by Systems Manager or new images; managed and serverless services need none.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_metadata",
            "Servers hand their credentials only to who has a token",
            "Require IMDSv2 on instances and launch templates.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_controls_as_code",
            "Security controls are defined and tested as code",
            "Keep policies and rules in version control and test them in the pipeline.",
            _PAGE + "security-foundations.html",
        ),
        no_risk="sec_web_firewall && sec_flood && sec_weaknesses && sec_patches && sec_metadata "
        "&& sec_controls_as_code",
        medium="sec_web_firewall && sec_patches",
    ),
    question(
        "sec_data",
        "How do you protect data at rest and in transit?",
        "What is stolen or overheard is useless without the key.",
        choice(
            "sec_rest",
            "All stores are encrypted",
            "Turn encryption on for every store and volume.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_keys",
            "Keys are your own and are replaced",
            "Encrypt what matters with keys of your own in KMS, with rotation.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_transit",
            "Entrances take encrypted connections only",
            "Put a certificate on every listener and redirect plain requests.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_inner_transit",
            "Connections to stores are encrypted",
            "Require TLS for connections to databases, caches and file systems.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_not_public",
            "No store can be reached or opened from the internet",
            "Block public access, and keep databases without public addresses.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_client_side",
            "What is most sensitive is encrypted before it is sent",
            "Encrypt on the client's side what not even AWS or the database should read.",
            _PAGE + "data-protection.html",
        ),
        choice(
            "sec_classified",
            "Data is classified by how sensitive it is",
            "Agree on classes, tag stores with them, and let Macie look for what is in the wrong "
            "place.",
            _PAGE + "data-protection.html",
        ),
        no_risk="sec_rest && sec_keys && sec_transit && sec_inner_transit && sec_not_public && "
        "sec_client_side && sec_classified",
        medium="sec_rest && sec_transit && sec_not_public",
    ),
    question(
        "sec_people",
        "How do you keep people away from data and servers?",
        "Where nobody has to log in to a server or open a database, nobody can take or break it.",
        choice(
            "sec_private_data",
            "Databases and caches stand in private subnets",
            "Move stores out of public subnets.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_private_servers",
            "Servers stand in private subnets behind an entrance",
            "Move servers out of public subnets and let a load balancer stand before them.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_no_shell",
            "Servers are reached by Session Manager, not by open ports",
            "Use Session Manager, which logs every session and needs no open port.",
            _PAGE + "infrastructure-protection.html",
        ),
        choice(
            "sec_pipeline_only",
            "Changes reach production through a pipeline only",
            "Let a pipeline deploy, and take the right to change production from people.",
            _PAGE + "application-security.html",
        ),
        choice(
            "sec_reports",
            "People see data through reports and tools, not in the database",
            "Give people tools that show what they need and write down who looked.",
            _PAGE + "data-protection.html",
        ),
        no_risk="sec_private_data && sec_private_servers && sec_no_shell && sec_pipeline_only && "
        "sec_reports",
        medium="sec_private_data && sec_private_servers",
    ),
    question(
        "sec_events",
        "How do you prepare for security events, with recovery that runs by itself?",
        "When it happens it is noticed in minutes, contained by a program, and what was destroyed "
        "comes back from copies that nobody could touch.",
        choice(
            "sec_alarms",
            "Alarms call somebody",
            "Set alarms in CloudWatch and say whom they call.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_response",
            "Events start a response by themselves",
            "Let EventBridge hand findings to a function or a runbook that contains them.",
            _PAGE + "detection.html",
        ),
        choice(
            "sec_untouchable",
            "Backups cannot be deleted or changed before their time",
            "Lock the vault, or the objects, that backups are kept in.",
            _PAGE + "incident-response.html",
        ),
        choice(
            "sec_game_days",
            "The response is practised",
            "Hold a game day at least once a year and change the runbook by what it teaches.",
            _PAGE + "incident-response.html",
        ),
        no_risk="sec_alarms && sec_response && sec_untouchable && sec_game_days",
        medium="sec_alarms && sec_untouchable",
    ),
)

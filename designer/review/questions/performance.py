"""Performance efficiency: the right resource for the use, near to users, without idle servers."""

from designer.review.questions.wording import choice, question

_PAGE = "performance-efficiency-pillar/"
_CHOICE = _PAGE + "architecture-selection.html"
_COMPUTE, _DATA = _PAGE + "compute-and-hardware.html", _PAGE + "data-management.html"
_NETWORK, _CULTURE = (
    _PAGE + "networking-and-content-delivery.html",
    _PAGE + "process-and-culture.html",
)

QUESTIONS = (
    question(
        "perf_resources",
        "How do you choose resources that fit their use?",
        "A store for each way of reading, a machine for each kind of work, a cache before what is "
        "slow.",
        choice(
            "perf_cache",
            "What is read again and again comes from a cache",
            "Put a cache or CloudFront before stores that are read.",
            _DATA,
        ),
        choice(
            "perf_store",
            "Files lie in an object or file store, not in a database or on a server",
            "Keep files in S3 or EFS.",
            _DATA,
        ),
        choice(
            "perf_reads",
            "Reads are taken from databases that are asked much",
            "Add readers or a cache.",
            _DATA,
        ),
        choice(
            "perf_sizes",
            "The size of every machine is chosen, not left as it came",
            "State the type of each instance, and choose it by a test with your load.",
            _COMPUTE,
        ),
        choice(
            "perf_waiting",
            "Nobody waits for what can be done later",
            "Put a queue before work that users need not wait for.",
            _CHOICE,
        ),
        no_risk="perf_cache && perf_store && perf_reads && perf_sizes && perf_waiting",
        medium="perf_cache && perf_reads || perf_store && perf_sizes",
    ),
    question(
        "perf_near",
        "How do you bring the workload near to its users?",
        "Distance is the one delay that no machine makes shorter.",
        choice(
            "perf_edge",
            "Answers come from the edge",
            "Let CloudFront or Global Accelerator meet users near them.",
            _NETWORK,
        ),
        choice(
            "perf_regions",
            "The workload serves from several Regions",
            "Serve from a second Region where users are far from the first.",
            _NETWORK,
        ),
        choice(
            "perf_steered",
            "Users are led to the Region that answers soonest",
            "Let Route 53 answer by latency or place.",
            _NETWORK,
        ),
        choice(
            "perf_known",
            "It is known where users are, and how long they wait",
            "Measure how long real users wait, by country.",
            _CULTURE,
        ),
        no_risk="perf_edge && perf_regions && perf_steered && perf_known",
        medium="perf_edge || perf_regions",
    ),
    question(
        "perf_serverless",
        "How much runs without servers of your own?",
        "What AWS runs is sized, patched and replaced by those who built it.",
        choice(
            "perf_no_servers",
            "Programs run as functions or containers without servers",
            "Use Lambda, Fargate or App Runner where the work allows it.",
            _COMPUTE,
        ),
        choice(
            "perf_managed_data",
            "Databases are run by AWS",
            "Use RDS, Aurora or DynamoDB instead of a database on a server.",
            _DATA,
        ),
        choice(
            "perf_elastic_data",
            "Stores follow the load by themselves",
            "Use on-demand or serverless capacity, or auto scaling.",
            _DATA,
        ),
        no_risk="perf_no_servers && perf_managed_data && perf_elastic_data",
        medium="perf_managed_data",
    ),
    question(
        "perf_experiments",
        "How do you experiment?",
        "With code and rented machines a comparison takes an afternoon.",
        choice(
            "perf_measured",
            "Latency and load are measured in production",
            "Collect metrics and traces.",
            _CULTURE,
        ),
        choice(
            "perf_copies",
            "A copy of the workload can be made by code",
            "Describe the infrastructure by templates.",
            _CULTURE,
        ),
        choice(
            "perf_split",
            "Two versions can serve side by side",
            "Roll out by canary or blue/green, or split requests by weight.",
            _CULTURE,
        ),
        choice(
            "perf_load_tests",
            "Load tests are part of every release",
            "Send the peak load to a copy before each release.",
            _CULTURE,
        ),
        no_risk="perf_measured && perf_copies && perf_split && perf_load_tests",
        medium="perf_measured && perf_copies",
    ),
)

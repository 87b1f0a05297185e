"""Makes the table that maps draw.io's AWS stencils to catalog rows.

    python packaging/drawio_stencils.py STENCILS.txt > designer/importers/drawio/stencils.toml

STENCILS.txt holds draw.io's stencil names, one a line (``mxgraph.aws4.ec2``), as its web
application registers them. A name goes to the row that lists it; else to a row by the rules below;
else to a category, where the importer falls back on a component without a row, and says so.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from designer.catalog.loader import catalog
from designer.catalog.service import Category

_NAME = re.compile(r"mxgraph\.((?:aws4|aws3d|aws3)\.[a-z0-9_]+?)(?:window\W.*)?\Z")

# Names that draw.io has gained since the list was made, or draws without a stencil of that name.
NEWER = [
    "aws4.bedrock",
    "aws4.cloudwatch_logs",
    "aws4.servers",
    "aws4.client_vpn",
    "aws4.eventbridge_scheduler",
    "aws4.eventbridge_pipes",
    "aws4.q",
    "aws4.verified_permissions",
    "aws4.verified_access",
    "aws4.vpc_lattice",
    "aws4.opensearch_service",
    "aws4.memorydb",
    "aws4.private_certificate_authority",
    "aws4.clean_rooms",
    "aws4.security_lake",
    "aws4.kinesis_data_streams",
    "aws4.data_firehose",
    "aws4.iam_identity_center",
    "aws4.managed_service_for_apache_flink",
    "aws4.s3_express_one_zone",
    "aws4.aurora_dsql",
    "aws4.group_auto_scaling_group",
    "aws4.group_vpc2",
    "aws4.group_aws_cloud_alt",
    "aws4.group_subnet",
    "aws3d.ami",
    "aws3d.application",
    "aws3d.application2",
    "aws3d.application_server",
    "aws3d.arrow_e",
    "aws3d.arrow_n",
    "aws3d.arrow_ne",
    "aws3d.arrow_nw",
    "aws3d.arrow_s",
    "aws3d.arrow_se",
    "aws3d.arrow_sw",
    "aws3d.arrow_w",
    "aws3d.arrowless_edge",
    "aws3d.cloudfront",
    "aws3d.cloud_watch",
    "aws3d.customer_gateway",
    "aws3d.dashed_arrowless_edge",
    "aws3d.dashed_edge",
    "aws3d.dashed_edge_double",
    "aws3d.data_center",
    "aws3d.data_server",
    "aws3d.dynamo_db",
    "aws3d.ebs",
    "aws3d.ebs2",
    "aws3d.elastic_beanstalk",
    "aws3d.elastic_ip",
    "aws3d.elastic_load_balancing",
    "aws3d.elastic_mr",
    "aws3d.flat_double_edge",
    "aws3d.flat_edge",
    "aws3d.glacier",
    "aws3d.iam",
    "aws3d.instance",
    "aws3d.internet_gateway",
    "aws3d.lambda",
    "aws3d.mysql_db_instance",
    "aws3d.rds",
    "aws3d.rds_master",
    "aws3d.rds_slave",
    "aws3d.redshift",
    "aws3d.route53",
    "aws3d.s3",
    "aws3d.s3_bucket",
    "aws3d.secure_connection",
    "aws3d.simple_db",
    "aws3d.simple_db2",
    "aws3d.snapshot",
    "aws3d.sns",
    "aws3d.sqs",
    "aws3d.storage_gateway",
    "aws3d.swf",
    "aws3d.vpc_gateway",
    "aws3d.vpn_gateway",
    "aws3d.workflow_service",
    "aws3d.worker",
]

# Tried in order on the name without its library.
ROWS: tuple[tuple[str, str], ...] = (
    (r"group_(vpc2?|virtual_private_cloud)", "vpc"),
    (r"group_aws_cloud(_alt)?", "cloud"),
    (r"group_subnet", "public-subnet"),
    (r"group_auto_scaling_group", "asg"),
    (r"arrow.*|.*_edge|dashed_.*|flat_.*|reference2?|image|edge2?", "decoration"),
    (r"ssl_padlock|gear|question|multimedia|documents2?|content|file|layers", "decoration"),
    (r"secure_connection", "decoration"),
    (r"(ms_sql|mysql_db|oracle_db|postgre\w*)_instance\w*|rds_(master|slave)", "rds"),
    (r"s3(_bucket)?", "s3"),
    (r"instances?_?\d?|instance_with_cloudwatch|application_server|data_server", "ec2"),
    (r"\w*_instance2?|[a-z]\d[a-z]{0,3}|inf1|i3en|g4dn|mac_instance", "ec2"),
    (r"spot2?", "spot"),
    (r"lambda\w*", "lambda"),
    (r"el_load_balancer", "alb"),
    (r"ec2_compute_container_\d", "ecs"),
    (r"elastic_file_system\w*", "efs"),
    (r"elastic_block_store\w*|snapshot1?|ebs2?", "ebs"),
    (r"dynamodb_\w+|attributes?|items?|global_secondary_index|dynamo_db", "dynamodb"),
    (r"general_access_points|s3_\w+|object|s3_bucket|s3", "s3"),
    (r"backup_(?!gateway)\w+", "backup"),
    (r"transfer_for_\w+", "transfer-family"),
    (r"route_?53\w*", "route53"),
    (r"waf_\w+|filtering_rule", "waf"),
    (r"emr_\w+|hdfs_cluster|elastic_mr", "emr"),
    (r"redshift_ml|dense_storage_node", "redshift"),
    (r"sagemaker_\w+", "sagemaker"),
    (r"\w*event_bus_resource|eventbridge_\w+", "eventbridge"),
    (r"streaming_distribution", "cloudfront"),
    (r"http_notification|topic_2|sns", "sns"),
    (r"message|sqs", "sqs"),
    (r"kinesis_enabled_app", "kinesis"),
    (r"data_firehose", "firehose"),
    (r"vpc|virtual_private_cloud", "vpc"),
    (r"cloud(_2)?", "cloud"),
    (r"(non_)?cached_volume|virtual_tape_library|tape_storage|storage_gateway", "storage-gateway"),
    (r"lightsail", "lightsail"),
    (r"permissions_2|policy|sts(_2)?|\w+_security_credential|mfa_token|add_on|iam", "iam"),
    (r"saml_token|iam_identity_center", "identity-center"),
    (r"data_encryption_key|encrypted_data", "kms"),
    (r"certificate|private_certificate_authority", "acm"),
    (r"checklist\w*", "trusted-advisor"),
    (r"(patch|state)_manager|run_command|maintenance_window|inventory", "systems-manager"),
    (r"automation", "systems-manager"),
    (r"stack_aws_cloudformation", "cloudformation"),
    (r"deployments?", "codedeploy"),
    (r"organizations", "organizations"),
    (r"service_catalog", "service-catalog"),
    (r"search_documents|opensearch_service", "opensearch"),
    (r"office_building|illustration_office_building|data_center", "data-centre"),
    (r"application", "beanstalk"),
    (r"bedrock", "bedrock"),
    (r"cloudwatch_logs|cloud_watch|monitoring", "cloudwatch"),
    (r"servers", "server"),
    (r"client_vpn", "client-vpn"),
    (r"memorydb", "memorydb"),
    (r"managed_service_for_apache_flink", "flink"),
    (r"iot_1click|iot_device_\w+|iot_core|shadow|desired_state|reported_state|greengrass|"
     r"mqtt_protocol|http_?2?_protocol|iot_events|iot_button|action", "iot-core"),
    (r"internet_gateway|vpc_gateway", "igw"),
    (r"vpn_gateway", "vpn-gateway"),
    (r"customer_gateway", "customer-gateway"),
    (r"email", "ses"),
    (r"elastic_load_balancing", "alb"),
    (r"elastic_beanstalk|application2", "beanstalk"),
    (r"elastic_ip", "elastic-ip"),
    (r"rds|glacier|redshift|cloudfront", "{}"),
    (r"simple_db2?", "dynamodb"),
    (r"workflow_service|swf", "step-functions"),
    (r"piop", "rds"),
    (r"aurora_dsql", "aurora"),
    # Things people hold, drive or have at home: they ask.
    (r"android|ios|mobile_worker|apps|mobile", "mobile"),
    (r"end_user|requester|worker|human_intelligence_tasks_hit", "users"),
    (r"client|forums|house|car|cart|camera2?|lightbulb|thermostat|door_lock|coffee_pot|bi?y?cycle|"
     r"bicycle|sensor|actuator|servo|echo|fire_?tv(_stick)?|alexa_\w+|factory|windfarm|bank|"
     r"travel|utility|medical_emergency|police_emergency|hardware_board|generic_thing|"
     r"iot_thing_\w+|iot_sailboat|rescue", "client"),
)  # fmt: skip

CATEGORIES: tuple[tuple[str, Category], ...] = (
    (r"iot|greengrass|freertos|simulator|fleet|mesh|virtual_(node|router|service)",
     Category.INTEGRATION),
    (r"security|guard|artifact|audit|signer|cloud_directory|clouddirectory|access_analyzer|"
     r"resource_access|verified|nitro_", Category.SECURITY),
    (r"vpc|network|cloud_wan|gateway|route|app_mesh|flow_logs|adapter|private_5g|wavelength|"
     r"local_zone|satellite|ground_station", Category.NETWORK),
    (r"storage|snow\w*|disk|import_export|replication", Category.STORAGE),
    (r"database|ledger|data_set|sql_workbench", Category.DATABASE),
    (r"compute|container|elastic_inference|bottlerocket|nice_|parallel|vmware|outposts|ami|"
     r"serverless|workspaces|appstream|red_hat|thinkbox", Category.COMPUTE),
    (r"thinkbox|elemental|media|transcoder|game|lumberyard|sumerian|robo|quantum|braket|"
     r"blockchain|ar_vr|video", Category.COMPUTE),
    (r"lookout|forecast|comprehend|polly|translate|transcribe|textract|personalize|kendra|deep|"
     r"monitron|panorama|fraud|neuron|tensorflow|torchserve|mxnet|codeguru|health|augmented|"
     r"inferentia|habana|genomics|data_|analytics|finspace|learning|location|clean_rooms|q\Z",
     Category.ANALYTICS),
    (r"code|cli|sdk|toolkit|developer|tools|device_farm|corretto|app_wizard|cloudshell|"
     r"development", Category.DEVELOPER),
    (r"workflow|appflow|connect|pinpoint|chime|work(docs|mail|link)|lattice", Category.INTEGRATION),
)  # fmt: skip


def row_of(name: str) -> str:
    """Return the row, "decoration", or the category (upper case) of a name like ``aws4.s3``."""
    for key, row in catalog().items():
        if f"mxgraph.{name}" in row.names.drawio:
            return key
    last = name.partition(".")[2]
    for pattern, key in ROWS:
        if re.fullmatch(pattern, last):
            return key.format(last)
    for pattern, category in CATEGORIES:
        if re.search(pattern, last):
            return category.name
    return Category.MANAGEMENT.name


def table(lines: Iterable[str]) -> str:
    """Return the table as TOML."""
    names = sorted({*NEWER, *(m.group(1) for line in lines for m in [_NAME.match(line)] if m)})
    rows: dict[str, list[str]] = {}
    for name in names:
        rows.setdefault(row_of(name), []).append(name)
    sections = {
        "rows": sorted(key for key in rows if not key.isupper()),
        "categories": sorted(key for key in rows if key.isupper()),
    }
    text = ["# Made by packaging/drawio_stencils.py from draw.io's stencil names; do not edit."]
    for section, keys in sections.items():
        text.append(f"\n[{section}]")
        for key in keys:
            listed = ", ".join(f'"{name}"' for name in rows[key])
            text.append(f"{key} = [{listed}]")
    return "\n".join(text) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]).read_text("utf-8").splitlines()))

"""Which row of the catalog a class of the diagrams package stands for.

The rows name their own class; here are the other names of the same things in version 0.25: its
aliases, as ``ALB``, and icons of parts, as ``RDSMysqlInstance``.
"""

from collections.abc import Mapping
from functools import cache

from designer.catalog.loader import catalog

_MORE: Mapping[str, str] = {
    # aliases of the package
    "ES": "opensearch",
    "ElasticsearchService": "opensearch",
    "AutoScaling": "asg",
    "ApplicationAutoScaling": "asg",
    "ECR": "ecr",
    "EB": "beanstalk",
    "ECS": "ecs",
    "EKS": "eks",
    "DMS": "dms",
    "DocumentDB": "documentdb",
    "DAX": "dax",
    "DDB": "dynamodb",
    "DB": "rds",
    "Database": "rds",
    "ElastiCache": "elasticache",
    "SES": "ses",
    "SNS": "sns",
    "SQS": "sqs",
    "SF": "step-functions",
    "SSM": "systems-manager",
    "ParameterStore": "systems-manager",
    "CF": "cloudfront",
    "ELB": "alb",
    "ElasticLoadBalancing": "alb",
    "ALB": "alb",
    "CLB": "clb",
    "NLB": "nlb",
    "GAX": "global-accelerator",
    "IGW": "igw",
    "TGW": "transit-gateway",
    "ACM": "acm",
    "CloudHSM": "cloudhsm",
    "DS": "directory-service",
    "FMS": "firewall-manager",
    "IAM": "iam",
    "IAMRole": "iam",
    "KMS": "kms",
    "CDR": "drs",
    "EBS": "ebs",
    "EFS": "efs",
    "FSx": "fsx",
    "S3": "s3",
    # parts of a service, and the service under another heading
    "EMRCluster": "emr",
    "GlueCrawlers": "glue",
    "GlueDataCatalog": "glue",
    "Kinesis": "kinesis",
    "Redshift": "redshift",
    "RedshiftDenseComputeNode": "redshift",
    "RedshiftDenseStorageNode": "redshift",
    "EC2Instance": "ec2",
    "EC2Instances": "ec2",
    "EC2ContainerRegistryImage": "ecr",
    "EC2ContainerRegistryRegistry": "ecr",
    "ElasticBeanstalkApplication": "beanstalk",
    "ElasticContainerServiceContainer": "ecs",
    "ElasticContainerServiceService": "ecs",
    "ElasticContainerServiceTask": "ecs",
    "LambdaFunction": "lambda",
    "AuroraInstance": "aurora",
    "DynamodbTable": "dynamodb",
    "DynamodbStreams": "dynamodb",
    "ElasticacheCacheNode": "elasticache",
    "ElasticacheForMemcached": "elasticache",
    "ElasticacheForRedis": "elasticache",
    "RDSInstance": "rds",
    "RDSMariadbInstance": "rds",
    "RDSMysqlInstance": "rds",
    "RDSOracleInstance": "rds",
    "RDSPostgresqlInstance": "rds",
    "RDSSqlServerInstance": "rds",
    "InternetGateway": "igw",
    "InternetAlt2": "internet",
    "User": "users",
    "EventbridgeRule": "eventbridge",
    "EventbridgeEvent": "eventbridge",
    "EventbridgeScheduler": "eventbridge",
    "EventbridgeCustomEventBusResource": "eventbridge",
    "EventbridgeDefaultEventBusResource": "eventbridge",
    "SimpleNotificationServiceSnsTopic": "sns",
    "SimpleQueueServiceSqsQueue": "sqs",
    "ExpressWorkflows": "step-functions",
    "IotMqtt": "iot-core",
    "IotRule": "iot-core",
    "IotTopic": "iot-core",
    "CloudformationStack": "cloudformation",
    "CloudformationTemplate": "cloudformation",
    "CloudwatchAlarm": "cloudwatch",
    "CloudwatchLogs": "cloudwatch",
    "CloudwatchRule": "eventbridge",
    "CloudwatchEventEventBased": "eventbridge",
    "CloudwatchEventTimeBased": "eventbridge",
    "SystemsManagerParameterStore": "systems-manager",
    "SagemakerModel": "sagemaker",
    "SagemakerNotebook": "sagemaker",
    "SagemakerTrainingJob": "sagemaker",
    "RekognitionImage": "rekognition",
    "APIGateway": "api-gateway",
    "APIGatewayEndpoint": "api-gateway",
    "Appsync": "appsync",
    "CloudFrontDownloadDistribution": "cloudfront",
    "Privatelink": "vpc-endpoint",
    "TransitGatewayAttachment": "transit-gateway",
    "VpnConnection": "site-to-site-vpn",
    "IdentityAndAccessManagementIamRole": "iam",
    "ManagedMicrosoftAd": "directory-service",
    "ShieldAdvanced": "shield",
    "ElasticBlockStoreEBSVolume": "ebs",
    "ElasticFileSystemEFSFileSystem": "efs",
    "FsxForLustre": "fsx",
    "FsxForWindowsFileServer": "fsx",
    "SimpleStorageServiceS3Bucket": "s3",
    "SimpleStorageServiceS3BucketWithObjects": "s3",
    "SimpleStorageServiceS3Object": "s3",
    "S3GlacierVault": "glacier",
    "S3GlacierArchive": "glacier",
}
_ELSEWHERE: Mapping[str, str] = {
    "diagrams.onprem.client.Client": "client",
    "diagrams.onprem.client.User": "users",
    "diagrams.onprem.client.Users": "users",
    "diagrams.onprem.network.Internet": "internet",
    "diagrams.generic.device.Mobile": "mobile",
    "diagrams.generic.device.Tablet": "mobile",
    "diagrams.onprem.database": "database-server",
    "diagrams.onprem.inmemory": "database-server",
    "diagrams.generic.database": "database-server",
    "diagrams.onprem": "server",
    "diagrams.programming": "server",
    "diagrams.generic": "generic",
}


@cache
def _own_classes() -> dict[str, str]:
    return {row.diagrams_class: row.key for row in catalog().values() if row.diagrams_class}


def service_of(dotted: str) -> str | None:
    """Return the key of the row that the class ``dotted`` stands for; None for no row of AWS's.

    >>> service_of("diagrams.aws.network.ALB"), service_of("diagrams.onprem.database.MySQL")
    ('alb', 'database-server')
    """
    own = _own_classes().get(dotted)
    if own is not None:
        return own
    if dotted.startswith("diagrams.aws."):
        return _MORE.get(dotted.rpartition(".")[2])
    name = dotted
    while name:
        if name in _ELSEWHERE:
            return _ELSEWHERE[name]
        name = name.rpartition(".")[0]
    return None

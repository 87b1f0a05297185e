"""Who asks whom in a template, and what it states of each part."""

# ruff: noqa: E501 - a resource of a template on each line

import pytest

from designer.importers.result import NoteKind
from tests.importers.cloudformation.drawn import drawn, drawn_bytes, resources

BALANCED = """
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [!Ref A, !Ref B]}}
  Listener: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]}}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {HealthCheckIntervalSeconds: 10, UnhealthyThresholdCount: 5}}
"""


def test_a_balancer_reaches_a_group_and_its_type_is_application() -> None:
    found = drawn(
        resources(
            BALANCED
            + """
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 3, VPCZoneIdentifier: [!Ref A, !Ref B], TargetGroupARNs: [!Ref Targets], HealthCheckType: ELB}}
  Policy: {Type: AWS::AutoScaling::ScalingPolicy, Properties: {AutoScalingGroupName: !Ref Group, PolicyType: TargetTrackingScaling, TargetTrackingConfiguration: {TargetValue: 60, PredefinedMetricSpecification: {PredefinedMetricType: ASGAverageCPUUtilization}}}}
"""
        )
    )
    assert found.links == {"Balancer request Group"}
    assert found.services["Balancer"] == "alb"
    assert found.stated("Balancer") == {
        "cross_zone": True,
        "health_checks": True,
        "health_check_interval_s": 10.0,
        "unhealthy_threshold": 5,
        "zones": ("Zone 1", "Zone 2"),
    }
    assert found.stated("Group")["health_check"] == "elb"
    assert found.stated("Group")["scaling_policy"] == "target_tracking"
    assert found.stated("Group")["target_value"] == 60.0
    assert "desired" not in found.stated("Group")


@pytest.mark.parametrize(
    ("rule", "is_reached"),
    [
        (
            "Actions: [{Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Other}]}}]",
            True,
        ),
        ("Actions: [{Type: redirect}]", False),
    ],
)
def test_rules_of_a_listener_forward_too(rule: str, is_reached: bool) -> None:
    found = drawn(
        resources(
            BALANCED
            + f"""
  Rule: {{Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: {{ListenerArn: !Ref Listener, {rule}}}}}
  Other: {{Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {{Targets: [{{Id: !Ref Web}}]}}}}
  Web: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref A}}}}
"""
        )
    )
    assert ("Balancer request Web" in found.links) is is_reached
    left = [s for s in found.notes(NoteKind.SKIPPED) if "No listener" in s]
    assert bool(left) is not is_reached


def test_containers_on_fargate_behind_a_balancer() -> None:
    found = drawn(
        resources(
            BALANCED
            + """
  Cluster: {Type: AWS::ECS::Cluster}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: [{Name: x, Environment: [{Name: T, Value: !Ref Table}]}]
  Service:
    Type: AWS::ECS::Service
    DependsOn: Listener
    Properties:
      Cluster: !Ref Cluster
      DesiredCount: 2
      TaskDefinition: !Ref Task
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
      LoadBalancers: [{TargetGroupArn: !Ref Targets, ContainerPort: 80}]
  Table: {Type: AWS::DynamoDB::Table, Properties: {BillingMode: PAY_PER_REQUEST, PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}}
  Bounds: {Type: AWS::ApplicationAutoScaling::ScalableTarget, Properties: {MinCapacity: 2, MaxCapacity: 8, ResourceId: !Join [/, [service, !Ref Cluster, !GetAtt Service.Name]]}}
  Policy: {Type: AWS::ApplicationAutoScaling::ScalingPolicy, Properties: {PolicyType: TargetTrackingScaling, ScalingTargetId: !Ref Bounds}}
"""
        )
    )
    assert found.services["Service"] == "fargate"
    assert "Cluster" not in found.services
    assert found.links == {"Balancer request Service", "Service request Table"}
    assert found.stated("Service") == {
        "desired": 2,
        "minimum": 2,
        "maximum": 8,
        "scaling_policy": "target_tracking",
        "zones": ("Zone 1", "Zone 2"),
    }
    assert found.stated("Table") == {"capacity_mode": "on_demand", "pitr": True}


def test_a_classic_balancer_with_instances_and_groups() -> None:
    found = drawn(
        resources("""
  Old: {Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {Subnets: [!Ref A, !Ref B], Instances: [!Ref Web], CrossZone: true}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref A], LoadBalancerNames: [!Ref Old]}}
""")
    )
    assert found.links == {"Old request Web", "Old request Group"}
    assert found.stated("Old")["cross_zone"] is True


DATABASE = """
  Places: {{Type: AWS::RDS::DBSubnetGroup, Properties: {{SubnetIds: [!Ref A, !Ref B]}}}}
  Db: {{Type: AWS::RDS::DBInstance, Properties: {{Engine: mysql, DBSubnetGroupName: !Ref Places{0}}}}}
"""


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("", {"engine": "mysql"}),
        (", MultiAZ: false", {"engine": "mysql", "multi_az": False}),
        (
            ", MultiAZ: 'true', BackupRetentionPeriod: '7'",
            {
                "engine": "mysql",
                "multi_az": True,
                "automatic_backups": True,
                "backup_retention_days": 7,
                "zones": ("Zone 1", "Zone 2"),
            },
        ),
        (", BackupRetentionPeriod: 0", {"engine": "mysql", "automatic_backups": False}),
    ],
)
def test_a_subnet_group_is_no_multi_az(stated: str, expected: dict[str, object]) -> None:
    found = drawn(resources(DATABASE.format(stated)))
    assert found.stated("Db") == expected
    assert found.parent("Db") == "Vpc"


def test_replicas_and_clusters() -> None:
    found = drawn(
        resources(
            DATABASE.format("")
            + """
  Copy: {Type: AWS::RDS::DBInstance, Properties: {SourceDBInstanceIdentifier: !Ref Db}}
  Cluster: {Type: AWS::RDS::DBCluster, Properties: {Engine: aurora-postgresql, DBSubnetGroupName: !Ref Places, BackupRetentionPeriod: 14, DeletionProtection: true}}
  One: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster, DBInstanceClass: db.r6g.large}}
  Two: {Type: AWS::RDS::DBInstance, Properties: {DBClusterIdentifier: !Ref Cluster}}
  Sessions: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {NumCacheClusters: 2, AutomaticFailoverEnabled: true, SnapshotRetentionLimit: 3}}
"""
        )
    )
    assert "Db replication Copy" in found.links
    assert {"One", "Two"}.isdisjoint(found.services)
    assert found.stated("Cluster") == {
        "engine": "postgres",
        "replicas": 1,
        "backup_retention_days": 14,
        "deletion_protection": True,
        "instance_class": "db.r6g.large",
        "zones": ("Zone 1", "Zone 2"),
    }
    assert found.stated("Sessions") == {
        "engine": "redis",
        "replicas": 1,
        "automatic_failover": True,
        "automatic_backups": True,
    }


def test_security_groups_say_who_asks_whom_but_not_for_administration() -> None:
    found = drawn(
        resources("""
  WebGroup: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
  DbGroup: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, SecurityGroupIngress: [{FromPort: 3306, ToPort: 3306, SourceSecurityGroupId: !Ref WebGroup}]}}
  Ssh: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt WebGroup.GroupId, FromPort: 22, ToPort: 22, SourceSecurityGroupId: !Ref BastionGroup}}
  BastionGroup: {Type: AWS::EC2::SecurityGroup}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A, SecurityGroupIds: [!Ref WebGroup]}}
  Bastion: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref B, SecurityGroupIds: [!Ref BastionGroup]}}
  Db: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!GetAtt DbGroup.GroupId]}}
""")
    )
    assert found.links == {"Web request Db"}
    (link,) = found.page.diagram.topology.links.values()
    assert link.inferred == ("Web asks Db: the security group of one admits the other.",)


SERVERLESS = """
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {Timeout: 10, Environment: {Variables: {TABLE: !Ref Table}}}}
Resources:
  Ask:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Get: {Type: Api, Properties: {Path: /, Method: get}}}
      Policies: [{DynamoDBCrudPolicy: {TableName: !Ref Table}}, {SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}}]
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Events: {Job: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}, Outside: {Type: MSK, Properties: {Stream: !Ref ClusterArn}}}
      Policies: [{SQSPollerPolicy: {QueueName: !GetAtt Jobs.QueueName}}]
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 3}}}
  Failed: {Type: AWS::SQS::Queue}
  Table: {Type: AWS::Serverless::SimpleTable}
Parameters: {ClusterArn: {Type: String}}
"""


def test_events_policies_and_environments_of_functions() -> None:
    found = drawn(SERVERLESS)
    assert found.links == {
        "ServerlessRestApi request Ask",
        "Ask request Table",
        "Ask async Jobs",
        "Jobs async Work",
        "ClusterArn async Work",
        "Work request Table",
        "Jobs async Failed",
    }
    assert found.services["ClusterArn"] == "msk"
    assert found.stated("Ask") == {"timeout_s": 10.0}
    assert found.stated("Jobs")["dead_letter_queue"] is True


def test_plain_functions_by_role_mapping_and_permission() -> None:
    found = drawn("""
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyDocument: {Statement: [{Effect: Allow, Action: "dynamodb:PutItem", Resource: !GetAtt Table.Arn}, {Effect: Deny, Action: "*", Resource: !GetAtt Secret.Arn}, {Effect: Allow, Action: ["sqs:ReceiveMessage"], Resource: !GetAtt Jobs.Arn}]}}]}}
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Fn, EventSourceArn: !GetAtt Jobs.Arn}}
  Api: {Type: AWS::ApiGateway::RestApi}
  May: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !GetAtt Fn.Arn, Principal: apigateway.amazonaws.com, SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"}}
  Table: {Type: AWS::DynamoDB::Table}
  Secret: {Type: AWS::DynamoDB::Table}
  Jobs: {Type: AWS::SQS::Queue}
  Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Event: "s3:ObjectCreated:*", Function: !GetAtt Fn.Arn}]}}}
""")
    assert found.links == {
        "Fn request Table",
        "Jobs async Fn",
        "Api request Fn",
        "Bucket async Fn",
    }


def test_the_edge_and_what_watches() -> None:
    found = drawn(
        resources(
            BALANCED
            + """
  Site: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Enabled}}}
  Cdn: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt Site.RegionalDomainName}, {DomainName: !GetAtt Balancer.DNSName}]}}}
  Main: {Type: AWS::Route53::RecordSet, Properties: {Failover: PRIMARY, HealthCheckId: x, AliasTarget: {DNSName: !GetAtt Cdn.DomainName}}}
  Spare: {Type: AWS::Route53::RecordSet, Properties: {Failover: SECONDARY, AliasTarget: {DNSName: !GetAtt Site.WebsiteURL}}}
  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!Ref Tell]}}
  Tell: {Type: AWS::SNS::Topic}
  Trail: {Type: AWS::CloudTrail::Trail, Properties: {IsMultiRegionTrail: true, S3BucketName: !Ref Site}}
  Key: {Type: AWS::KMS::Key}
  Disk: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true, KmsKeyId: !GetAtt Key.Arn}}
"""
        )
    )
    assert found.links == {
        "Cdn request Site",
        "Cdn request Balancer",
        "Route 53 request Cdn",
        "Route 53 request Site standby",
        "CloudWatch async Tell",
        "Trail request Site",
        "Disk request Key optional",
    }
    assert found.stated("Route 53") == {"routing_policy": "failover", "health_checks": True}
    assert found.stated("Site") == {"versioning": True}
    assert found.stated("CloudWatch") == {"alarms": True}
    assert found.stated("Trail") == {"multi_region": True}


CONDITIONAL = """
Parameters: {Env: {Type: String, Default: dev}, Given: {Type: String}}
Conditions:
  Prod: !Equals [!Ref Env, prod]
  NotProd: !Not [!Condition Prod]
  HasGiven: !Not [!Equals [!Ref Given, ""]]
  Open: !Equals [!Ref Given, x]
  Both: !And [!Condition Prod, !Condition HasGiven]
Resources:
  Big: {Type: AWS::SQS::Queue, Condition: Prod}
  Small: {Type: AWS::SQS::Queue, Condition: NotProd}
  Always: {Type: AWS::SQS::Queue, Condition: HasGiven}
  Perhaps: {Type: AWS::SQS::Queue, Condition: Open}
  Db: {Type: AWS::RDS::DBInstance, Properties: {MultiAZ: !If [Both, true, false]}}
"""


def test_conditions_hold_at_defaults_and_at_given_values() -> None:
    found = drawn(CONDITIONAL)
    assert set(found.services) == {"Small", "Always", "Db"}
    assert found.stated("Db")["multi_az"] is False
    assert any("condition Open is taken as false" in s for s in found.notes(NoteKind.UNSTATED))
    assert any("condition Prod does not hold" in s for s in found.notes(NoteKind.SKIPPED))
    found = drawn(CONDITIONAL, Env="prod", Given="x")
    assert set(found.services) == {"Big", "Always", "Perhaps", "Db"}
    assert found.stated("Db")["multi_az"] is True


def test_unknown_types_are_named_and_repeated_keys_told() -> None:
    text = (
        '{"Resources": {"A": {"Type": "AWS::Ghost::Thing"}, "B": {"Type": "AWS::SQS::Queue"}, '
        '"B": {"Type": "AWS::SNS::Topic"}}}'
    )
    found = drawn_bytes(text.encode("utf-16"))
    assert found.services == {"B": "sns"}
    assert found.notes(NoteKind.UNKNOWN) == [
        "AWS::Ghost::Thing is not in the catalog: A cannot be drawn."
    ]
    assert "The key 'B' stands twice in one place; the last one counts." in found.notes(
        NoteKind.SKIPPED
    )


def test_nothing_to_draw_has_its_reason() -> None:
    found = drawn("Resources: {R: {Type: AWS::IAM::Role}}")
    assert not found.elements
    assert found.notes(NoteKind.SKIPPED)


def test_a_cluster_without_services_stands_in_the_group_that_carries_it() -> None:
    found = drawn(
        resources("""
  Cluster: {Type: AWS::ECS::Cluster}
  Config: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {InstanceType: t3.small, UserData: {"Fn::Base64": !Sub "echo ECS_CLUSTER=${Cluster}"}}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 2, MaxSize: 4, VPCZoneIdentifier: [!Ref A, !Ref B], LaunchConfigurationName: !Ref Config}}
""")
    )
    assert found.parent("Cluster") == "Group"
    assert found.stated("Group")["instance_type"] == "t3.small"
    assert found.links == set()

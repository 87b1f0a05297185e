"""Kinds of CloudFormation that are rarely met, one row each: what is drawn, stated and linked."""

import pytest

from tests.importers.cloudformation.drawn import drawn

Case = tuple[str, dict[str, tuple[str, dict[str, object]]], set[str]]
"""A template's resources; service and properties by name; the links."""

CASES: dict[str, Case] = {
    "EKS nodes are part of their cluster": (
        """
  Cluster: {Type: "AWS::EKS::Cluster", Properties: {RoleArn: x}}
  Nodes:
    Type: AWS::EKS::Nodegroup
    Properties:
      ClusterName: !Ref Cluster
      ScalingConfig: {MinSize: 2, MaxSize: 6, DesiredSize: 3}
""",
        {"Cluster": ("eks", {"minimum": 2, "maximum": 6, "desired": 3})},
        set(),
    ),
    "Beanstalk states its fleet in option settings": (
        """
  Web:
    Type: AWS::ElasticBeanstalk::Environment
    Properties:
      OptionSettings:
        - {Namespace: "aws:autoscaling:asg", OptionName: MinSize, Value: "2"}
        - {Namespace: "aws:autoscaling:asg", OptionName: MaxSize, Value: "4"}
        - {Namespace: "aws:elasticbeanstalk:application:environment", OptionName: T, Value: !Ref T}
  T: {Type: "AWS::DynamoDB::Table"}
""",
        {"Web": ("beanstalk", {"minimum": 2, "maximum": 4}), "T": ("dynamodb", {})},
        {"Web request T"},
    ),
    "a state machine asks what its definition names": (
        """
  F: {Type: "AWS::Lambda::Function"}
  Q: {Type: "AWS::SQS::Queue"}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub '{"States": {"A": {"Resource": "${F.Arn}"}, "B": {"Url": "${Q}"}}}'
""",
        {"Machine": ("step-functions", {}), "F": ("lambda", {}), "Q": ("sqs", {})},
        {"Machine request F", "Machine async Q"},
    ),
    "MSK states its brokers and starts functions": (
        """
  Kafka:
    Type: AWS::MSK::Cluster
    Properties:
      NumberOfBrokerNodes: 3
      BrokerNodeGroupInfo: {InstanceType: kafka.m5.large, ClientSubnets: [subnet-1]}
  F: {Type: "AWS::Lambda::Function"}
  Map:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !Ref Kafka, FunctionName: !Ref F}
""",
        {"Kafka": ("msk", {"brokers": 3, "instance_type": "kafka.m5.large"})},
        {"Kafka async F"},
    ),
    "FSx states its zones and its backups": (
        """
  Files:
    Type: AWS::FSx::FileSystem
    Properties:
      FileSystemType: WINDOWS
      StorageCapacity: 300
      SubnetIds: [subnet-1, subnet-2]
      WindowsConfiguration: {DeploymentType: MULTI_AZ_1, AutomaticBackupRetentionDays: 7}
""",
        {"Files": ("fsx", {"multi_az": True, "automatic_backups": True})},
        set(),
    ),
    "AppSync asks its data sources": (
        """
  Api: {Type: "AWS::AppSync::GraphQLApi"}
  T: {Type: "AWS::DynamoDB::Table"}
  F: {Type: "AWS::Lambda::Function"}
  One:
    Type: AWS::AppSync::DataSource
    Properties: {ApiId: !GetAtt Api.ApiId, DynamoDBConfig: {TableName: !Ref T}}
  Two:
    Type: AWS::AppSync::DataSource
    Properties: {ApiId: !GetAtt Api.ApiId, LambdaConfig: {LambdaFunctionArn: !GetAtt F.Arn}}
""",
        {"Api": ("appsync", {})},
        {"Api request T", "Api request F"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_kind_is_read(case: str) -> None:
    text, expected, links = CASES[case]
    found = drawn(f"Resources:{text}")
    for name, (service, stated) in expected.items():
        assert found.services[name] == service
        assert {key: found.stated(name).get(key) for key in stated} == stated
    assert found.links == links

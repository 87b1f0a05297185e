"""Who uses whom in Terraform: policies, environments, events, keys, and modules made many times."""

from pathlib import Path

from designer.importers.result import Page
from designer.model.links import LinkKind
from tests.importers.terraform.drawn import elements, kinds, links, page_of

PROGRAMS = """
resource "aws_dynamodb_table" "orders" {
  billing_mode = "PAY_PER_REQUEST"
  point_in_time_recovery { enabled = true }
}
resource "aws_s3_bucket" "files" {}
resource "aws_s3_bucket_versioning" "files" {
  bucket = aws_s3_bucket.files.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_notification" "files" {
  bucket = aws_s3_bucket.files.id
  queue { queue_arn = aws_sqs_queue.work.arn }
}
resource "aws_sqs_queue" "dead" {}
resource "aws_sqs_queue" "work" {
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
}
resource "aws_kms_key" "key" {}
resource "aws_db_instance" "data" {
  engine     = "postgres"
  kms_key_id = aws_kms_key.key.arn
}
resource "aws_iam_role" "r" {}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["dynamodb:PutItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }
  statement {
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.dead.arn]
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
resource "aws_lambda_function" "worker" {
  role = aws_iam_role.r.arn
  environment { variables = { HOST = aws_db_instance.data.address } }
}
resource "aws_lambda_event_source_mapping" "m" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.worker.arn
}
resource "aws_apigatewayv2_api" "api" {}
resource "aws_apigatewayv2_integration" "i" {
  api_id          = aws_apigatewayv2_api.api.id
  integration_uri = aws_lambda_function.worker.invoke_arn
}
resource "aws_cloudwatch_event_rule" "nightly" { schedule_expression = "rate(1 day)" }
resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.worker.arn
}
resource "aws_sns_topic" "ops" {}
resource "aws_cloudwatch_metric_alarm" "high" { alarm_actions = [aws_sns_topic.ops.arn] }
"""


def stated(page: Page, name: str, key: str) -> object:
    topology = page.diagram.topology
    (found,) = (e for e in topology.elements.values() if e.name == name)
    return found.properties.get(key)


def test_programs_events_alarms_and_keys(tmp_path: Path) -> None:
    page = page_of(tmp_path, PROGRAMS)
    assert kinds(page) == {
        ("api", "worker"): LinkKind.REQUEST,
        ("nightly", "worker"): LinkKind.ASYNC,
        ("files", "work"): LinkKind.ASYNC,
        ("work", "worker"): LinkKind.ASYNC,
        ("work", "dead"): LinkKind.ASYNC,
        ("worker", "data"): LinkKind.REQUEST,
        ("worker", "orders"): LinkKind.REQUEST,
        ("data", "key"): LinkKind.REQUEST,
        ("CloudWatch", "ops"): LinkKind.ASYNC,
    }
    assert stated(page, "files", "versioning") is True
    assert stated(page, "orders", "pitr") is True
    assert stated(page, "work", "dead_letter_queue") is True
    assert stated(page, "data", "encrypted") is True
    inferred = {note.sentence for note in page.notes if note.kind.value == "inferred"}
    assert "worker uses orders: the policy of its role lets it." in inferred
    assert "worker uses data: its environment names it." in inferred


def test_policies_as_text_and_as_json(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
resource "aws_s3_bucket" "a" {}
resource "aws_s3_bucket" "b" {}
resource "aws_iam_role" "r" {}
resource "aws_iam_role_policy" "text" {
  role   = aws_iam_role.r.id
  policy = <<EOF
{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "${aws_s3_bucket.a.arn}/*"}]}
EOF
}
resource "aws_iam_role_policy" "json" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = [
    { Effect = "Deny", Action = "s3:*", Resource = aws_s3_bucket.b.arn } ] })
}
resource "aws_lambda_function" "f" { role = aws_iam_role.r.arn }
""",
    )
    assert links(page) == {("f", "a")}


def test_modules_made_many_times_in_whatever_order(tmp_path: Path) -> None:
    inner = tmp_path / "net"
    inner.mkdir()
    (inner / "net.tf").write_text(
        'variable "zone" {}\n'
        'resource "aws_subnet" "s" {\n  vpc_id = "vpc-1"\n  availability_zone = var.zone\n}\n'
        'output "subnet" {\n  value = aws_subnet.s.id\n}\n'
    )
    page = page_of(
        tmp_path,
        """
resource "aws_instance" "i" {
  count     = length(module.net)
  subnet_id = module.net[count.index].subnet
}
resource "aws_instance" "j" {
  for_each  = module.other
  subnet_id = each.value.subnet
}
module "net" {
  source = "./net"
  count  = 2
  zone   = ["eu-west-1a", "eu-west-1b"][count.index]
}
module "other" {
  source   = "./net"
  for_each = toset(["c"])
  zone     = "eu-west-1${each.key}"
}
""",
    )
    found = elements(page)
    assert found["net[0] s"] == ("private-subnet", "eu-west-1a")
    assert found["net[1] s"] == ("private-subnet", "eu-west-1b")
    assert found["i[0]"] == ("ec2", "net[0] s")
    assert found["i[1]"] == ("ec2", "net[1] s")
    assert found["other c s"] == ("private-subnet", "eu-west-1c")
    assert found["j c"] == ("ec2", "other c s")


def test_the_registry_balancer_and_fleet_are_joined(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        """
module "asg" {
  source              = "terraform-aws-modules/autoscaling/aws"
  min_size            = 2
  max_size            = 6
  instance_type       = "t3.small"
  vpc_zone_identifier = module.vpc.private_subnets
  traffic_source_attachments = {
    front = { traffic_source_identifier = module.alb.target_groups["web"].arn }
  }
  scaling_policies = { cpu = { policy_type = "TargetTrackingScaling" } }
}
module "alb" {
  source        = "terraform-aws-modules/alb/aws"
  subnets       = module.vpc.public_subnets
  target_groups = { web = { port = 80 }, api = { port = 81, target_id = aws_instance.api.id } }
}
resource "aws_instance" "api" { subnet_id = module.vpc.private_subnets[0] }
module "vpc" {
  source          = "terraform-aws-modules/vpc/aws"
  azs             = ["eu-west-1a", "eu-west-1b"]
  public_subnets  = ["10.0.1.0/24", "10.0.2.0/24"]
  private_subnets = ["10.0.3.0/24", "10.0.4.0/24"]
}
""",
    )
    found = elements(page)
    assert found["asg"] == ("asg", "vpc")
    assert found["alb"] == ("alb", "vpc")
    assert stated(page, "asg", "scaling_policy") == "target_tracking"
    assert stated(page, "asg", "minimum") == 2
    assert ("alb", "api") in links(page)
    assert any(source == "alb" and "asg" in target for source, target in links(page))

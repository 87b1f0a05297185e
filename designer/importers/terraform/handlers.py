"""Which function draws a type of Terraform, which ones link it: explicit tables, a line a type."""

from collections.abc import Callable, Mapping

from designer.importers.terraform import network, programs, services, settings
from designer.importers.terraform.context import Context
from designer.importers.terraform.values import Declared

Handler = Callable[[Context, Declared], None]

DRAWN: Mapping[str, Handler] = {
    "aws_vpc": network.draw_vpc,
    "aws_default_vpc": network.draw_vpc,
    "aws_subnet": network.draw_subnet,
    "aws_default_subnet": network.draw_subnet,
    "aws_internet_gateway": network.draw_gateway,
    "aws_egress_only_internet_gateway": network.draw_gateway,
    "aws_vpn_gateway": network.draw_gateway,
    "aws_nat_gateway": network.draw_nat,
    "aws_instance": network.draw_instance,
    "aws_lb": services.draw_balancer,
    "aws_alb": services.draw_balancer,
    "aws_elb": services.draw_balancer,
    "aws_autoscaling_group": services.draw_group,
    "aws_ecs_service": services.draw_container,
    "aws_ecs_cluster": services.draw_cluster,
    "aws_db_instance": services.draw_database,
    "aws_rds_cluster": services.draw_aurora,
    "aws_docdb_cluster": services.draw_aurora,
    "aws_neptune_cluster": services.draw_aurora,
    "aws_elasticache_cluster": services.draw_cache,
    "aws_elasticache_replication_group": services.draw_cache,
    "aws_route53_zone": settings.draw_names,
    "aws_route53_record": settings.draw_names,
    "aws_lambda_function": programs.draw_function,
    "aws_s3_bucket": settings.draw_bucket,
    "aws_dynamodb_table": settings.draw_table,
    "aws_sqs_queue": settings.draw_queue,
    "aws_eks_node_group": settings.draw_nodes,
    "aws_eks_fargate_profile": settings.draw_nodes,
}
TOLD: Mapping[str, Handler] = {
    "aws_route_table": network.tell_table,
    "aws_default_route_table": network.tell_table,
    "aws_route": network.tell_route,
    "aws_route_table_association": network.associate,
    "aws_main_route_table_association": network.associate,
    "aws_security_group": network.security_group,
    "aws_default_security_group": network.security_group,
    "aws_security_group_rule": network.security_rule,
    "aws_vpc_security_group_ingress_rule": network.security_rule,
    "aws_lb_target_group": services.tell_target_group,
    "aws_alb_target_group": services.tell_target_group,
    "aws_lb_listener": services.tell_listener,
    "aws_alb_listener": services.tell_listener,
    "aws_lb_listener_rule": services.tell_listener,
    "aws_alb_listener_rule": services.tell_listener,
    "aws_lb_target_group_attachment": services.attach,
    "aws_alb_target_group_attachment": services.attach,
    "aws_elb_attachment": services.attach,
    "aws_autoscaling_attachment": services.attach,
    "aws_elb": services.tell_classic,
    "aws_autoscaling_group": services.tell_group,
    "aws_autoscaling_policy": services.tell_policy,
    "aws_ecs_service": services.tell_container,
    "aws_lambda_event_source_mapping": programs.tell_event_source,
    "aws_sns_topic_subscription": programs.tell_subscription,
    "aws_cloudfront_distribution": settings.tell_origins,
    "aws_route53_record": settings.tell_names,
    "aws_db_instance": services.tell_replica,
    "aws_efs_mount_target": services.mount,
    "aws_efs_backup_policy": settings.tell_file_backups,
    "aws_s3_bucket_versioning": settings.tell_bucket,
    "aws_s3_bucket_replication_configuration": settings.tell_bucket,
    "aws_s3_bucket_server_side_encryption_configuration": settings.tell_bucket,
    "aws_s3_bucket_notification": programs.tell_notification,
    "aws_sqs_queue": settings.tell_queue,
    "aws_sqs_queue_redrive_policy": settings.tell_queue,
    "aws_db_proxy_target": settings.tell_proxy,
    "aws_appautoscaling_target": settings.tell_bounds,
    "aws_appautoscaling_policy": settings.tell_scaling,
    "aws_cloudwatch_metric_alarm": settings.tell_alarm,
    "aws_cloudwatch_composite_alarm": settings.tell_alarm,
    "aws_cloudwatch_event_target": programs.tell_rule_target,
    "aws_scheduler_schedule": programs.tell_rule_target,
    "aws_pipes_pipe": programs.tell_rule_target,
    "aws_api_gateway_integration": programs.tell_integration,
    "aws_api_gateway_authorizer": programs.tell_integration,
    "aws_apigatewayv2_integration": programs.tell_integration,
    "aws_apigatewayv2_authorizer": programs.tell_integration,
    "aws_appsync_datasource": programs.tell_integration,
    "aws_wafv2_web_acl_association": settings.tell_firewall,
    "aws_wafregional_web_acl_association": settings.tell_firewall,
    "aws_cloudtrail": settings.tell_trail,
    "aws_backup_selection": settings.tell_selection,
    "aws_globalaccelerator_endpoint_group": settings.tell_endpoints,
    "aws_iam_role": programs.tell_role,
    "aws_iam_role_policy": programs.tell_role_policy,
    "aws_iam_role_policy_attachment": programs.tell_role_policy,
    "aws_iam_policy_attachment": programs.tell_role_policy,
}
"""Run when all is drawn, in the order of the source."""

USED: Mapping[str, Handler] = {
    "aws_lambda_function": programs.use_of_function,
    "aws_instance": programs.use_of_instance,
    "aws_autoscaling_group": programs.use_of_group,
    "aws_ecs_service": programs.use_of_container,
    "aws_sfn_state_machine": programs.use_of_machine,
}
"""Run when all events and policies are told."""

TOLD_LAST: Mapping[str, Handler] = {
    "aws_lambda_permission": programs.tell_permission,
}
"""Run after the rest: they only fill what nothing else has told."""

ALIASES: Mapping[str, str] = {
    "aws_api_gateway_resource": "rest_api_id",
    "aws_api_gateway_deployment": "rest_api_id",
    "aws_api_gateway_stage": "rest_api_id",
    "aws_api_gateway_method": "rest_api_id",
    "aws_apigatewayv2_stage": "api_id",
    "aws_apigatewayv2_route": "api_id",
    "aws_lambda_alias": "function_name",
    "aws_lambda_function_url": "function_name",
    "aws_kms_alias": "target_key_id",
    "aws_cognito_user_pool_client": "user_pool_id",
    "aws_efs_access_point": "file_system_id",
    "aws_lb_listener": "load_balancer_arn",
    "aws_alb_listener": "load_balancer_arn",
    "aws_api_gateway_vpc_link": "target_arns",
    "aws_eip": "instance",
    "aws_secretsmanager_secret_version": "secret_id",
    "aws_db_proxy_endpoint": "db_proxy_name",
    "aws_s3_bucket_website_configuration": "bucket",
}
"""Types that stand for another resource when they are mentioned: the property that names it."""

"""AWS's documented timings of scaling, each with its source; seconds unless the name says else.

"Recalled" marks what was not read again on the page itself: check it before quoting it.
"""

STEP_S = 10
"""One step of the simulation: Lambda's rate is told for 10 s, and a minute is six of them."""

MINUTE_S = 60

# EC2 Auto Scaling User Guide, "Target tracking scaling policies": the alarm that adds goes off
# after three one-minute datapoints above the target, the one that removes after fifteen below.
HIGH_DATAPOINTS = 3
LOW_DATAPOINTS = 15

# Where the lower alarm stands, as a share of the target: 70 % for the CPU of an Auto Scaling group
# (50 -> 35 %), 90 % for Application Auto Scaling: ECS, DynamoDB, Aurora (70 -> 63 %). Secondary.
LOW_SHARE_GROUP = 0.7
LOW_SHARE_APPLICATION = 0.9

# Amazon EC2 User Guide, "Monitor your instances": basic monitoring sends a value every 5 min,
# detailed monitoring every minute.
BASIC_MONITORING_S = 300

# Elastic Load Balancing User Guide, "Deregistration delay": an instance that leaves gets no new
# requests, and is paid for until the delay is over.
DEREGISTRATION_S = 300

# Lambda Developer Guide, "Function scaling": every 10 s a function may get 1,000 more execution
# environments, each of which takes ten requests a second.
LAMBDA_ENVIRONMENTS_PER_STEP = 1000
LAMBDA_STEP_S = 10
LAMBDA_RPS = 10.0

# DynamoDB Developer Guide, "On-demand capacity mode": a new table serves 4,000 writes (or 12,000
# reads) a second at once, every table twice its previous peak; more than that within 30 min may be
# throttled. The smaller of the two floors is used: the drawing does not tell reads from writes.
ON_DEMAND_FLOOR_RPS = 4000.0
ON_DEMAND_FACTOR = 2.0
ON_DEMAND_WINDOW_S = 1800

# Kinesis Data Streams Developer Guide, "On-demand mode": twice the previous peak, reached within
# 15 min; a new stream takes 4,000 records a second.
STREAM_WINDOW_S = 900

# EC2 Auto Scaling User Guide, "Predictive scaling": forecasts by the hour, and only adds.
FORECAST_S = 3600

MANUAL_REACTION_S = 1800.0
"""Assumed: until somebody sees the shortage and acts, where the workload does not state it."""

# Assumed where a scheduled fleet states no times: the day's capacity by office hours.
SCHEDULE_START_S = 8 * 3600
SCHEDULE_END_S = 20 * 3600

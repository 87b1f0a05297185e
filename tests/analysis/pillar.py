"""The example implementations of AWS's Reliability Pillar, as drawings of their bare structure."""


def stack(prefix: str, code: str, desired: int, needed: int) -> str:
    """Return one Region: load balancer, fleet over three zones, Aurora with readers in each."""
    p = prefix
    return f"""
region {p}r {code}
  vpc {p}v
    alb {p}lb
    asg {p}web desired={desired} needed={needed}
    zone {p}a
      ec2 {p}w1 in {p}web
      aurora {p}db replicas=2
    zone {p}b
      ec2 {p}w2 in {p}web
    zone {p}c
      ec2 {p}w3 in {p}web
{p}lb -> {p}web -> {p}db
"""


S1 = """
workload failures_per_year=4 decide_s=1800 repair_s=2400 changes_per_year=6 downtime_per_change_s=4h
users u
region r eu-west-1
  vpc v
    zone a
      ec2 app
u -> app
"""

S2 = """
workload failures_per_year=2 decide_s=1800 repair_s=1800
workload changes_per_year=10 downtime_per_change_s=15m
users u
region r eu-west-1
  vpc v
    alb lb
    asg web desired=2
    zone a
      ec2 w1 in web
      rds db multi_az
    zone b
      ec2 w2 in web
u -> lb -> web
w1, w2 -> db
"""

S3 = f"""
workload failures_per_year=2 decide_s=600 repair_s=300 changes_per_year=50 downtime_per_change_s=0
users u
{stack("p", "eu-west-1", 6, 4)}
u -> plb
"""

S3_NOT_STABLE = f"""
users u
{stack("p", "eu-west-1", 6, 6)}
u -> plb
"""

S4 = f"""
workload failures_per_year=2 decide_s=1200 repair_s=600
users u
route53 dns health_checks
{stack("p", "eu-west-1", 6, 4)}
{stack("s", "eu-central-1", 3, 2)}
u -> dns -> plb
dns -> slb standby
pdb => sdb
"""

S5 = f"""
workload failures_per_year=4 decide_s=0 repair_s=60
users u
route53 dns health_checks health_check_interval_s=10 ttl_s=1
{stack("p", "eu-west-1", 6, 4)}
{stack("s", "eu-central-1", 6, 4)}
u -> dns -> plb, slb
pdb => sdb
"""

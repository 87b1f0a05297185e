"""What somebody has to answer for, and who may: the lines of the shared responsibility model.

Source: AWS, "Shared Responsibility Model" (aws.amazon.com/compliance/shared-responsibility-model)
and the whitepaper "AWS Security Best Practices", which tells infrastructure, container and
abstracted services apart.
"""

from enum import Enum


class Area(Enum):
    """One thing to answer for, from the ground up."""

    FACILITIES = "facilities"
    HOST = "host"
    GUEST_OS = "guest_os"
    PLATFORM = "platform"
    NETWORK = "network"
    CONFIGURATION = "configuration"
    IDENTITY = "identity"
    AT_REST = "at_rest"
    IN_TRANSIT = "in_transit"
    BACKUPS = "backups"
    CODE = "code"
    DATA = "data"

    @property
    def title(self) -> str:
        """The area in headings."""
        return _TITLES[self]

    @property
    def short(self) -> str:
        """The area over a narrow column."""
        return _SHORT[self]

    @property
    def explanation(self) -> str:
        """What it is about, in one sentence."""
        return _EXPLAINED[self]


class Party(Enum):
    """Who answers for an area."""

    AWS = "aws"
    SHARED = "shared"
    CUSTOMER = "customer"

    @property
    def title(self) -> str:
        """The party in tables."""
        return {"aws": "AWS", "shared": "shared", "customer": "you"}[self.value]


class Model(Enum):
    """How much of a service AWS runs; the more, the less is the customer's."""

    OWN = "own"
    INFRASTRUCTURE = "infrastructure"
    CONTAINER = "container"
    MANAGED = "managed"
    SERVERLESS = "serverless"

    @property
    def title(self) -> str:
        """The model in words."""
        return _MODELS[self][0]

    @property
    def explanation(self) -> str:
        """What it means, in one sentence."""
        return _MODELS[self][1]


_TITLES = {
    Area.FACILITIES: "Facilities and hardware",
    Area.HOST: "Host and virtualisation",
    Area.GUEST_OS: "Guest operating system and patches",
    Area.PLATFORM: "Platform and runtime",
    Area.NETWORK: "Network and firewall configuration",
    Area.CONFIGURATION: "Platform and instance configuration",
    Area.IDENTITY: "Identity and access",
    Area.AT_REST: "Encryption at rest",
    Area.IN_TRANSIT: "Encryption in transit",
    Area.BACKUPS: "Backups",
    Area.CODE: "Application code",
    Area.DATA: "Customer data",
}

_SHORT = {
    Area.FACILITIES: "Site",
    Area.HOST: "Host",
    Area.GUEST_OS: "OS",
    Area.PLATFORM: "Plat",
    Area.NETWORK: "Net",
    Area.CONFIGURATION: "Conf",
    Area.IDENTITY: "Ident",
    Area.AT_REST: "Rest",
    Area.IN_TRANSIT: "Trans",
    Area.BACKUPS: "Back",
    Area.CODE: "Code",
    Area.DATA: "Data",
}

_EXPLAINED = {
    Area.FACILITIES: "Buildings, power, cooling, cables and the machines themselves.",
    Area.HOST: "The system on the machine, and what keeps the guests on it apart.",
    Area.GUEST_OS: "The operating system that programs run on, and its patches.",
    Area.PLATFORM: "Database engines, language runtimes and other software that programs run in.",
    Area.NETWORK: "Subnets, routes, security groups and whoever may connect at all.",
    Area.CONFIGURATION: "The settings of the service: sizes, features, parameters.",
    Area.IDENTITY: "Who may call what: users, roles and policies.",
    Area.AT_REST: "Whether what is stored can be read without a key.",
    Area.IN_TRANSIT: "Whether what is sent can be read or changed on its way.",
    Area.BACKUPS: "Copies from which what was lost or damaged comes back.",
    Area.CODE: "The programs that make the workload what it is.",
    Area.DATA: "What the data are, who may have them, and how long they are kept.",
}

_MODELS = {
    Model.OWN: ("your own", "It does not run at AWS: everything about it is yours."),
    Model.INFRASTRUCTURE: (
        "infrastructure",
        "AWS lends machines, disks and networks; what runs on them is yours.",
    ),
    Model.CONTAINER: (
        "container",
        "AWS runs what starts and places your programs; the machines below are still yours to "
        "patch.",
    ),
    Model.MANAGED: (
        "managed",
        "AWS runs and patches the software; its settings, network and users are yours.",
    ),
    Model.SERVERLESS: (
        "serverless",
        "There is no machine to see; what you put in and who may use it is yours.",
    ),
}

"""Classes of the pair head; training and extraction read their order here."""

#: Order of the classes that the network was trained with.
RELATIONS = (
    "none",
    "alliance",
    "acquisition",
    "merger",
    "investment",
    "supply",
    "financing",
    "litigation",
    "competition",
    "subsidiary",
    "venture",
)
ALLIANCE = RELATIONS.index("alliance")
KINDS = (
    "strategic_alliance",
    "joint_venture",
    "joint_development",
    "licensing",
    "distribution",
    "technology_integration",
    "consortium",
    "memorandum",
)
STATUSES = (
    "announced",
    "in_force",
    "expanded",
    "planned",
    "rumoured",
    "ended",
    "denied",
)
#: And of a jointly owned company with one of its owners.
VENTURE = RELATIONS.index("venture")

"""Ranks seekers for a need and says why: plain Python, dataclasses in, explained proposals out.

Owns what fits whom and the reasons; knows no database, no consent and no texts (callers have those).

    ranking = rank(need, seekers, Substitutions(pairs, groups), today)
    ranking.candidates[0].marks      one mark per requirement, in the need's order
    ranking.funnel, ranking.near, ranking.opens
    explain(need, seeker, substitutions, today)      the same marks for one person
"""

from pakten.activities.matching.levels import LEVELS, level_rank
from pakten.activities.matching.marks import Mark, Reason, ReasonCode, State
from pakten.activities.matching.needs import Coming, Need, Requirement, RequirementKind, Seeker
from pakten.activities.matching.opens import Change
from pakten.activities.matching.shortlist import Candidate, Funnel, Ranking, explain, rank
from pakten.activities.matching.substitutions import Near, Nearness, Relation, Substitutions

__all__ = [
    "LEVELS",
    "Candidate",
    "Change",
    "Coming",
    "Funnel",
    "Mark",
    "Near",
    "Nearness",
    "Need",
    "Ranking",
    "Reason",
    "ReasonCode",
    "Relation",
    "Requirement",
    "RequirementKind",
    "Seeker",
    "State",
    "Substitutions",
    "explain",
    "level_rank",
    "rank",
]

"""What is looked at, what is found, and what the city decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pakten.parties.organisations.states import VettingState


class LookKind(models.TextChoices):
    FIRST = "first", _("First look")
    RENEWED = "renewed", _("Renewed look")


class Finding(models.TextChoices):
    """The answer to one question of the checklist."""

    OK = "ok", _("Nothing to remark")
    REMARK = "remark", _("Remark")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class Decision(models.TextChoices):
    APPROVE = "approve", _("Approve")
    REFUSE = "refuse", _("Refuse")
    WITHDRAW = "withdraw", _("Withdraw the approval")


# decision -> how the organisation stands from then on
STATE_AFTER: dict[Decision, VettingState] = {
    Decision.APPROVE: VettingState.APPROVED,
    Decision.REFUSE: VettingState.REFUSED,
    Decision.WITHDRAW: VettingState.WITHDRAWN,
}


class Reason(models.TextChoices):
    """Why not, or why no longer. The words beside it are short and about the organisation."""

    TAX = "tax", _("Unpaid taxes or fees")
    EXCLUDED = "excluded", _("Grounds for exclusion in procurement law")
    DISCRIMINATION = "discrimination", _("Ruling on discrimination")
    WORKING_CONDITIONS = "working_conditions", _("Working conditions")
    INSOLVENT = "insolvent", _("Bankruptcy or unclear owners")
    NO_PLAN = "no_plan", _("No own plan for equal treatment")
    NO_ANSWER = "no_answer", _("They do not answer our questions")
    OWN_WISH = "own_wish", _("Their own wish")


WARN_DAYS = 30
LOOK_DAYS = 30

"""Why somebody looked at a person's data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LookPurpose(models.TextChoices):
    """What was opened, in the words the person reads."""

    PAGE = "page", _("Opened your page")
    SHORTLIST = "shortlist", _("Looked closer at you for a place")
    PROPOSAL = "proposal", _("Worked with a proposal for you")
    PRESENTED = "presented", _("Read what you agreed to show")
    ROUND = "round", _("Looked at you in a matching round")
    PLAN = "plan", _("Worked with your plan")
    EXPORT = "export", _("Took out a copy of your data")
    SHARED = "shared", _("Shared with the employment service")
    ERASURE = "erasure", _("Asked for your data to be removed")

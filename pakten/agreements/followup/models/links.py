"""Personal links to a sheet, for contacts without an account, and the codes they say yes with."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from pakten.agreements.followup.models.sheets import CheckIn
from pakten.agreements.signing.models import OneTimeCode
from pakten.agreements.signing.rules import CODE_TRIES, hash_of_address
from pakten.base.access import Actor, Grant, Role, Scope
from pakten.base.audit.retention import Retention
from pakten.parties.organisations.models import Contact
from pakten.parties.pacts.models import InPact


class SheetLinkQuerySet(models.QuerySet["SheetLink"]):
    def live(self, at: datetime) -> Self:
        """Neither taken back nor too old."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class SheetLink(InPact):
    """A personal link to one sheet: the hash of its secret, and the contact it was sent to.

    Each mail carries one of its own; an earlier one goes on working, so that nobody who is writing
    loses the page when the office does something. All of a contact's are taken back together.
    """

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="Who was asked is part of how it was agreed.",
        since="check_in__letter__ended_on check_in__letter__valid_to",
    )

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="links")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    address_hash = models.CharField(max_length=64)
    sent_to = models.CharField(max_length=120)  # masked
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SheetLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["check_in", "contact"], name="sheet_link_of_contact")]

    def works(self, at: datetime) -> bool:
        """Whether it still opens the sheet: for a contact of today at the address it was sent to."""
        contact = self.contact
        if contact is None or contact.left_on or self.revoked_at or self.expires_at <= at:
            return False
        return self.address_hash == hash_of_address(contact.email)

    @property
    def holder(self) -> Actor:
        """Who holds the link: the member, without an account. Only this sheet is shown to them."""
        scope = Scope("organisation", self.check_in.organisation_id)
        return Actor(None, self.name, (Grant(Role.MEMBER, scope),))


class SheetCode(OneTimeCode):
    """A one-time code to say yes to a sheet with."""

    retention: ClassVar[Retention] = Retention(
        years=10,
        after="the letter ended",
        why="That a code was confirmed is part of how it was agreed.",
        since="link__check_in__letter__ended_on link__check_in__letter__valid_to",
    )

    link = models.ForeignKey(SheetLink, models.CASCADE, related_name="codes")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=CODE_TRIES), name="sheet_code_tries")
        ]

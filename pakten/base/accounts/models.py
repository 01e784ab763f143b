"""The account, and what its owner keeps."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Actor, Scope
from pakten.base.audit.retention import Retention


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account; without a password it signs in by code only."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. One account may hold several roles in several pacts."""

    retention: ClassVar[Retention] = Retention(
        years=2,
        after="the last sign-in",
        why="Accounts nobody uses are a risk without a use.",
        since="last_login joined_at",
    )

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Submission(models.Model):
    """A form token that has been used, so that a form sent twice counts once. Holds no person."""

    token = models.UUIDField(primary_key=True)
    location = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def take(cls, token: UUID) -> bool:
        """Take the token; waits for a copy under way and is False when that one got it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO accounts_submission (token, location, at) VALUES (%s, '', now()) "
                "ON CONFLICT DO NOTHING",
                [token],
            )
            taken: int = cursor.rowcount
        return taken == 1


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those shared with everybody who works with the pact."""
        return self.filter(Q(account=actor.account_id) | Q(is_shared=True))

    def owned_by(self, actor: Actor) -> Self:
        """Those the actor may rename, share and remove."""
        return self.filter(account=actor.account_id)


class SavedView(models.Model):
    """A search with a name: the query string of a list page, kept by a person, for the office or not.

    `page` is the URL name of the list, so any page with a `Listing` can offer it.
    """

    retention: ClassVar[Retention] = Retention(
        years=1,
        after="the account ended",
        why="A view nobody can open any more is clutter.",
        follows="account",
    )

    pact = models.ForeignKey("pacts.Pact", models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(_("shared"), default=False)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["saved_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pact", "account", "page", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view with this name. Choose another name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def scopes(self) -> frozenset[Scope]:
        return frozenset({Scope("pact", self.pact_id)})

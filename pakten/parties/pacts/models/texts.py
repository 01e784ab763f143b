"""How fresh each text is in each language, and what was changed when."""

from django.conf import settings
from django.db import models

from pakten.parties.pacts.models.pact import InPact
from pakten.parties.pacts.states import TextChangeKind


class TextState(InPact):
    """What one language of one text was made from.

    `place` names the text, as `activity.12.summary`; `source_hash` is the fingerprint of the
    Swedish that the language matches. A text without a row has never been changed here and matches.
    """

    place = models.CharField(max_length=80)
    lang = models.CharField(max_length=5)
    source_hash = models.CharField(max_length=64)
    is_machine = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pact", "place", "lang"], name="text_state_once")
        ]


class TextChange(InPact):
    """A text as it was and as it became. Rows are only added."""

    place = models.CharField(max_length=80)
    lang = models.CharField(max_length=5)
    kind = models.CharField(max_length=12, choices=TextChangeKind)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["pact", "place"], name="text_change_by_place")]

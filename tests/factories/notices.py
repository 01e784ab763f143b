"""Telling in tests."""

from typing import Any

from pakten.base.notices.actions import Reader, tell
from pakten.base.notices.models import Message, Notice, Preference
from pakten.base.notices.states import Topic
from tests.factories.world import NOW

EVA = Reader("eva@pakten.example", "Eva Falk", "sv")


def told(*readers: Reader, **changed: Any) -> None:
    """Tell something plain."""
    given: dict[str, Any] = {
        "topic": Topic.LETTERS,
        "about": "letter:1:ready:v1",
        "path": "/letters/1/",
        "at": NOW,
    }
    tell(readers, lambda reader: ("Ready", f"It is ready, {reader.language}."), **given | changed)


def prefer(pact_id: int, account_id: int, topic: Topic, pace: str) -> None:
    Preference.objects.create(pact_id=pact_id, account_id=account_id, topic=topic, pace=pace)


def mails() -> list[tuple[str, str]]:
    """To whom, about what, oldest first."""
    return list(Message.objects.order_by("id").values_list("to", "subject"))


def states() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("id").values_list("to", "state"))

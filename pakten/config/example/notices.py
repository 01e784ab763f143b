"""What has been told lately, from what has really happened in the example: nothing is sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from pakten.activities.opportunities.models import Placement
from pakten.activities.opportunities.states import PlacementState
from pakten.agreements.commitments.models import Comment
from pakten.base.notices.models import Notice
from pakten.base.notices.states import NoticeState, Topic
from pakten.config.example.world import World, read
from pakten.parties.organisations.models import Interest
from pakten.parties.organisations.states import InterestState
from pakten.parties.people.models import Participant

SEEN_AFTER = timedelta(days=2)
Told = tuple[str, Topic, str, str, datetime, dict[str, str]]


def make_notices(world: World) -> None:
    """The coordinator's, the member's and the participant's, the older ones already seen."""
    words = read("notices")
    rows = []
    for mailbox, topic, kind, path, at, given in _told(world):
        reader = world.accounts[mailbox]
        language = reader.language if reader.language in words[kind] else "sv"
        subject, body = (text.format(**given) for text in words[kind][language])
        waits = topic == Topic.COMMENTS and world.at - at < timedelta(days=1)
        rows.append(
            Notice(
                pact=world.pact, to=reader.email, account=reader, language=language, topic=topic,
                about=f"{kind}:{path}", subject=subject[:200], body=body, path=path, written_at=at,
                state=NoticeState.WAITING if waits else NoticeState.HANDED_OVER,
                seen_at=at + timedelta(hours=2) if world.at - at > SEEN_AFTER else None,
            )
        )  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _told(world: World) -> Iterator[Told]:
    for interest in Interest.objects.filter(state=InterestState.NEW):
        given = {"house": interest.organisation_name, "day": interest.answer_by.isoformat()}
        path = reverse("see_interest", args=[interest.pk])
        yield "coordinator", Topic.REGISTER, "interest", path, interest.received_at, given
    shared = Comment.objects.filter(party="member", withdrawn_at__isnull=True, is_internal=False)
    for comment in shared.select_related("letter__organisation", "author").order_by("pk"):
        given = {
            "house": comment.letter.organisation.name, "words": comment.text,
            "by": comment.author.name,
        }  # fmt: skip
        path = reverse("see_letter", args=[comment.letter_id])
        yield "coordinator", Topic.COMMENTS, "comment", path, comment.written_at, given
    yield from _placements(world)


def _placements(world: World) -> Iterator[Told]:
    placements = Placement.objects.select_related("opening__organisation").order_by("pk")
    mine = Participant.objects.filter(account=world.accounts["participant"])
    for each in placements.filter(participant__in=mine, state=PlacementState.PROPOSED):
        given = {"title": each.opening.title, "house": each.opening.organisation.name}
        path = reverse("see_placement", args=[each.pk])
        yield "participant", Topic.PLACEMENTS, "proposal", path, each.proposed_at, given
    member = world.accounts["member"]
    house = placements.filter(
        opening__organisation__representatives__account=member, state=PlacementState.PRESENTED
    )
    for each in house:
        day = each.answer_by.isoformat() if each.answer_by else ""
        path = reverse("see_placement", args=[each.pk])
        given = {"title": each.opening.title, "day": day}
        yield "member", Topic.PLACEMENTS, "presented", path, each.presented_at or world.at, given

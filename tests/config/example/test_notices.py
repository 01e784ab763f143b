"""The example's notices come from what happened in it, and nothing is sent for them."""

from pakten.base.notices.models import Notice
from pakten.parties.organisations.models import Interest
from pakten.parties.organisations.states import InterestState
from pakten.parties.pacts.models import Pact


def test_notices_are_for_those_who_can_sign_in(pact: Pact) -> None:
    readers = set(Notice.objects.values_list("account__email", flat=True))
    assert readers == {
        f"{name}@pakten.example" for name in ("coordinator", "member", "participant")
    }
    assert Notice.objects.filter(message__isnull=False).count() == 0


def test_notices_tell_of_every_new_interest(pact: Pact) -> None:
    told = Notice.objects.filter(topic="register").count()
    assert told == Interest.objects.filter(state=InterestState.NEW).count()


def test_notices_are_partly_seen_and_in_the_language_of_the_reader(pact: Pact) -> None:
    assert {bool(n.seen_at) for n in Notice.objects.all()} == {True, False}
    assert set(Notice.objects.filter(to__startswith="part").values_list("language", flat=True)) == {
        "ar"
    }

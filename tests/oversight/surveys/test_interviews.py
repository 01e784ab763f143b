"""Notes are closed until somebody asks to read them; quotes wait for the yes of who said them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pakten.base.access import Denied
from pakten.base.audit.models import Event
from pakten.oversight.surveys.actions import codebook, interviews
from pakten.oversight.surveys.models import Interview, Passage, Quote, Reading
from pakten.oversight.surveys.queries.beside import approved_quotes, beside, beside_all
from pakten.oversight.surveys.states import ApprovedHow
from tests.factories.browser import browser
from tests.factories.surveys import World
from tests.factories.world import NOW, days, make_staff, text

SAID = "They rang me."


def test_note_interview_needs_a_yes_to_notes(world: World) -> None:
    with pytest.raises(ValidationError, match="Notes need a yes"):
        world.interview("quotes")


@pytest.mark.parametrize("role", ["board", "counsellor", "admin", "procurement"])
def test_note_interview_is_for_the_office_and_the_analyst(world: World, role: str) -> None:
    talk = interviews.Talk(days(-1), "mentor", "sv", ("notes",), "Notes")
    with pytest.raises(Denied):
        interviews.note_interview(world.pact, talk, by=make_staff(world.pact, role), at=NOW)


def test_open_interview_keeps_who_read_and_shows_the_notes_for_a_while(world: World) -> None:
    talk = world.interview()
    here, page = browser(world.pact, world.by), reverse("see_interview", args=[talk.pk])
    assert SAID not in here.get(page).content.decode()
    here.post(reverse("open_interview", args=[talk.pk]))
    assert SAID in here.get(page).content.decode()
    assert Reading.objects.get().account_id == world.by.account_id
    other = browser(world.pact, make_staff(world.pact, "analyst"))
    assert SAID not in other.get(page).content.decode()


def test_notes_have_no_second_copy_in_the_history(world: World) -> None:
    interviews.tag_passage(world.interview(), SAID, [world.theme()], by=world.by, at=NOW)
    assert not Event.objects.filter(after__icontains="They rang").exists()


def test_tag_passage_takes_words_from_the_notes(world: World) -> None:
    talk, theme = world.interview(), world.theme()
    with pytest.raises(ValidationError, match="as they stand"):
        interviews.tag_passage(talk, "Something else", [theme], by=world.by, at=NOW)
    made = interviews.tag_passage(talk, "first time. The  language", [theme], by=world.by, at=NOW)
    assert [tag.theme for tag in made.tags.all()] == [theme]


def test_tag_passage_needs_a_yes_to_themes(world: World) -> None:
    with pytest.raises(ValidationError, match="counted by theme"):
        interviews.tag_passage(world.interview("notes"), SAID, [world.theme()], by=world.by, at=NOW)


def test_propose_quote_needs_a_yes_and_names_nobody(world: World) -> None:
    theme = world.theme()
    with pytest.raises(ValidationError, match="asked about quotes"):
        interviews.propose_quote(world.interview("notes"), theme, text("x"), by=world.by, at=NOW)
    for words in ("Ring 070-123 45 67", "Write to a@b.se"):
        with pytest.raises(ValidationError, match="names nobody"):
            interviews.propose_quote(world.interview(), theme, text(words), by=world.by, at=NOW)


def test_publish_quote_needs_the_yes_of_who_said_it(world: World) -> None:
    made = interviews.propose_quote(
        world.interview(), world.theme(), text(SAID), by=world.by, at=NOW
    )
    with pytest.raises(ValidationError):
        interviews.publish_quote(made, by=world.by, at=NOW)
    with pytest.raises(ValidationError, match="day to come"):
        interviews.approve_quote(made, ApprovedHow.ON_PAPER, days(1), by=world.by, at=NOW)
    interviews.approve_quote(made, ApprovedHow.ON_PAPER, days(0), by=world.by, at=NOW)
    assert approved_quotes() == []
    interviews.publish_quote(made, by=world.by, at=NOW)
    assert [(str(q.words), q.role) for q in approved_quotes()] == [(SAID, "Participant")]


def test_withdraw_quote_is_gone_at_once_everywhere(world: World) -> None:
    theme = world.theme("Language", "hires")
    quote = world.public(theme)
    assert len(approved_quotes(theme=theme)) == len(approved_quotes(kin="hires")) == 1
    interviews.withdraw_quote(quote, by=world.by, at=NOW)
    assert [approved_quotes(), approved_quotes(kin="hires"), beside("hires")[0].quotes] == [[]] * 3


def test_remove_interview_takes_the_quotes_with_it(world: World) -> None:
    quote = world.public(world.theme())
    assert quote.interview is not None
    interviews.remove_interview(quote.interview, by=world.by, at=NOW)
    quote.refresh_from_db()
    assert (quote.state, quote.interview, approved_quotes()) == ("withdrawn", None, [])
    assert (Interview.objects.count(), Passage.objects.count()) == (0, 0)


def test_edit_interview_takes_back_a_yes(world: World) -> None:
    theme = world.theme()
    quote = world.public(theme)
    talk = quote.interview
    assert talk is not None
    interviews.tag_passage(talk, SAID, [theme], by=world.by, at=NOW)
    changed = interviews.Talk(talk.held_on, "participant", "sv", ("notes",), talk.notes)
    interviews.edit_interview(talk, changed, by=world.by, at=NOW)
    assert approved_quotes() == []
    assert [each.tags.count() for each in talk.passages.all()] == [0]


def test_merge_theme_moves_pieces_and_quotes_and_counts_once(world: World) -> None:
    old, new = world.theme("Talk", "hires"), world.theme("Language", "apl")
    talk = world.interview()
    interviews.tag_passage(talk, SAID, [old, new], by=world.by, at=NOW)
    world.public(old)
    kept = codebook.merge_theme(old, new, by=world.by, at=NOW)
    assert (kept.kins, kept.tags.count(), kept.quotes.count()) == (["apl", "hires"], 1, 1)
    with pytest.raises(ValidationError):
        codebook.merge_theme(new, old, by=world.by, at=NOW)


def test_add_theme_refuses_a_name_twice(world: World) -> None:
    world.theme("Talk")
    with pytest.raises(ValidationError, match="already a theme"):
        world.theme("Talk")


def test_beside_hides_counts_under_the_smallest_group(world: World) -> None:
    theme = world.theme("Talk", "hires")
    for n in range(5):
        assert beside("hires")[0].interviews == (None if n else 0)
        interviews.tag_passage(world.interview(), SAID, [theme], by=world.by, at=NOW)
    assert [(each.theme, each.interviews) for each in beside("hires")] == [(theme, 5)]


def test_beside_all_takes_two_queries(world: World, django_assert_num_queries: object) -> None:
    for n in range(4):
        world.public(world.theme(f"T{n}", "hires", f"k{n}"))
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = beside_all(["hires", "k1"])
    assert {kin: len(each) for kin, each in found.items()} == {"hires": 4, "k1": 1}


def test_see_quotes_moves_a_quote_along(world: World) -> None:
    made = interviews.propose_quote(
        world.interview(), world.theme(), text(SAID), by=world.by, at=NOW
    )
    here = browser(world.pact, world.by)
    yes = {"how": "on_paper", "on": days(0).isoformat()}
    assert here.post(reverse("approve_quote", args=[made.pk]), {"on": ""}).status_code == 422
    assert here.post(reverse("approve_quote", args=[made.pk]), yes).status_code == 302
    here.post(reverse("publish_quote", args=[made.pk]))
    assert Quote.objects.get().state == "public"
    here.post(reverse("withdraw_quote", args=[made.pk]))
    assert Quote.objects.get().state == "withdrawn"

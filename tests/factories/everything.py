"""One of everything, three times: one's own, another's in the same pact, and another pact's."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from pakten.activities.opportunities.models import (
    FollowUp,
    HouseWish,
    ImportBatch,
    Opening,
    Placement,
    Requirement,
    SetAside,
    SubsidyForm,
)
from pakten.activities.opportunities.states import OpeningKind, PlacementState, RequirementKind
from pakten.agreements.commitments.models import Comment, LetterTemplate, Signatory, TemplateLine
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.results.models import Outcome
from pakten.agreements.results.states import Evidence
from pakten.base.access import Actor, Role
from pakten.base.accounts.models import Account, SavedView
from pakten.base.notices.models import Message, Notice
from pakten.base.notices.queries import sign_stop
from pakten.base.statistics.states import SwedishStage
from pakten.base.tenancy.context import enter
from pakten.base.terms.models import Concept
from pakten.config.actors import build_actor
from pakten.parties.imports.models import BulkChange, BulkChangeRow, Import, ImportRow
from pakten.parties.organisations.models import Contact, Interest, Organisation
from pakten.parties.organisations.states import RepresentativeRole, Stage
from pakten.parties.pacts.models import Activity, District, Measure, Pact, Staff, TargetGroup
from pakten.parties.pacts.states import StaffRole
from pakten.parties.people.models import CallbackRequest, Consent, Participant, Photo, Skill
from pakten.parties.people.states import Piece, Purpose
from tests.factories.annual import make_annual_ids
from tests.factories.assurance import make_sample_ids
from tests.factories.browser import browser
from tests.factories.equality import make_equality_ids
from tests.factories.events import make_occasion
from tests.factories.followup import make_check_in_ids
from tests.factories.guidance import make_guidance_ids
from tests.factories.letters import make_letter, make_pledge
from tests.factories.openings import make_alive_token
from tests.factories.people import make_profile_link
from tests.factories.privacy import make_correction
from tests.factories.pulses import make_link_ids
from tests.factories.register import make_check, make_look, make_talk
from tests.factories.rounds import make_round_ids
from tests.factories.shape import make_shape
from tests.factories.surveys import make_survey_ids
from tests.factories.value import make_value_ids
from tests.factories.world import (
    NOW,
    days,
    make_account,
    make_district,
    make_measure,
    make_organisation,
    make_pact,
    make_representative,
    make_staff,
    make_target_group,
    text,
)

Ids = dict[str, Any]
STAFF = tuple(Role(role.value) for role in StaffRole)
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class Ground:
    """A pact with its catalogue and staff."""

    pact: Pact
    measure: Measure
    district: District
    group: TargetGroup
    actors: dict[str, Actor] = field(default_factory=dict)


def make_ground() -> Ground:
    pact = make_pact()
    enter(pact.pk)
    ground = Ground(pact, make_measure(pact), make_district(pact), make_target_group(pact))
    for role in STAFF:
        ground.actors[role] = make_staff(pact, role)
    return ground


def make_person(ground: Ground) -> tuple[Participant, Actor]:
    counsellor = ground.actors[Role.COUNSELLOR].account_id
    account = make_account("Samira Noori")
    person = Participant.objects.create(
        pact=ground.pact, account=account, given_name="Samira", family_name="Noori", birth_year=1990,
        target_group=ground.group, district=ground.district, swedish=SwedishStage.SFI_C,
        counsellor_id=counsellor, registered_at=NOW, shown=[*Piece],
    )  # fmt: skip
    for purpose in Purpose:
        Consent.objects.create(
            pact=ground.pact, participant=person, purpose=purpose, text_version="2026-11",
            language="sv", given_at=NOW, recorded_by_id=counsellor,
        )  # fmt: skip
    Photo.objects.create(pact=ground.pact, participant=person, image=b"\xff\xd8", added_at=NOW)
    return person, build_actor(account)


def make_openings(ground: Ground, house: Organisation, person: Participant) -> Ids:
    by = ground.actors[Role.COORDINATOR].account_id
    common = {"pact": ground.pact, "organisation": house, "posted_by_id": by, "posted_at": NOW}
    job = Opening.objects.create(kind=OpeningKind.JOB, title="Cook", seats=2, **common)
    visit = Opening.objects.create(kind=OpeningKind.STUDY_VISIT, title="The kitchen", **common)
    skill = Concept.objects.filter(kind="skill").order_by("pk").first()
    requirement = Requirement.objects.create(
        pact=ground.pact, opening=job, kind=RequirementKind.SKILL, concept=skill
    )
    placement = Placement.objects.create(
        pact=ground.pact, opening=job, participant=person, state=PlacementState.STARTED, proposed_at=NOW,
        presented_at=NOW, started_on=days(-40), shown_name="Samira N.", proposed_by_id=by,
    )  # fmt: skip
    aside = SetAside.objects.create(
        pact=ground.pact, opening=job, participant=person, set_at=NOW, set_by_id=by
    )
    follow_up = FollowUp.objects.create(
        pact=ground.pact, placement=placement, months=1, due_on=days(-10)
    )
    wish = HouseWish.objects.create(
        pact=ground.pact,
        opening=job,
        participant=person,
        placement=placement,
        met="worked",
        said_at=NOW,
    )
    batch = ImportBatch.objects.create(
        pact=ground.pact, organisation=house, file_name="ads.json", staged_at=NOW, staged_by_id=by
    )
    by_office = ground.actors[Role.COORDINATOR]
    support = SubsidyForm.objects.create(
        pact=ground.pact, code=f"support-{house.pk}", name=text("Support"), valid_from=days(-100)
    )
    return {
        **make_round_ids(ground.pact, by_office, job, person),
        "alive_token": make_alive_token(job), "opening": job.pk, "visit": visit.pk, "requirement": requirement.pk, "placement": placement.pk,
        "aside": aside.pk,
        **make_link_ids(placement),
        "wish": wish.pk, "follow_up": follow_up.pk, "batch": batch.pk, "subsidy": support.pk, "skill": skill.pk if skill else 0,
    }  # fmt: skip


def make_papers(ground: Ground, house: Organisation) -> Ids:
    by = ground.actors[Role.COORDINATOR]
    pledge = make_pledge(house, ground.measure)
    letter = make_letter(house, pledge, by=by, state=LetterState.DRAFT)
    outcome = Outcome.objects.create(
        pact=ground.pact, organisation=house, measure=ground.measure, occurred_on=days(-5), quantity=1,
        evidence=Evidence.CONFIRMED, source=f"test:{house.pk}", recorded_at=NOW,
    )  # fmt: skip
    contact = Contact.objects.create(
        pact=ground.pact, organisation=house, name="Peter Alm", email="peter@pakten.example"
    )
    line = letter.lines.get()
    signatory = Signatory.objects.create(
        pact=ground.pact, letter=letter, party="member", name="Peter Alm"
    )
    comment = Comment.objects.create(
        pact=ground.pact, letter=letter, author_id=by.account_id, party="city", text="Hello",
        written_at=NOW,
    )  # fmt: skip
    template = LetterTemplate.objects.create(
        pact=ground.pact, name=text("Company"), kind="company", changed_at=NOW
    )
    proposal = TemplateLine.objects.create(
        pact=ground.pact,
        template=template,
        promised_by="member",
        measure=ground.measure,
        quantity=1,
    )
    return {
        **make_occasion(letter, signatory, by),
        "letter": letter.pk, "signatory": signatory.pk, "comment": comment.pk,
        "letter_template": template.pk, "proposal": proposal.pk, "pledge": pledge.pk, "line": line.pk, "outcome": outcome.pk,
        "contact": contact.pk, "organisation": house.pk, **make_sample_ids(outcome),
    }  # fmt: skip


def make_looks(ground: Ground, house: Organisation) -> Ids:
    """A look under way with a question, and a talk with a step left."""
    by = ground.actors[Role.COORDINATOR].account_id
    check = make_check(ground.pact)
    return {
        "check": check.pk,
        "look": make_look(house, by).pk,
        "talk": make_talk(house, by, next_step="Call again", next_on=days(2), next_owner_id=by).pk,
    }


def make_many(ground: Ground, house: Organisation) -> Ids:
    """What is done to many at once: a file with a row, a change, and a view of the coordinator's."""
    by = ground.actors[Role.COORDINATOR].account_id
    batch = Import.objects.create(
        pact=ground.pact, file_name="members.csv", headings=["Namn"], columns=["name"],
        staged_at=NOW, staged_by_id=by,
    )  # fmt: skip
    ImportRow.objects.create(
        pact=ground.pact,
        batch=batch,
        line=2,
        cells=["Alm AB"],
        values={"name": "Alm AB"},
        state="faulty",
    )
    change = BulkChange.objects.create(
        pact=ground.pact, field="level", value="small", made_by_id=by, made_at=NOW
    )
    BulkChangeRow.objects.create(pact=ground.pact, change=change, organisation=house)
    enter(ground.pact.pk, by)
    view = SavedView.objects.create(
        pact=ground.pact, account_id=by, page="see_register", name=f"Mine {house.pk}",
        query="stage=active", saved_at=NOW,
    )  # fmt: skip
    enter(ground.pact.pk)
    return {"import": batch.pk, "change": change.pk, "view": view.pk}


def make_rest(ground: Ground) -> Ids:
    interest = Interest.objects.create(
        pact=ground.pact, organisation_name="Havtorn Catering AB", contact_name="Eva Falk",
        email="eva@pakten.example", received_at=NOW, answer_by=days(3),
    )  # fmt: skip
    message = Message.objects.create(
        pact=ground.pact, to="eva@pakten.example", subject="Hello", body="Hello", written_at=NOW
    )
    notice = Notice.objects.create(
        pact=ground.pact, to="eva@pakten.example", language="sv", topic="letters", subject="Hello",
        about=f"hello {interest.pk}", state="handed_over", message=message, written_at=NOW,
    )  # fmt: skip
    activity = Activity.objects.get(pk=ground.measure.activity_id)
    callback = CallbackRequest.objects.create(
        pact=ground.pact, name="Dawit", phone="070-000 00 00", language="sv", asked_at=NOW
    )
    return {
        "callback": callback.pk,
        "interest": interest.pk,
        "message": message.pk,
        "stop": sign_stop(notice),
        "code": activity.code,
    }


def one_of_everything(ground: Ground) -> Ids:
    """Ids by kind. The actors of `ground` get the member, the mentor and the person of this set."""
    enter(ground.pact.pk)
    house = make_organisation(ground.pact, stage=Stage.ACTIVE, is_public=True)
    person, as_person = make_person(ground)
    ground.actors.setdefault(Role.MEMBER, make_representative(house))
    ground.actors.setdefault(
        Role.MENTOR, make_representative(house, RepresentativeRole.MENTOR, name="Jonas Wiik")
    )
    ground.actors.setdefault(Role.PARTICIPANT, as_person)
    skill = Skill.objects.create(
        pact=ground.pact, participant=person, skill=Concept.objects.filter(kind="skill").first()
    )
    staff = Staff.objects.order_by("pk").first()
    return {
        **make_papers(ground, house), **make_looks(ground, house), **make_openings(ground, house, person), **make_rest(ground),
        **make_many(ground, house), **make_shape(ground.pact, ground.measure),
        **make_check_in_ids(house, ground.actors[Role.COORDINATOR]),
        **make_annual_ids(house),
        **make_value_ids(ground.measure),
        **make_guidance_ids(person, ground.actors[Role.COUNSELLOR]),
        **make_survey_ids(ground.pact, ground.actors[Role.COORDINATOR]),
        **make_equality_ids(ground.pact, ground.actors[Role.COORDINATOR]),
        "group": ground.group.pk, "district": ground.district.pk, "kin": ground.measure.kin,
        "profile_token": make_profile_link(ground.pact), "correction": make_correction(person).pk,
        "participant": person.pk, "piece": skill.pk, "staff": staff.pk if staff else 0,
        "account": Account.objects.order_by("pk").first().pk,  # type: ignore[union-attr]
        "consent": Consent.objects.filter(participant=person).order_by("pk").first().pk,  # type: ignore[union-attr]
    }  # fmt: skip


class Everything:
    """Both pacts; `address` fills a route, `browser` asks as somebody."""

    def __init__(self) -> None:
        self.ours, theirs = make_ground(), make_ground()
        self.ids = {"own": one_of_everything(self.ours), "another's": one_of_everything(self.ours)}
        self.ids["other pact"] = one_of_everything(theirs)
        self.elsewhere = theirs.actors[Role.COORDINATOR], theirs.pact

    def browser(self, name: str) -> Client:
        if name == "visitor":
            client = browser(self.ours.pact)
        elif name == "elsewhere":
            client = browser(self.elsewhere[1], self.elsewhere[0])
        else:
            client = browser(self.ours.pact, self.ours.actors[name])
        client.raise_request_exception = False
        return client

    def address(self, route: str, whose: str) -> str:
        """The route with its arguments; an argument nobody has an example of is a `KeyError`."""

        def value(match: re.Match[str]) -> str:
            name, before = match[1], route[: match.start()].rstrip("/").rpartition("/")[2]
            name = NAMESAKES.get((before, name), name)
            kind = PK[before] if name == "pk" else name.removesuffix("_id").removesuffix("_pk")
            return str(CONSTANTS.get(name) or self.ids[whose][kind])

        return "/" + ARGUMENT.sub(value, route)


# what `pk` means, by the word before it in the route
PK = {
    "reports": "annual_report", "our-report": "member_year",
    "<slug:kind>": "staff", "checklist": "check", "looks": "look", "talks": "talk", "callbacks": "callback", "contacts": "contact", "interest": "interest",
    "check-ins": "campaign", "samples": "sample", "sheets": "check_in", "ways": "way",
    "eligible": "eligible", "gap-steps": "equality_step", "afterwards": "placement",
    "sessions": "sitting", "steps": "step", "surveys": "survey", "questions": "question", "interviews": "interview", "passages": "passage",
    "quotes": "quote", "codebook": "theme",
    "events": "event", "letters": "letter", "letter-templates": "letter_template", "organisations": "organisation", "outcomes": "outcome",
    "people": "participant", "promises": "pledge", "imports": "import", "changes": "change", "views": "view",
}  # fmt: skip
# arguments named alike that mean different things, by the word before them
NAMESAKES = {
    ("week", "link_token"): "week_token", ("how-it-goes", "link_token"): "follow_up_token",
    ("proposal", "link_token"): "proposal_token", ("presented", "link_token"): "presentation_token",
    ("our-sheet", "link_token"): "sheet_token", ("not-me", "link_token"): "week_token", ("copy", "form"): "copy",
}  # fmt: skip
CONSTANTS = {
    "chapter": "brief", "number": "1", "ending": "svg",
    "door": "work", "party": "member", "months": "1", "kind": "pact", "part": "skills",
    "purpose": "matching", "row_number": "2", "lines": "goal", "lang": "en", "language": "sv",
    "about": "proposal", "step": "no", "copy": "resume",
    "question": "want", "dataset": "years", "rest": "nowhere",
}  # fmt: skip


def everything() -> Everything:
    """Call inside an open transaction."""
    return Everything()

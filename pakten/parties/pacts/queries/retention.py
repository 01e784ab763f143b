"""The retention table as a page shows it: one line a table, in words the administrator knows.

The tables lie in rooms above this one and are named here by their labels only. One without a name
here is shown by its own, in English; a test tells which.
"""

from dataclasses import dataclass

from django.apps import apps
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from pakten.base.audit.retention import Retention

NAMES = {
    "accounts.Account": _("Accounts"),
    "accounts.SavedView": _("Saved searches"),
    "assurance.Sample": _("Deeds checked at random"),
    "audit.Event": _("Who changed what"),
    "audit.Look": _("Who has opened a person’s data"),
    "commitments.Comment": _("Comments on letters"),
    "commitments.LetterLook": _("Who has read a draft"),
    "commitments.Signatory": _("Those who sign letters"),
    "commitments.Signature": _("Signatures"),
    "equality.Afterwards": _("Answers about how it went afterwards"),
    "events.Invitation": _("Invitations to meetings"),
    "followup.Approval": _("Approvals of check-ins"),
    "followup.Rest": _("Members that rest"),
    "followup.SheetCode": _("Codes for check-ins"),
    "followup.SheetLink": _("Links for check-ins"),
    "guidance.Handover": _("Who handed a participant over to whom"),
    "guidance.Leave": _("When participants left and came back"),
    "guidance.NextStep": _("Participants’ next steps"),
    "guidance.Session": _("Sessions with a counsellor"),
    "guidance.SessionAnswer": _("Answers in sessions with a counsellor"),
    "guidance.SessionPiece": _("What was filled in with a counsellor"),
    "guidance.TwinVerdict": _("Decisions about profiles that look alike"),
    "imports.ImportRow": _("Rows of imported files"),
    "notices.Message": _("Mails"),
    "notices.Notice": _("Notices"),
    "opportunities.FollowUp": _("Follow-ups of placements"),
    "opportunities.HouseWish": _("Whom employers ask for"),
    "opportunities.PlaceWish": _("Which places participants ask for"),
    "opportunities.Placement": _("Placements"),
    "opportunities.PlacementLink": _("Links to answer about placements"),
    "opportunities.PlacementStep": _("Steps of placements"),
    "opportunities.SetAside": _("People saved for later, for a place"),
    "organisations.Contact": _("Contacts at organisations"),
    "organisations.Interest": _("Interest forms"),
    "organisations.Representative": _("Those who act for a member"),
    "organisations.Talk": _("Notes of talks with organisations"),
    "pacts.CitySignatory": _("Those who sign for the city"),
    "pacts.Staff": _("Roles at the city"),
    "people.CallbackRequest": _("People who want to be called"),
    "people.Consent": _("Participants’ consents"),
    "people.Education": _("Participants’ education"),
    "people.Experience": _("Participants’ experience"),
    "people.Participant": _("Participants"),
    "people.Photo": _("Participants’ pictures"),
    "people.ProfileLink": _("Links to begin a profile or go on with it"),
    "people.Reach": _("How far participants can travel"),
    "people.Skill": _("Participants’ skills"),
    "people.SpokenLanguage": _("Participants’ languages"),
    "people.Wish": _("Participants’ wishes"),
    "pulses.Pulse": _("Weekly answers about placements"),
    "pulses.Supervision": _("Supervisors of placements"),
    "privacy.Correction": _("What people asked to have put right"),
    "privacy.Erasure": _("Requests to be removed"),
    "results.Reading": _("Who has read single deeds"),
    "rounds.RoundPair": _("Proposals of matching rounds"),
    "rounds.RoundUnmatched": _("Who got no proposal in a round"),
    "sealing.SealedFile": _("Sealed files"),
    "sealing.SealedLetter": _("Sealed letters"),
    "signing.Evidence": _("Proof of signatures"),
    "signing.SigningCode": _("Codes for signing"),
    "signing.SigningLink": _("Links for signing"),
    "signing.Tablet": _("Tablets for signing"),
    "surveys.Answer": _("Single answers to surveys"),
    "surveys.Ask": _("Who was asked in a survey"),
    "surveys.Interview": _("Notes of interviews"),
    "surveys.Passage": _("Passages of interviews"),
    "surveys.Reading": _("Who has read notes of interviews"),
    "surveys.Sheet": _("Answered survey forms"),
    "surveys.Tie": _("Who has answered with their name"),
}
AFTER = (
    gettext_noop("it was asked for"),
    gettext_noop("it was sent"),
    gettext_noop("it was written"),
    gettext_noop("the account ended"),
    gettext_noop("the answer"),
    gettext_noop("the contact left"),
    gettext_noop("the effort ended"),
    gettext_noop("the event"),
    gettext_noop("the file was read"),
    gettext_noop("the interview"),
    gettext_noop("the last contact"),
    gettext_noop("the last day as signatory"),
    gettext_noop("the last sign-in"),
    gettext_noop("the letter ended"),
    gettext_noop("the letter was signed"),
    gettext_noop("the placement ended"),
    gettext_noop("the reading"),
    gettext_noop("the request"),
    gettext_noop("the role ended"),
    gettext_noop("the round"),
    gettext_noop("the round was published or put aside"),
    gettext_noop("the survey closed"),
    gettext_noop("the talk"),
)
WHY = (
    gettext_noop("A mail is proof of a notice for a year, then clutter."),
    gettext_noop("A profile nobody uses any more has no purpose."),
    gettext_noop("A wish about a place means nothing once the place is gone."),
    gettext_noop("A view nobody can open any more is clutter."),
    gettext_noop("Accountability: who changed what (seed 004, yearly review)."),
    gettext_noop("Accounts nobody uses are a risk without a use."),
    gettext_noop("After a call the person is registered, or is not."),
    gettext_noop("An interest that led nowhere is not kept longer than a year."),
    gettext_noop("Asked up to twelve months; figures of past years are kept without the person."),
    gettext_noop("Contacts are kept only while they are contacts."),
    gettext_noop("How it was signed is part of the agreement."),
    gettext_noop("How the parties came to agree belongs to the letter."),
    gettext_noop("How the published error rate came about can be shown."),
    gettext_noop("It only tells what is new to somebody."),
    gettext_noop("Notes are raw material; themes and approved quotes stay."),
    gettext_noop("Rows are forgotten after 30 days, by a job."),
    gettext_noop("Somebody saved for a place is saved for nothing once the place is gone."),
    gettext_noop("That a code was confirmed is part of how it was agreed."),
    gettext_noop("That a code was confirmed is part of the evidence."),
    gettext_noop("That a request was met can be shown; the row names nobody then."),
    gettext_noop("Who has opened a person's page can be asked by that person."),
    gettext_noop(
        "It shows what a person was told and answered, for as long as the profile is kept."
    ),
    gettext_noop("So that nobody is asked again, and an old address still leads to the person."),
    gettext_noop("Follow-up runs to 36 months; the ledger keeps the figures without the person."),
    gettext_noop("How an answer came in can be shown."),
    gettext_noop("An old link opens nothing; it only shows it was sent."),
    gettext_noop("The weeks tell how a placement went, and go with it."),
    gettext_noop(
        "Who was proposed for what can be asked about; the figures stay without the person."
    ),
    gettext_noop("The dialogue is followed over a letter's time, no longer."),
    gettext_noop("The interviewed can ask who has read the notes."),
    gettext_noop("The signed letter is the agreement itself."),
    gettext_noop("What was counted stays; single answers have no use."),
    gettext_noop("What was told to whom can be asked for a year."),
    gettext_noop("Which screen was signed on is part of the evidence."),
    gettext_noop("Who agreed for whom is part of the agreement."),
    gettext_noop("Who answered for the member stays readable for a review."),
    gettext_noop("Who could bind the city must be readable as long as the letters are."),
    gettext_noop("Who has read rows about single persons can be asked."),
    gettext_noop("Who signed for whom is part of the agreement."),
    gettext_noop("Who was asked is part of how it was agreed."),
    gettext_noop("Who was asked to sign is part of how it was signed."),
    gettext_noop("Who was invited and came is followed up the year after."),
    gettext_noop("Who was responsible stays readable for a yearly review."),
    gettext_noop(
        "Follow-up runs to twelve months; the ledger keeps the figures without the person."
    ),
)


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """A table with persons: what it is called, what it declares, how many years here."""

    name: str
    years: int
    after: str
    why: str
    field: BoundField


def retention_lines(declared: dict[str, Retention], form: BaseForm) -> list[RetentionLine]:
    """A line for each table, in the order of the names."""
    lines = [
        RetentionLine(
            str(NAMES.get(label) or apps.get_model(label)._meta.verbose_name).capitalize(),
            each.years,
            gettext(each.after),
            gettext(each.why),
            form[label],
        )
        for label, each in declared.items()
    ]
    return sorted(lines, key=lambda line: line.name)

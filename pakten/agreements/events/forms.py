"""Forms of events and guests."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pakten.agreements.events.models import Event, Invitation
from pakten.agreements.events.rules import EventTerms, Guest
from pakten.agreements.events.states import Answer, EventKind, Photo
from pakten.base.ui.fields import LocalTextFormField
from pakten.base.ui.inputs import DateInput
from pakten.base.ui.languages import EVERY, IN_PUBLIC
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.models import Organisation

TIME = "%H:%M"


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format=TIME)
    wrong = _("Write the time as 13:00.")
    return forms.TimeField(
        label=label, widget=widget, input_formats=[TIME, "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": wrong},
    )  # fmt: skip


class EventForm(forms.Form):
    """When, where, for how many."""

    kind = forms.ChoiceField(label=_("What kind of event?"), choices=EventKind.choices)
    title = forms.CharField(label=_("What is it called?"), max_length=120)
    title_en = forms.CharField(
        label=_("The name in English"), max_length=120, required=False,
        help_text=_("For guests who read English."),
    )  # fmt: skip
    day = forms.DateField(label=_("Day"), widget=DateInput())
    begins = _time(_("Begins"))
    ends = _time(_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    online_url = forms.URLField(
        label=_("Link to the meeting"), required=False, assume_scheme="https",
        help_text=_("For those who take part from elsewhere."),
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Seats"), required=False, min_value=1, max_value=5000,
        help_text=_("When all seats are taken, the next ones wait in line. Empty: no limit."),
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip
    description = LocalTextFormField(
        label=_("What happens there?"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    asks_photo = forms.BooleanField(
        label=_("We take pictures"), required=False,
        help_text=_("Each guest is asked whether they may be in pictures."),
    )  # fmt: skip

    def __init__(self, *args: Any, event: Event | None = None, **kwargs: Any) -> None:
        self.event = event
        if event:
            kwargs["initial"] = _event_values(event)
        super().__init__(*args, **kwargs)

    def _moment(self, field: str) -> datetime:
        values = self.cleaned_data
        return timezone.make_aware(datetime.combine(values["day"], values[field]))

    def terms(self) -> EventTerms:
        """What was typed, with the languages that have no field here kept as they were."""
        values = self.cleaned_data
        kept = self.event.description if self.event else {}
        title = {**(self.event.title if self.event else {}), "sv": values["title"]}
        title["en"] = values["title_en"]
        return EventTerms(
            kind=values["kind"],
            title=LocalText(title),
            starts_at=self._moment("begins"),
            ends_at=self._moment("ends"),
            place=values["place"],
            address=values["address"],
            online_url=values["online_url"],
            capacity=values["capacity"],
            description=LocalText({**kept, **values["description"]}),
            asks_photo=values["asks_photo"],
        )


def _event_values(event: Event) -> dict[str, Any]:
    first, last = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    names = ("kind", "place", "address", "online_url", "capacity", "description", "asks_photo")
    values = {name: getattr(event, name) for name in names}
    values |= {"title": event.title.get("sv") or str(event.title)}
    values |= {"title_en": event.title.get("en", ""), "day": first.date()}
    return values | {"begins": first.time(), "ends": last.time()}


class GuestForm(forms.Form):
    """Somebody to invite."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False,
        help_text=_("The invitation goes here. Without an address: tell them yourself."),
    )  # fmt: skip
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), required=False,
        empty_label=_("None in the register"),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Does at the event"), max_length=120, required=False,
        help_text=_("For example: signs, speaks, takes pictures."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Writes us in"),
        required=False,
        choices=[(each.code, each.name) for each in EVERY if each.code in IN_PUBLIC],
    )

    def __init__(self, pact_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organisation.objects.filter(pact=pact_id).only("name", "pact_id")
        self.fields["organisation"].queryset = houses  # type: ignore[attr-defined]

    def guest(self) -> Guest:
        """What was typed."""
        values = dict(self.cleaned_data)
        house = values.pop("organisation")
        names = ("name", "email", "phone", "title", "role", "language")
        return Guest(
            organisation_id=house.pk if house else None, **{name: values[name] for name in names}
        )


class EditGuestForm(GuestForm):
    """A guest with what they answered, also when they said it on the phone."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    photo = forms.ChoiceField(label=_("Pictures"), choices=Photo.choices, widget=forms.RadioSelect)

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        names = (
            "name",
            "title",
            "email",
            "phone",
            "organisation",
            "role",
            "language",
            "answer",
            "photo",
        )
        kwargs["initial"] = {name: getattr(invitation, name) for name in names}
        super().__init__(invitation.pact_id, *args, **kwargs)


class AnswerForm(forms.Form):
    """The guest's own answer."""

    answer = forms.ChoiceField(
        label=_("Do you come?"), widget=forms.RadioSelect,
        choices=[
            (Answer.YES, _("Yes, I come")), (Answer.MAYBE, _("I do not know yet")),
            (Answer.NO, _("No, I cannot come")),
        ],
        error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip
    photo = forms.ChoiceField(
        label=_("May you be in the pictures that we take?"), widget=forms.RadioSelect,
        choices=[(Photo.YES, _("Yes, you may show me")), (Photo.NO, _("No, not me"))],
        help_text=_("You can change your mind whenever you want. We show nobody without a yes."),
        error_messages={"required": _("Choose yes or no.")},
    )  # fmt: skip

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"answer": invitation.answer, "photo": invitation.photo}
        super().__init__(*args, **kwargs)
        if not invitation.event.asks_photo:
            del self.fields["photo"]
        elif self.data.get("answer") == Answer.NO:
            self.fields["photo"].required = False

    def photo_or(self, kept: str) -> Photo:
        """What was answered about pictures; who was not asked keeps what is known."""
        return Photo(self.cleaned_data.get("photo") or kept)


class CancelForm(forms.Form):
    """Why an event does not take place."""

    reason = forms.CharField(
        label=_("Why is it cancelled?"), max_length=200,
        help_text=_("Those who are invited get this reason by mail."),
    )  # fmt: skip


class ThanksForm(forms.Form):
    """A mail of thanks."""

    thanks = forms.CharField(
        label=_("Your words of thanks"), max_length=2000, widget=forms.Textarea({"rows": 6})
    )

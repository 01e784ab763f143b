"""Invented content for the gallery: names, figures and states that exist nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from pakten.base.ui.inputs import DateInput
from pakten.base.ui.listing import Filter, Listing

CHOICES = (("trial", "Provpraktik"), ("job", "Anställning"), ("visit", "Studiebesök"))


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="Organisationens namn", help_text="Som i registret.")
    number = forms.CharField(label="Organisationsnummer", min_length=10)
    kind = forms.ChoiceField(label="Form", choices=(("", "Välj"), *CHOICES))
    start = forms.DateField(label="Startdag", widget=DateInput())
    about = forms.CharField(
        label="Om oss", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    ways = forms.MultipleChoiceField(
        label="Vad vill ni erbjuda?", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    when = forms.ChoiceField(
        label="När kan ni börja?",
        choices=(("now", "Genast"), ("later", "Efter nyår")),
        widget=forms.RadioSelect,
        help_text="Ni kan ändra er.",
    )
    agreed = forms.BooleanField(label="Vi har läst hur uppgifterna används")


@dataclass(frozen=True)
class Member:
    """A row of the sample register."""

    name: str
    about: str
    status: str
    tone: str
    on_plan: int
    promises: int
    bar: str
    contact: date
    activities: str

    @property
    def slots(self) -> list[dict[str, Any]]:
        """The five activities in their fixed places."""
        return [
            {"icon": icon, "label": label, "on": mark == "1"}
            for (icon, label), mark in zip(ACTIVITIES, self.activities, strict=True)
        ]


ACTIVITIES = (
    ("handshake", "Jobbpartnerskap"),
    ("person-chat", "Stockholmsmentor"),
    ("people", "Advisory Board"),
    ("gavel", "Social klausul"),
    ("light-bulb", "Innovationsträffar"),
)


class Rows(list[Any]):
    """A list that answers like a queryset, as far as a Listing asks."""

    def filter(self, *_conditions: Q, **_lookups: Any) -> Rows:
        """All rows; the sample does not narrow."""
        return self

    def order_by(self, *_names: str) -> Rows:
        """The rows as they are."""
        return self


def members() -> Rows:
    """Five organisations that do not exist, three times over."""
    day = timezone.localdate()
    rows = (
        ("Almhaga Omsorg AB", "Vård och omsorg, 320 anställda", "Redo att signera", "info", 5, 6, "ok", 8, "11010"),
        ("Arena Nord IF", "Förening, 12 anställda", "Aktiv", "ok", 3, 3, "ok", 23, "10001"),
        ("Fyrstaden Logistik AB", "Transport, 900 anställda", "Löper ut", "warning", 11, 12, "ok", 17, "11100"),
        ("Klarasjö Hotell AB", "Hotell, 1 210 anställda", "Aktiv", "ok", 3, 5, "warning", 4, "11001"),
        ("Lindängens Tvätt AB", "Service, 64 anställda", "Aktiv", "ok", 1, 3, "late", 77, "10010"),
    )  # fmt: skip
    return Rows(
        Member(n, a, s, t, on, of, bar, day - timedelta(days=ago), acts)
        for n, a, s, t, on, of, bar, ago, acts in rows * 3
    )


def listing(query: QueryDict) -> Listing[Any]:
    """A list with a search, two filters, sorts and pages."""
    return Listing(
        query,
        members(),  # type: ignore[arg-type]
        search=("name",),
        filters=(
            Filter("status", "Läge", (("active", "Aktiv"), ("draft", "Utkast"))),
            Filter("area", "Stadsdel", (("north", "Norra staden"), ("south", "Södra staden"))),
        ),
        sorts={"name": ("name",), "contact": ("contact",)},
        default_sort="name",
        per_page=5,
    )


def stages() -> list[dict[str, Any]]:
    """A placement six steps on its way."""
    day = timezone.localdate()
    names = ("Föreslagen", "Presenterad", "Överens", "Började", "1 månad", "3 månader", "6 månader", "12 månader")  # fmt: skip
    return [
        {
            "label": name,
            "date": day + timedelta(days=30 * (number - 5)),
            "state": "done" if number < 5 else "now" if number == 5 else "next",
        }
        for number, name in enumerate(names)
    ]


def menu() -> list[dict[str, Any]]:
    """The side menu as a coordinator sees it."""
    groups = (
        ("", (("Mitt skrivbord", "inbox", 9, "Hem"),)),
        ("Pakten", (("Medlemmar", "building", 0, ""), ("Avsiktsförklaringar", "letter", 6, "Brev"), ("Avstämningar", "tasklist", 4, ""), ("Upphandling", "gavel", 1, ""))),
        ("Människor", (("Matchning", "handshake", 18, ""), ("Mentorprogram", "person-chat", 3, ""), ("Platser och jobb", "briefcase", 5, ""))),
        ("Uppföljning", (("Resultat", "chart-pie", 0, ""), ("Håller löftena?", "trend-up", 0, ""))),
    )  # fmt: skip
    return [
        {
            "label": label,
            "items": [
                {"label": name, "icon": icon, "count": count, "short": short, "url": f"#{icon}", "current": icon == "inbox"}
                for name, icon, count, short in items
            ],
        }
        for label, items in groups
    ]  # fmt: skip

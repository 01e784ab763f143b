"""The opening's form: one page, with terms searched in thousands, JavaScript or not."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.activities.opportunities.actions.openings import EDITABLE, Described
from pakten.activities.opportunities.forms.asked import (
    ASKABLE,
    MUST,
    NICE,
    WORK,
    Asked,
    OwnRow,
    Quote,
    asked_rows,
    chosen_in,
    found_terms,
    said_in,
)
from pakten.activities.opportunities.kinds import kind_of
from pakten.activities.opportunities.models import Opening, SubsidyForm
from pakten.activities.opportunities.states import OpeningKind, OwnTerm
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.forms import number_in
from pakten.base.ui.inputs import DateInput
from pakten.parties.pacts.models import District
from pakten.parties.people.states import DayTime, Level

MOST_KILOGRAMS = 200
FARTHEST_YEARS = 5
LIMITS = {"hours_per_week": (1, 60), "months": (1, 60), "years": (1, 40)}
# own term -> the field that says it
OWN_FIELDS = {
    OwnTerm.SWEDISH: "swedish", OwnTerm.YEARS: "years", OwnTerm.TIME: "starts_at",
    OwnTerm.HOURS: "hours_per_week", OwnTerm.TIMES: "times", OwnTerm.PLACE: "district",
    OwnTerm.START: "starts_on",
}  # fmt: skip


def _number(label: str, low: int, high: int) -> forms.IntegerField:
    """A number that may be left out; what is wrong is said with both limits."""
    told = _("Write a number from %(low)d to %(high)d.") % {"low": low, "high": high}
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), told)
    return forms.IntegerField(
        label=label, required=False, min_value=low, max_value=high, error_messages=wrong
    )


class OpeningForm(forms.ModelForm):  # type: ignore[type-arg]
    """An opening as its member describes it: the fields that its form of work asks for."""

    occupation_words = forms.CharField(
        label=gettext_lazy("Occupation"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Begin to write, for example kitchen or warehouse."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("Number of places"), min_value=1, max_value=500, initial=1
    )
    times = forms.MultipleChoiceField(
        label=gettext_lazy("When is the work?"), required=False,
        choices=[c for c in DayTime.choices if c[0] != DayTime.SCHOOL],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    subsidies = forms.MultipleChoiceField(
        label=gettext_lazy("Support you think of"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    term_words = forms.CharField(
        label=gettext_lazy("Look for something more"), required=False, max_length=200,
        help_text=gettext_lazy("A skill, a driving licence or a language."),
    )  # fmt: skip

    class Meta:
        model = Opening
        fields = [name for name in EDITABLE if name not in ("occupation", "nice", "reading")]
        widgets = {
            "kind": forms.RadioSelect,
            **{n: DateInput() for n in ("ends_on", "trains_from", "trains_until")},
            "ends_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "description": forms.Textarea(attrs={"rows": 6}),
            "starts_on": DateInput(),
            "apply_by": DateInput(),
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "description": gettext_lazy(
                "What is done on an ordinary day. Write no names of people."
            ),
            "swedish": gettext_lazy("The least that is needed to begin. Less opens more doors."),
            "starts_at": gettext_lazy("Leave it empty if it varies."),
            "trainee": gettext_lazy("For example “cook” or “A. B.”. Never a name."),
            "subsidies": gettext_lazy(
                "The employment service decides in each case. Here you say what you think of."
            ),
            "repeats": gettext_lazy("We make a draft for next year in time, and tell you."),
            "for_young": gettext_lazy("For those who are about 16 to 25 and new in Sweden."),
        }

    guesses = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (low, high) in LIMITS.items():
            self.fields[name] = _number(str(self.fields[name].label), low, high)
        self.fields["kind"].label = gettext_lazy("What is it about?")
        self.fields["kind"].choices = OpeningKind.choices  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["district"].queryset = District.objects.on(today)  # type: ignore[attr-defined]
        self.fields["subsidies"].choices = subsidy_choices(today, self.instance)  # type: ignore[attr-defined]
        self._ask_by_kind()
        self.occupation: Concept | None = self.instance.occupation
        if self.occupation and "occupation_words" in self.fields:
            self.fields["occupation_words"].initial = self.occupation.label
        self.options: list[Concept] = []

    def _ask_by_kind(self) -> None:
        """Keep the fields of this form of work; of a changed one, those that both ask for."""
        kinds = {self.instance.kind, str(self.data.get("kind") or self.instance.kind)}
        asks = [kind_of(code).asks for code in kinds if code in OpeningKind.values]
        always = {"kind", "guesses", "term_words"}
        for name in list(self.fields):
            if name not in always and not all(name in each for each in asks):
                del self.fields[name]

    def unchecked(self) -> "OpeningForm":
        """The form as typed, without complaints: a search within it checks nothing yet."""
        shown = OpeningForm(self.data, instance=self.instance)
        shown.occupation, shown.options = self.occupation, self.options
        shown._errors = ErrorDict()  # type: ignore[attr-defined]
        shown.cleaned_data = {}
        return shown

    def clean(self) -> dict[str, Any]:
        """Find the occupation; where several fit, ask which one."""
        values = super().clean() or {}
        self._check_days(values)
        words = values.get("occupation_words", "")
        if "occupation_words" in self.fields:
            self.occupation = self._occupation(words) if words else None
        return values

    def _check_days(self, values: dict[str, Any]) -> None:
        """In order, and not so far away that somebody slipped on the year."""
        orders = (
            ("apply_by", "starts_on", "starts_on", _("The start comes before the last day for proposals.")),
            ("starts_on", "ends_on", "ends_on", _("The end comes before the start.")),
            ("trains_from", "trains_until", "trains_until", _("The training ends before it begins.")),
        )  # fmt: skip
        wrong = {
            at: text
            for first, then, at, text in orders
            if values.get(first) and values.get(then) and values[then] < values[first]
        }
        year = timezone.localdate().year
        far = _("Look at the year: it is many years away.")
        wrong |= {
            name: far
            for name, day in values.items()
            if isinstance(day, date) and abs(day.year - year) > FARTHEST_YEARS
        }
        for name, text in wrong.items():
            self.add_error(name, text)

    def _occupation(self, words: str) -> Concept | None:
        self.options = found_terms(WORK, words)
        known = [*self.options, *([self.instance.occupation] if self.instance.occupation else [])]
        picked = [term for term in known if str(term.pk) == self.data.get("occupation", "")]
        same = [term for term in known if term.label.casefold() == words.casefold()]
        certain = picked or same or (self.options if len(self.options) == 1 else [])
        if certain:
            self.options = []
            return certain[0]
        if self.options:
            text = _("Several occupations fit. Choose one of them.")
        else:
            text = _("We know no such occupation. Try another word, or leave it empty.")
        self.add_error("occupation_words", text)
        return None

    def described(self) -> Described:
        """What the action takes."""
        values = {n: self.cleaned_data[n] for n in self.Meta.fields if n in self.fields}
        rows = [row for row in self.asked() if row.value]
        return Described(
            {
                **values,
                "occupation": self.occupation,
                "nice": self._nice(),
                "reading": self._seen(),
            },
            {row.term: row.value == MUST for row in rows},
            levels={r.term.pk: r.level for r in rows if r.level in Level.values},
            numbers={
                r.term.pk: n for r in rows if 0 < (n := number_in(r.number)) <= MOST_KILOGRAMS
            },
        )

    def _nice(self) -> list[str]:
        return [term for term in OwnTerm.values if self.data.get(f"own-{term}") == NICE]

    def _seen(self) -> list[dict[str, Any]]:
        """What was read of the ad; a guess is settled once it is ticked, changed or taken away."""
        return [{**r, "seen": r["seen"] or self._settled(r["what"])} for r in self.instance.reading]

    def _settled(self, what: str) -> bool:
        pk = what.removeprefix("term:")
        gone = pk != what and self.data.get(f"asked-{pk}") not in (MUST, NICE)
        changed = what in self.fields and what in self.changed_data
        return gone or changed or f"seen-{what}" in self.data

    def asked(self) -> list[Asked]:
        """The terms asked for, then what a search found, then what is usual in the occupation."""
        chosen = chosen_in(self.data) if self.is_bound else self._stored()
        words = str(self.data.get("term_words", "")) if self.is_bound else ""
        rows = asked_rows(chosen, [*found_terms(ASKABLE, words), *self._usual()])
        more, quotes = self._more(), self.quotes()
        return [
            replace(
                row, level=more.get(row.term.pk, ("", ""))[0], read=quotes.get(f"term:{row.term.pk}"),
                number=more.get(row.term.pk, ("", ""))[1],
            )
            for row in rows
        ]  # fmt: skip

    def _more(self) -> dict[int, tuple[str, str]]:
        """Level and number of each term, as sent or as stored."""
        if self.is_bound:
            pks = chosen_in(self.data)
            return {
                pk: (str(self.data.get(f"level-{pk}", "")), str(self.data.get(f"number-{pk}", "")))
                for pk in pks
            }
        rows = [row for row in self.instance.requirements.all() if row.concept_id]
        return {r.concept_id or 0: (r.level, str(r.number or "")) for r in rows}

    def read_occupation(self) -> list[Quote]:
        """What the ad said of the work."""
        return [each for each in self.quotes().values() if each.what == "occupation"]

    def read_swedish(self) -> list[Quote]:
        """What the ad said of Swedish."""
        return [each for each in self.quotes().values() if each.what == "swedish"]

    def read_practical(self) -> list[Quote]:
        """The guesses among the rest: what was understood needs no tick."""
        apart = ("occupation", "swedish")
        rows = [each for each in self.quotes().values() if not each.what.startswith("term:")]
        return [each for each in rows if each.guessed and each.what not in apart]

    def quotes(self) -> dict[str, Quote]:
        """The words of the ad, by what they were understood as."""
        text = self.instance.ad_text
        return {
            row["what"]: Quote(
                row["what"], text[row["from"] : row["to"]], row["guessed"],
                row["seen"] or f"seen-{row['what']}" in self.data,
            )
            for row in self.instance.reading
        }  # fmt: skip

    @property
    def levels(self) -> list[tuple[str, str]]:
        """The levels of a language, for its row."""
        return [(each.value, str(each.label)) for each in Level]

    def own_terms(self) -> dict[str, list[OwnRow]]:
        """The own terms that this form of work has: those that say something, and the others."""
        nice = self._nice() if self.is_bound else self.instance.nice
        rows = [
            OwnRow(term, term in nice, said_in(self[name]))
            for term, name in OWN_FIELDS.items() if name in self.fields
        ]  # fmt: skip
        return {"said": [r for r in rows if r.said], "unsaid": [r for r in rows if not r.said]}

    def _stored(self) -> dict[int, str]:
        if not self.instance.pk:
            return {}
        rows = self.instance.requirements.all()
        return {row.concept_id: MUST if row.must else NICE for row in rows if row.concept_id}

    def _usual(self) -> list[Concept]:
        """What is often asked for in the occupation."""
        if self.occupation is None:
            return []
        group = self.occupation
        if group.kind == ConceptKind.OCCUPATION and group.parent:
            group = group.parent
        return list(group.skills.current().order_by("sort_key", "pk")[:6])


def subsidy_choices(today: date, opening: Opening) -> list[tuple[str, str]]:
    """The forms of support in force, and those the opening has already."""
    rows = SubsidyForm.objects.on(today) | SubsidyForm.objects.filter(code__in=opening.subsidies)
    return [(row.code, str(row.name)) for row in rows.distinct().order_by("position", "pk")]

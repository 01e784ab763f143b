"""The list of what there is: the files on the page, the addresses and the catalogue are made from it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.faces.api.asking import Asked
from pakten.faces.api.definitions import definitions_table, targets_table
from pakten.faces.api.keeping import keeping_table
from pakten.faces.api.members import members_table, promises_table
from pakten.faces.api.problems import Refused
from pakten.faces.api.results import months_table, years_table
from pakten.faces.api.states import Form
from pakten.faces.api.tables import Table

Words = str | Promise
_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
SOCIETY, ECONOMY = f"{_THEMES}SOCI", f"{_THEMES}ECON"
_PLAIN = (Form.CSV, Form.XLSX, Form.JSON)
_FIGURES = (*_PLAIN, Form.JSON_STAT)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set of rows that is published: what it is in words, and how it is made."""

    name: str
    title: Words
    about: Words
    table: Callable[[Asked], Table]
    forms: tuple[Form, ...]
    theme: str
    keywords: tuple[Words, ...]


DATASETS = (
    Dataset(
        "years",
        _("All measures per year"),
        _("Every measure, in all and by gender, age, target group, district and Swedish."),
        years_table, _FIGURES, SOCIETY,
        (_("integration"), _("employment"), _("gender equality")),
    ),
    Dataset(
        "months",
        _("All measures per month"),
        _("Every measure, month by month, in all."),
        months_table, _FIGURES, SOCIETY,
        (_("integration"), _("employment")),
    ),
    Dataset(
        "promises",
        _("Promises and what came of them"),
        _("Every promise of the members shown here whose last day has come, and whether it was kept."),
        promises_table, _PLAIN, ECONOMY,
        (_("integration"), _("letters of intent")),
    ),
    Dataset(
        "keeping",
        _("How members keep their promises"),
        _("How many members are on track, late, quiet and dormant, quarter by quarter."),
        keeping_table, _FIGURES, ECONOMY,
        (_("integration"), _("letters of intent")),
    ),
    Dataset(
        "members",
        _("Members"),
        _("The organisations shown here, with kind, district and activities."),
        members_table, _PLAIN, ECONOMY,
        (_("integration"), _("members")),
    ),
    Dataset(
        "definitions",
        _("Definitions"),
        _("Every version of every measure, and from when to when it held."),
        definitions_table, _PLAIN, SOCIETY,
        (_("definitions"), _("measures")),
    ),
    Dataset(
        "targets",
        _("Targets"),
        _("What was aimed for: per year, and for women, men, groups and districts."),
        targets_table, _PLAIN, SOCIETY,
        (_("targets"), _("measures")),
    ),
)  # fmt: skip
BY_NAME = {each.name: each for each in DATASETS}


def dataset_named(name: str, form: Form) -> Dataset:
    """The one of a name, if it comes in that form."""
    found = BY_NAME.get(name)
    if found is None or form not in found.forms:
        raise Refused(404, str(_("There is no such file. All there are stand at /data/.")))
    return found

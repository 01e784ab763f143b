"""Which deeds can be told by hand: those that nothing else in the product records already."""

from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Pledge
from pakten.agreements.commitments.states import Party
from pakten.parties.pacts.states import Deed

FROM_PLACEMENTS = frozenset(
    {
        Deed.JOB_STARTED,
        Deed.EXTRA_JOB_STARTED,
        Deed.INTERNSHIP_STARTED,
        Deed.APL_STARTED,
        Deed.PERSON_PRESENTED,
    }
)


def why_not_told(pledge: Pledge, *, by_city: bool) -> str:
    """Why a deed of this promise is not told by hand; empty when it can be.

    `by_city`: the one who tells works for the whole pact.
    """
    deed = pledge.measure.deed
    if deed in FROM_PLACEMENTS:
        return _("This concerns one person and is counted from the placement, once.")
    if deed == Deed.JOB_OFFERED:
        return _("This is counted when a job is posted.")
    if deed == Deed.LETTER_SIGNED:
        return _("This is counted when a letter is signed.")
    if by_city:
        return ""
    if pledge.promised_by == Party.CITY:
        return _("The city promised this and records it.")
    if pledge.measure.per_person:
        return _("This concerns one person. The pact office records it together with you.")
    return ""

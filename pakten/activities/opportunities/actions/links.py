"""Personal links to answer without an account: made, mailed or shown once, stopped.

A link is the key to one question. Who holds it acts with the rights of that side in that one
placement and nothing more: `reader_of`.
"""

from datetime import date, datetime, timedelta

from pakten.activities.opportunities.models import Made, Placement, PlacementLink
from pakten.activities.opportunities.states import Side
from pakten.base.access import Actor, Role, Scope, Verb, require
from pakten.base.access.actor import Grant
from pakten.parties.pacts.links import hash_of_token, new_token

ANSWER_LINK_LASTS = timedelta(days=30)
About = PlacementLink.About


def make_link(
    placement: Placement, about: PlacementLink.About, side: Side, *, name: str, email: str = "",
    months: int = 0, week_on: date | None = None, lasts: timedelta = ANSWER_LINK_LASTS,
    by: Actor | None, at: datetime,
) -> Made:  # fmt: skip
    """A new key to one question; the older one to the same question stops working.

    The caller has asked its own verb and sends the key or shows it.
    """
    Placement.objects.select_for_update(no_key=True).only("pk").get(pk=placement.pk)
    PlacementLink.objects.filter(
        placement=placement, about=about, side=side, months=months, week_on=week_on, revoked_at=None
    ).update(revoked_at=at)
    token = new_token(placement.pact_id)
    link = PlacementLink.objects.create(
        pact_id=placement.pact_id, placement=placement, about=about, side=side, months=months,
        week_on=week_on, token_hash=hash_of_token(token), name=name[:170], sent_to=masked(email),
        sent_by_id=by.account_id if by else None, sent_at=at, expires_at=at + lasts,
    )  # fmt: skip
    return Made(link, token)


def masked(email: str) -> str:
    """ "omar.diaz@almhaga.se" as "o***z@almhaga.se": enough to know it again, too little to use."""
    local, _at, domain = email.partition("@")
    if not domain:
        return ""
    return f"{local[:1]}***{local[-1:] if len(local) > 2 else ''}@{domain}"


def find_link(token: str, *abouts: PlacementLink.About) -> PlacementLink | None:
    """The link of a secret, whether or not it still works; None where there is no such."""
    related = ("placement__opening__organisation__pact", "placement__opening__district",
               "placement__opening__occupation", "placement__participant__counsellor",
               "placement__proposed_by")  # fmt: skip
    rows = PlacementLink.objects.filter(token_hash=hash_of_token(token), about__in=abouts)
    return rows.select_related(*related).first()


def reader_of(link: PlacementLink) -> Actor:
    """Who holds the link: the side, in this placement only, without an account."""
    if link.side == Side.PERSON:
        scope = Scope("person", link.placement.participant_id)
        return Actor(None, link.name, (Grant(Role.PARTICIPANT, scope),))
    scope = Scope("organisation", link.placement.opening.organisation_id)
    return Actor(None, link.name, (Grant(Role.MEMBER, scope),))


def disown_link(link: PlacementLink, *, at: datetime) -> PlacementLink:
    """ "I am not Anders": the link stops at once, and the office sees it."""
    kept = PlacementLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if kept.disowned_at is None:
        kept.disowned_at = at
        kept.save(update_fields=["disowned_at"])
    return kept


def revoke_links(placement: Placement, *, by: Actor, at: datetime) -> int:
    """Every link of a placement stops at once; returns how many."""
    require(by, Verb.SEND_LINK, placement)
    return PlacementLink.objects.filter(placement=placement, revoked_at=None).update(revoked_at=at)

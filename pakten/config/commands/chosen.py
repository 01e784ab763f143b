"""Which pact a command is about."""

from pakten.config.refusal import Refusal
from pakten.parties.pacts.models import Pact


def named_pact(slug: str | None) -> Pact:
    """The pact named, or the only one."""
    pacts = {pact.slug: pact for pact in Pact.objects.order_by("pk")}
    if slug is None and len(pacts) == 1:
        return next(iter(pacts.values()))
    if slug in pacts:
        return pacts[slug]
    known = ", ".join(pacts) or "none"
    if slug is None:
        raise Refusal(f"Name the pact with --pact; there are: {known}.")
    raise Refusal(f"There is no pact “{slug}”; there are: {known}.")

"""Turning the live figures of a year into data that is locked: as they may be shown, nothing more."""

from pakten.oversight.annual.freezing.member import freeze_members
from pakten.oversight.annual.freezing.pact import freeze_pact
from pakten.oversight.annual.freezing.prints import canonical, fingerprint

__all__ = ["canonical", "fingerprint", "freeze_members", "freeze_pact"]

"""The questions of a profile as forms: what is shown, what is checked, what is kept.

Each form saves itself through the actions of the profile; nothing found in words is kept unticked.
"""

from pakten.parties.people.telling.asking import Ask, Option
from pakten.parties.people.telling.forms import ASKS

__all__ = ["ASKS", "Ask", "Option"]

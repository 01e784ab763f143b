"""Pages of letters. Signing has its own."""

from pakten.agreements.commitments.views.letters import HERE, letter_or_404

__all__ = ["HERE", "letter_or_404"]

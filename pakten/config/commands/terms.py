"""Load a taxonomy of occupations and skills."""

import argparse

from django.utils import timezone

from pakten.base.terms.actions import import_jobtech
from pakten.base.terms.export import UnreadableTaxonomy
from pakten.config.refusal import Refusal


def import_taxonomy(words: argparse.Namespace) -> int:
    """Load a JobTech export over what is there; all of it or nothing."""
    try:
        report = import_jobtech(words.directory, at=timezone.now())
    except (UnreadableTaxonomy, OSError) as problem:
        raise Refusal(str(problem)) from problem
    print(report)
    return 0

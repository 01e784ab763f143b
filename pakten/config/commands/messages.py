"""The catalogues of texts: collect what the code says, and tell what still needs words."""

import argparse

from pakten.config import messages


def renew_catalogues(words: argparse.Namespace) -> int:
    """Bring `pakten/locale` in step with the code and print how many texts lack a translation."""
    found = messages.collect()
    for language in messages.LANGUAGES:
        messages.renew(language, found, {})
        gaps = {str(one.text) for one in messages.missing(language, found)}
        print(f"{language}: {len(gaps)} texts without a translation")
    return 0

"""What is logged of a request: never the secret of a personal link, which stands in its address."""

import logging
import re

# A word of an address as long as a secret; the names of our pages are shorter.
_LONG = re.compile(r"(?<=/)[\w.~%-]{24,}(?=[/?\s]|$)")


class WithoutSecrets(logging.Filter):
    """Takes long words out of the addresses in a message before anything is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every message through, without them."""
        text = record.getMessage()
        if (said := _LONG.sub("…", text)) != text:
            record.msg, record.args = said, ()
        return True

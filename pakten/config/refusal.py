"""What a command says when it cannot do as asked: one line on stderr, and an exit code."""


class Refusal(Exception):  # noqa: N818  (a word for the reader of the message, not an accident)
    """The message is shown as it stands; write it for the person at the keyboard."""

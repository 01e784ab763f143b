"""A worker that is killed at one place: `python -m tests.config.dying module name call when`.

It dies as by `kill -9` at that call of that function, before or after the function has run; its
transaction is then still open.
"""

import importlib
import os
import signal
import sys
from itertools import count
from typing import Any

from pakten.config import cli
from pakten.config.commands import places


def die_at(module: str, name: str, call: int, when: str) -> None:
    """Put a function in the place of another that kills the process at its n-th call."""
    room = importlib.import_module(module)
    living, calls = getattr(room, name), count(1)

    def deadly(*given: Any, **named: Any) -> Any:
        number = next(calls)
        if (number, when) == (call, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        answer = living(*given, **named)
        if (number, when) == (call, "after"):
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(room, name, deadly)


if __name__ == "__main__":
    places.set_up()
    where, what, nth, moment = sys.argv[1:]
    die_at(where, what, int(nth), moment)
    sys.exit(cli.main(["worker"]))

"""A worker with a task of the tests: `python -m tests.config.deeds` runs it."""

import sys
import time
from pathlib import Path

from procrastinate.contrib.django import app

from pakten.config import cli
from pakten.config.commands import places


def slow_deed(file: str, seconds: float) -> None:
    """Leaves one line when it begins and one when it is done."""
    for word in ("begun", "done"):
        with Path(file).open("a") as log:
            log.write(f"{word}\n")
        if word == "begun":
            time.sleep(seconds)


if __name__ == "__main__":
    places.set_up()
    app.task(slow_deed, name="slow_deed")
    sys.exit(cli.main(["worker"]))

"""A worker for background jobs."""

import argparse
import asyncio

from pakten.config import jobs, supervisor
from pakten.config.commands import places


def work(words: argparse.Namespace) -> int:
    """Run jobs until told to stop."""
    places.require_database()
    supervisor.end_with_parent()
    asyncio.run(jobs.work())
    return 0

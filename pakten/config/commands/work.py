"""A worker for background jobs."""

import argparse
import asyncio

from pakten.config import jobs, supervisor


def work(words: argparse.Namespace) -> int:
    """Run jobs until told to stop."""
    supervisor.end_with_parent()
    asyncio.run(jobs.work())
    return 0

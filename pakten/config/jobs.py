"""The work done in the background, and how none of it is lost.

Jobs lie in PostgreSQL and are enqueued in the transaction that causes them. A worker that is
killed leaves its job marked as running; every worker looks for such jobs and puts them back.
"""

import asyncio
import logging

from procrastinate import App, JobContext, exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from pakten.activities.opportunities.actions.keeping import keep_all_openings
from pakten.activities.pulses.actions import ask_all_follow_ups, ask_all_weeks
from pakten.agreements.assurance.actions import draw_all_samples
from pakten.agreements.followup.actions.reminding import remind_of_ends
from pakten.agreements.sealing.actions import seal_all_letters
from pakten.agreements.signing.actions.links import remind_unsigned_letters
from pakten.base.notices.actions import send_digests
from pakten.oversight.privacy.actions.erasing import erase_all_due
from pakten.oversight.privacy.actions.keeping import keep_all_rules
from pakten.oversight.surveys.actions.asking import ask_all_surveys
from pakten.parties.organisations.actions import ask_all_contacts
from pakten.parties.pacts.actions.activities import begin_all_wordings
from pakten.parties.vetting.actions import warn_of_all_looks

log = logging.getLogger(__name__)

HEARTBEAT = 5.0
SILENCE = 15.0
REAP_EVERY = 5.0
MOST_ATTEMPTS = 10
KEEP_HOURS = 30 * 24


def on_app_ready(ready: App) -> None:
    """Called by procrastinate once: what runs by the clock is named here, nowhere else."""
    ready.periodic(cron="17 3 * * *")(
        ready.task(name="forget_finished_jobs", pass_context=True)(forget_finished_jobs)
    )
    ready.periodic(cron="5 0 * * *")(ready.task(name="begin_all_wordings")(begin_all_wordings))
    ready.periodic(cron="25 2 * * *")(ready.task(name="erase_all_due")(erase_all_due))
    ready.periodic(cron="45 2 * * *")(ready.task(name="keep_all_rules")(keep_all_rules))
    ready.periodic(cron="40 4 * * *")(ready.task(name="seal_all_letters")(seal_all_letters))
    ready.periodic(cron="0 * * * *")(ready.task(name="send_digests", queue="mail")(send_digests))
    ready.periodic(cron="40 5 * * *")(ready.task(name="remind_of_ends")(remind_of_ends))
    ready.periodic(cron="10 7 * * *")(ready.task(name="ask_all_contacts")(ask_all_contacts))
    ready.periodic(cron="5 7 * * *")(
        ready.task(name="remind_unsigned_letters")(remind_unsigned_letters)
    )
    ready.periodic(cron="25 7 * * *")(ready.task(name="draw_all_samples")(draw_all_samples))
    ready.periodic(cron="0 11 * * 5")(ready.task(name="ask_all_weeks")(ask_all_weeks))
    ready.periodic(cron="30 7 * * *")(ready.task(name="ask_all_follow_ups")(ask_all_follow_ups))
    ready.periodic(cron="15 7 * * *")(ready.task(name="warn_of_all_looks")(warn_of_all_looks))
    ready.periodic(cron="20 7 * * *")(ready.task(name="ask_all_surveys")(ask_all_surveys))
    ready.periodic(cron="30 6 * * *")(ready.task(name="keep_all_openings")(keep_all_openings))


async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that ended well a month ago say nothing any more; failed ones stay to be looked at."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)


async def work(name: str = "worker") -> None:
    """Run jobs until told to stop; running ones get ten seconds to end."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        async with working.open_async():
            reaper = asyncio.create_task(_reap_for_ever(working))
            try:
                await working.run_worker_async(
                    name=name,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=2 * SILENCE,
                    shutdown_graceful_timeout=10,
                )
            finally:
                reaper.cancel()


async def reap(working: App) -> int:
    """Put back the jobs of workers that fell silent; return how many."""
    stalled = await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE)
    back = [await _put_back(working, job) for job in stalled]
    return sum(back)


async def _put_back(working: App, job: Job) -> bool:
    try:
        if job.attempts >= MOST_ATTEMPTS:
            await working.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
            log.error("Job %s (%s) ended %s workers; given up", job.id, job.task_name, job.attempts)
            return False
        await working.job_manager.retry_job(job)
    except exceptions.ConnectorException:
        return False  # another worker was quicker
    log.warning("Job %s (%s) of a silent worker is put back", job.id, job.task_name)
    return True


async def _reap_for_ever(working: App) -> None:
    while True:
        try:
            await reap(working)
        except exceptions.ConnectorException:
            log.exception("Could not look for jobs of silent workers")
        await asyncio.sleep(REAP_EVERY)

"""The words of the `pakten` command. Each loads the module of `commands` that does it."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured

from pakten.config import embedded, supervisor
from pakten.config.commands import places
from pakten.config.refusal import Refusal

ABOUT = "Pakten: from a signed letter of intent to a measured result."
EXAMPLES = """\
examples:
  pakten run                          open Pakten at http://127.0.0.1:8000/
  PAKTEN_VAR=/srv/b PORT=8001 pakten run
                                      a second instance, with data of its own
  DATABASE_URL=postgresql://pakten@db/pakten pakten migrate
                                      prepare a database server of yours
  pakten terms import-jobtech export_2025-12
                                      occupations and skills of the JobTech taxonomy
  pakten openings import-ads ads.json --pact stockholm
                                      job ads as openings, all or none
  pakten match solve round.json --json
                                      the best pairs of any instance, with a proof
  pakten letters verify letter.pdf    is it the letter that was signed, untouched?
  pakten letters export letters/      every signed letter as a sealed PDF
  pakten ledger check                 is every figure the sum of its deeds?
  pakten audit check                  is the log of who looked at whom untouched?
  pakten privacy retention --dry-run  what is older than its rule?
  pakten pacts create malmo --name Malmöpakten --city Malmö --admin-email a@malmo.example
                                      another city's pact in this deployment
  pakten report annual --year 2025 --output report.pdf
                                      the annual report, published or so far
  pakten database shell               psql on the embedded database

environment:
  PAKTEN_VAR               data folder (default: var in the project)
  DATABASE_URL             PostgreSQL 15 or newer instead of the embedded one
  DATABASE_OWNER_URL       the same database as the schema's owner, for `migrate`
  HOST, PORT               where the web server listens (default: 127.0.0.1, 8000)
  WEB_WORKERS              processes of the web server (default: one per core)
  PAKTEN_EXAMPLE_PASSWORD  password of the example's accounts
  SIGNER_URL, SIGNER_TOKEN a service that seals letters, instead of keys kept here
  STAMP_URL                a time stamp service (RFC 3161) for the seals
  PAKTEN_PRODUCTION=1      for real use; needs SECRET_KEY, refuses the example pact
"""
Commands = Any


def parser() -> argparse.ArgumentParser:
    """All words with their one-line help."""
    top = argparse.ArgumentParser(
        prog="pakten",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.set_defaults(role=None, begins=False, around=nullcontext)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_processes(commands)
    _add_schema(commands)
    _add_database(commands)
    _add_pacts(commands)
    _add_files(commands)
    _add_letters(commands)
    _add_report(commands)
    _add_ledger(commands)
    _add_privacy(commands)
    return top


def _add_processes(commands: Commands) -> None:
    run = commands.add_parser("run", help="open Pakten: database, schema, web server and worker")
    run.set_defaults(does="run.run", role="owner", begins=True, around=supervisor.claimed)
    run.add_argument("--empty", action="store_true", help="do not load the example pact")
    serve = commands.add_parser("serve", help="the web server alone; the database must run")
    serve.set_defaults(does="serve.serve")
    for one in (run, serve):
        one.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        one.add_argument("--port", help="a number; default: PORT, else 8000")
    worker = commands.add_parser(
        "worker", help="one worker for background jobs; the database must run"
    )
    worker.set_defaults(does="work.work", role="app")


def _add_schema(commands: Commands) -> None:
    migrate = commands.add_parser("migrate", help="bring the schema of the database up to date")
    migrate.set_defaults(does="schema.migrate", role="owner", begins=True)
    example = commands.add_parser("example", help="`example load`: the example pact, once")
    words = example.add_subparsers(dest="word", required=True, metavar="WORD")
    load = words.add_parser("load", help="load the example pact into an empty database")
    load.set_defaults(does="schema.load", role="owner", begins=True)


def _add_database(commands: Commands) -> None:
    database = commands.add_parser(
        "database", help="the embedded PostgreSQL: start, stop, url, shell"
    )
    words = database.add_subparsers(dest="word", required=True, metavar="WORD")
    for word, text in (
        ("start", "start the server and leave it running"),
        ("stop", "stop the server; nothing is lost"),
        ("url", "print the address, for psql and other tools"),
        ("shell", "open psql, starting the server if need be"),
    ):
        words.add_parser(word, help=text).set_defaults(does=f"database.{word}")


def _add_pacts(commands: Commands) -> None:
    pacts = commands.add_parser("pacts", help="`pacts create SLUG`, `pacts list`: a city each")
    words = pacts.add_subparsers(dest="word", required=True, metavar="WORD")
    create = words.add_parser("create", help="open a pact with its first administrator")
    create.add_argument("slug", metavar="SLUG", help="short name in addresses and commands")
    for word, text in (
        ("--name", "what the pact is called, in Swedish"),
        ("--city", "the city"),
        ("--admin-email", "who administers it; signs in with a mailed code"),
        ("--host", "host name of its own, if it has one"),
    ):
        create.add_argument(word, default="", help=text)
    create.add_argument(
        "--catalogue", default="empty", metavar="example|empty", help="default: empty"
    )
    create.set_defaults(does="pacts.create", role="app", begins=True)
    words.add_parser("list", help="the pacts of this deployment").set_defaults(
        does="pacts.show", role="app", begins=True
    )


def _add_files(commands: Commands) -> None:
    terms = commands.add_parser("terms", help="`terms import-jobtech DIR`: occupations and skills")
    words = terms.add_subparsers(dest="word", required=True, metavar="WORD")
    jobtech = words.add_parser("import-jobtech", help="load a JobTech taxonomy export")
    jobtech.add_argument("directory", type=Path, metavar="DIR")
    jobtech.set_defaults(does="terms.import_taxonomy", role="owner", begins=True)
    openings = commands.add_parser("openings", help="`openings import-ads FILE`: job ads")
    words = openings.add_subparsers(dest="word", required=True, metavar="WORD")
    ads = words.add_parser("import-ads", help="load job ads as openings; all or none")
    ads.add_argument("file", type=Path, metavar="FILE")
    ads.add_argument("--pact", metavar="SLUG", help="needed where there are several pacts")
    ads.set_defaults(does="openings.load", role="app", begins=True)
    match = commands.add_parser("match", help="`match solve FILE`: the best pairs, with a proof")
    words = match.add_subparsers(dest="word", required=True, metavar="WORD")
    solve = words.add_parser("solve", help="solve an instance of your own; - reads standard input")
    solve.add_argument("file", metavar="INSTANCE.json")
    solve.add_argument("--stable", action="store_true", help="no two that prefer each other apart")
    solve.add_argument("--json", action="store_true", help="print the answer as JSON")
    solve.set_defaults(does="match.solve")
    build = commands.add_parser("build", help="compile translations; in production, static files")
    build.set_defaults(does="build.build")
    texts = commands.add_parser(
        "messages", help="collect the texts to translate into pakten/locale"
    )
    texts.set_defaults(does="messages.renew_catalogues", role="app", begins=True)
    manage = commands.add_parser(
        "manage", help="Django's own commands, as `manage check`", add_help=False
    )
    manage.add_argument("words", nargs=argparse.REMAINDER)
    manage.set_defaults(does="manage.manage", role="owner", begins=True)


def _add_letters(commands: Commands) -> None:
    letters = commands.add_parser("letters", help="signed letters: verify, export")
    words = letters.add_subparsers(dest="word", required=True, metavar="WORD")
    verify = words.add_parser(
        "verify", help="0 for an untouched, fully signed letter; 1 if not; 2 without a file"
    )
    verify.add_argument("file", type=Path, metavar="FILE.pdf")
    verify.add_argument(
        "--trust",
        type=Path,
        metavar="CERT.pem",
        action=_ByHand,
        help="anywhere, without a database",
    )
    verify.set_defaults(does="letters.verify", role="app", begins=True)
    export = words.add_parser("export", help="every signed letter of a pact, with certificates")
    export.add_argument("directory", type=Path, metavar="DIR")
    export.add_argument("--lang", choices=("sv", "en"), default="sv", help="default: sv")
    export.add_argument("--overwrite", action="store_true", help="replace files that differ")
    export.set_defaults(does="letters.export", role="app", begins=True)
    renew = words.add_parser("renew-certificate", help="seal with a new key from now on")
    renew.set_defaults(does="letters.renew", role="app", begins=True)
    for one in (export, renew):
        one.add_argument("--pact", metavar="SLUG", help="needed where there are several pacts")


def _add_ledger(commands: Commands) -> None:
    ledger = commands.add_parser("ledger", help="`ledger check`: do the figures equal the deeds?")
    words = ledger.add_subparsers(dest="word", required=True, metavar="WORD")
    check = words.add_parser("check", help="0 when every figure is the sum of its rows; 1 if not")
    check.add_argument("--pact", metavar="SLUG", help="default: every pact")
    check.set_defaults(does="ledger.check", role="app", begins=True)


def _add_privacy(commands: Commands) -> None:
    privacy = commands.add_parser("privacy", help="`privacy retention`: erase what is too old")
    words = privacy.add_subparsers(dest="word", required=True, metavar="WORD")
    keep = words.add_parser("retention", help="what the nightly job does, now")
    keep.add_argument("--dry-run", action="store_true", help="only say how many rows, of what")
    keep.set_defaults(does="privacy.retention", role="app", begins=True)
    audit = commands.add_parser("audit", help="`audit check`: is the log of visits as written?")
    words = audit.add_subparsers(dest="word", required=True, metavar="WORD")
    check = words.add_parser("check", help="0 when no link of the chain is broken; 1 if one is")
    check.set_defaults(does="privacy.check", role="app", begins=True)
    for one in (keep, check):
        one.add_argument("--pact", metavar="SLUG", help="default: every pact")


def _add_report(commands: Commands) -> None:
    report = commands.add_parser("report", help="`report annual`: a year's report as PDF")
    words = report.add_subparsers(dest="word", required=True, metavar="WORD")
    annual = words.add_parser(
        "annual", help="the published report, else the locked figures, else those so far"
    )
    annual.add_argument("--year", type=int, required=True, metavar="YYYY")
    annual.add_argument("--member", metavar="ORGNR", help="one member's own report")
    annual.add_argument("--lang", choices=("sv", "en", "ar"), default="sv", help="default: sv")
    annual.add_argument("--output", type=Path, required=True, metavar="FILE.pdf")
    annual.add_argument("--pact", metavar="SLUG", help="needed where there are several pacts")
    annual.set_defaults(does="report.annual", role="app", begins=True)


class _ByHand(argparse.Action):
    """With certificates given by hand, a file is judged without the database."""

    def __call__(self, parser: Any, namespace: Any, values: Any, option: Any = None) -> None:
        setattr(namespace, self.dest, values)
        namespace.does, namespace.role, namespace.begins = "trust.verify", None, False


def main(argv: Sequence[str] | None = None) -> int:
    """Do as the words say; what cannot be done is one line on stderr and exit code 1."""
    words = parser().parse_args(argv)
    try:
        with words.around(words):
            return _do(words)
    except supervisor.Stopped:
        return 0
    except (Refusal, embedded.EmbeddedError, ImproperlyConfigured) as problem:
        return _say(str(problem))
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        cause = problem.__cause__ or problem
        if not isinstance(cause, psycopg.OperationalError):
            raise
        return _say(f"the database: {str(cause).splitlines()[0]}")


def _do(words: argparse.Namespace) -> int:
    if words.role is not None:
        places.set_up(owner=words.role == "owner")
    with places.database() if words.begins else nullcontext():
        return _load(words)


def _load(words: argparse.Namespace) -> int:
    module, _dot, function = words.does.partition(".")
    does = getattr(import_module(f"pakten.config.commands.{module}"), function)
    return int(does(words))


def _say(message: str) -> int:
    sys.stderr.write(f"pakten: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())

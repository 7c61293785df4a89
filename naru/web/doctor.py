"""Looks at everything that the centre's promises stand on, and says what to do."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from naru.ground.ledger.models import Cosignature, Entry, Place
from naru.ground.ledger.signing import FILE as LOG_KEY
from naru.ground.staff.standing import standing
from naru.ground.storage.health import Check, Finding, State, checks, free_space
from naru.ground.vault.custody.errors import CustodyError
from naru.ground.vault.keeper import is_embedded, keeper
from naru.ground.vault.keys import KeyFileError, read_key_file
from naru.kit.uploads import ScannerAwayError, has_scanner, scanner_answers
from naru.web import policy
from naru.web.vaulting import FAULTS

SKEW = timedelta(seconds=5)
STALE = timedelta(days=2)
TOLD = 3
WAITING = 5_000
"""So many lines of the agent's journal are more than half a minute's."""


def look() -> Iterator[Finding]:
    """Each finding in turn; a check that can't be made is a finding too."""
    every: dict[str, Check] = {
        **checks(),
        "disk": disk,
        "home": home,
        "clock": clock,
        "keys": keys,
        "agent": agent,
        "holders": holders,
        "migrations": migrations,
        "witness": witness,
        "policy": content_policy,
        "scanner": scanner,
    }
    for name, check in every.items():
        try:
            yield check()
        except (DatabaseError, OSError) as error:
            do = "see that the database and the home folder are there, and are this user's"
            yield Finding(name, State.WRONG, f"can't be looked at: {error}".strip(), do)


def disk() -> Finding:
    """Free space where the centre writes."""
    sqlite = connection.vendor == "sqlite"
    return free_space(Path(connection.path).parent if sqlite else Path(settings.NARU_HOME))


def home() -> Finding:
    """The home folder: this centre's alone."""
    folder = Path(settings.NARU_HOME)
    if open_to_others(folder):
        do = f"run `chmod 700 {folder}`"
        return Finding("home", State.WRONG, f"{folder} is open to other users", do)
    return Finding("home", State.FINE, f"{folder}, private")


def clock() -> Finding:
    """Whether this machine's clock can be right: no act lies ahead of it, the server agrees."""
    now, do = timezone.now(), "set the clock, and let the machine keep time (systemd-timesyncd)"
    newest = Entry.objects.order_by("-seq").values_list("at", flat=True).first()
    if newest and newest > now + SKEW:
        return Finding("clock", State.WRONG, f"the newest entry lies ahead: {newest:%F %T %Z}", do)
    made = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < made - timedelta(days=1):
        return Finding("clock", State.WRONG, f"it says {now:%F %T %Z}, before this version", do)
    if connection.vendor == "postgresql" and abs(_server_time() - now) > SKEW:
        what = f"the database server's clock differs by {abs(_server_time() - now)}"
        return Finding("clock", State.WRONG, what, do)
    return Finding("clock", State.FINE, f"{timezone.localtime(now):%F %T %Z}")


def _server_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
        return told


def keys() -> Finding:
    """The key files: there, whole, and for their owner's eyes only."""
    if settings.NARU_KEY_FILE is None:
        return Finding("keys", State.NOTE, "in memory only, as in tests")
    vault = Path(settings.NARU_KEY_FILE)
    try:
        read_key_file(vault)
    except KeyFileError as error:
        return Finding("keys", State.WRONG, str(error), "put the right file back, see above")
    log, secret = vault.with_name(LOG_KEY), vault.with_name("secret.txt")
    if Place.objects.exists() and not log.exists():
        do = "put the log key of this database back from your backup"
        return Finding("keys", State.WRONG, f"{log} is missing", do)
    for path in (vault.parent, log, secret):
        if path.exists() and open_to_others(path):
            do = f"run `chmod go-rwx {path}`"
            return Finding("keys", State.WRONG, f"{path} is open to other users", do)
    return Finding("keys", State.FINE, f"there, whole and private in {vault.parent}")


def agent() -> Finding:
    """Whether the unlocked keys are apart from this program, and the agent behind its fences."""
    if is_embedded():
        do = "run `naru agent` and leave NARU_EMBEDDED unset: this is for demonstrations"
        return Finding("agent", State.NOTE, "the keys are inside this program", do)
    try:
        said = keeper().status()
    except CustodyError as error:
        do = "start `naru agent`, as this user or with `--user`; everybody signs in again"
        return Finding("agent", State.WRONG, str(error), do)
    what = f"{said['sessions']} sessions, {said['canaries']} persons who don't exist"
    if said["waiting"] > WAITING:
        what = f"{said['waiting']} lines of its journal wait for the ledger; {what}"
        return Finding("agent", State.WRONG, what, "run `naru vault drain`")
    down = ", ".join(name for name, stands in said["fences"].items() if not stands)
    if down or not said["fences"]:
        do = "see `naru agent status`; memory is locked where LimitMEMLOCK allows"
        return Finding("agent", State.NOTE, f"{what}; not fenced: {down or 'anything'}", do)
    return Finding("agent", State.FINE, f"{what}, behind its fences")


def holders() -> Finding:
    """Whether each compartment is held as it should be: by members, and by recovery sheets."""
    rows = standing()
    faulty = {row.compartment: row.faults for row in rows if row.faults}
    if not rows:
        return Finding("holders", State.FINE, "no compartment holds anything yet")
    if not faulty:
        return Finding("holders", State.FINE, "members and recovery sheets for each compartment")
    codes = {code for codes in faulty.values() for code in codes}
    what = "; ".join(said for code, said in FAULTS.items() if code in codes)
    return Finding("holders", State.NOTE, f"{what}: {', '.join(faulty)}", "see `naru vault status`")


def open_to_others(path: Path) -> bool:
    """Whether anybody but its owner may do anything with a file."""
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def migrations() -> Finding:
    """Whether the database is of this version."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        what = f"{waiting} migration{'s' * (waiting > 1)} waiting"
        return Finding("migrations", State.WRONG, what, "run `naru setup`")
    return Finding("migrations", State.FINE, "the database is of this version")


def witness() -> Finding:
    """Whether somebody outside has lately confirmed the log."""
    do = "pass `naru ledger request` to a witness, and its answer to `naru ledger cosigned`"
    newest = Cosignature.objects.order_by("-at").first()
    if newest is None:
        return Finding("witness", State.NOTE, "nobody outside has confirmed the log yet", do)
    age = timezone.now() - newest.at
    what = f"confirmed up to entry {newest.size}, {age.days} days ago"
    if age > STALE and Entry.objects.filter(seq__gt=newest.size).exists():
        return Finding("witness", State.WRONG, f"stale: {what}", do)
    return Finding("witness", State.FINE, what)


def content_policy() -> Finding:
    """Whether browsers refused something of ours, or something slipped in."""
    rows = policy.lately(timezone.now())
    if not rows:
        return Finding("policy", State.FINE, "browsers refused nothing in the last seven days")
    said = [f"{row.rule} ({row.blocked}) on {row.page}, {row.count} times" for row in rows[:TOLD]]
    what = f"browsers refused: {'; '.join(said)}{', and more' * (len(rows) > TOLD)}"
    do = (
        "look whether a browser extension does it; if not, somebody may have slipped something "
        "into a page: compare the application's folder with a fresh installation"
    )
    return Finding("policy", State.NOTE, what, do)


def scanner() -> Finding:
    """Whether uploads are shown to a virus scanner of the house."""
    if not has_scanner():
        do = "where ClamAV runs on this machine, set NARU_CLAMD to its socket"
        return Finding("scanner", State.NOTE, "uploads aren't scanned for malware", do)
    try:
        return Finding("scanner", State.FINE, f"uploads are scanned by {scanner_answers()}")
    except ScannerAwayError as error:
        what = f"{settings.NARU_CLAMD} doesn't answer, so uploads are refused: {error}"
        return Finding("scanner", State.WRONG, what, "start clamd, or unset NARU_CLAMD")

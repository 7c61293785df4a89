"""A fire drill in a process of its own: back up, erase, lose everything, put it back.

Run by `test_backup`; prints what it saw as JSON.
"""

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from naru.ground import ledger, people  # noqa: E402
from naru.ground.pathway.testing import make_person  # noqa: E402
from naru.ground.people.models import Person  # noqa: E402
from naru.ground.storage import as_owner  # noqa: E402
from naru.ground.vault import SYSTEM, Compartment, ErasedError, erase  # noqa: E402
from naru.ground.vault.models import DataKey, Erasure  # noqa: E402
from naru.web.home import set_up  # noqa: E402
from naru.web.vaulting import make_sheets  # noqa: E402


def kin_of(person):
    """The relations noted, or "erased"."""
    try:
        return [one.relation for one in people.kin(SYSTEM, person)]
    except ErasedError:
        return "erased"


def register():
    """A person with a mother."""
    with transaction.atomic():
        person = UUID(make_person(SYSTEM).subject)
        given = {"relation": "mother", "alive": "yes", "country": "KP", "wish": "none"}
        people.add_kin(by=SYSTEM, now=timezone.now(), person_id=person, **given)
    return person


def command(*args, typed=""):
    """What a command prints, or why it refused."""
    out, sys.stdin = io.StringIO(), io.StringIO(typed)
    try:
        with redirect_stdout(out):
            call_command(*args, stdout=out)
    except CommandError as error:
        return f"refused: {error}"
    return out.getvalue()


def backed_up(folder):
    """The two halves that are newest."""
    halves = [sorted(folder.glob(f"*.{half}.age"))[-1] for half in ("records", "keys")]
    return [str(half) for half in halves]


def main(work):
    """The drill."""
    seen, folder = {"engine": connection.vendor}, work / "backups"
    set_up(lambda text: None)
    gone, here = register(), register()
    seen["no key yet"] = command("backup", str(folder))
    sheets = make_sheets([])
    seen["key made"] = command("backup", "--make-key", str(work / "offsite.txt"))
    seen["backup"] = command("backup", str(folder))
    halves = backed_up(folder)
    with transaction.atomic():
        erase(gone, [Compartment.KIN], timezone.now())
    register()
    seen["after the backup"] = [Person.objects.count(), kin_of(gone), kin_of(here)]
    seen["wrong way round"] = command(
        "restore", *halves[::-1], "--identity", str(work / "offsite.txt")
    )
    (work / "wrong.txt").write_text("AGE-SECRET-KEY-1NONSENSE\n")
    seen["wrong key"] = command("restore", *halves, "--identity", str(work / "wrong.txt"))
    seen["wrong sheets"] = command("restore", *halves, "--sheets", typed="a\nb\nc\n")
    seen["still here"] = Person.objects.count()
    three = "".join(f"{sheet}\n" for sheet in sheets[1:4])
    seen["restore"] = command("restore", *halves, "--sheets", typed=three)
    seen["restored"] = [Person.objects.count(), kin_of(gone), kin_of(here)]
    seen["erasures"] = Erasure.objects.count()
    seen["faults"] = [fault.what for fault in ledger.verify()]
    lose_everything()
    seen["again"] = command("restore", *halves, "--identity", str(work / "offsite.txt"))
    seen["restored again"] = [Person.objects.count(), kin_of(gone), kin_of(here)]
    seen["goes on"] = [kin_of(register()), [fault.what for fault in ledger.verify()]]
    for _ in range(3):
        command("backup", str(folder), "--keep-keys", "2")
    seen["halves"] = [len(list(folder.glob(f"*.{half}.age"))) for half in ("records", "keys")]
    seen["keys"] = DataKey.objects.filter(person_id=gone, compartment="kin").count()
    seen["left behind"] = [path.name for path in Path(settings.NARU_HOME).glob(".backup-*")]
    return seen


def lose_everything():
    """The disk burns; the folder with the keys and the list of erasures were elsewhere."""
    if connection.vendor == "sqlite":
        connection.close()
        for path in Path(settings.NARU_HOME).glob("naru.sqlite3*"):
            path.unlink()
    else:
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY CURRENT_USER CASCADE")
    from naru.ground.vault.rings import ring

    ring.forget()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1])), ensure_ascii=False))

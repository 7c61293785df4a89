"""What the vault costs: `python -m benchmarks.vault [--json] [--only PART]`.

Each ratio is of one run: both sides in turn, in one process, medians of CPU time.
"""

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from unittest.mock import patch
from uuid import uuid4

from benchmarks.__main__ import Figure, table

PEOPLE, TIMES, WARM, SIGN_INS = 50, 200, 20, 15
IMPORTED, IMPORTS = 1000, 3
PERSONS, BATCH, CANARIES = 35_000, 5_000, 70
FIELDS = ("name", "birth", "sex", "language", "room", "stage", "alert", "note")
PAGE = """{% for one in rows %}<tr><td>{{ one.number }}</td><td>{{ one.name }}</td>
<td>{{ one.birth }}</td><td>{{ one.sex }}</td><td>{{ one.language }}</td><td>{{ one.room }}</td>
<td>{{ one.stage }}</td><td>{{ one.alert }}</td><td>{{ one.note }}</td></tr>{% endfor %}"""


def main() -> int:
    """Run everything; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.vault")
    parser.add_argument("--json", action="store_true", help="for a program")
    parts = {"list": lists, "sign-in": signing_in, "import": imports, "rotation": rotation}
    parser.add_argument("--only", choices=parts)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["NARU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "naru.config.demo"
        import django

        django.setup()
        from naru.web.home import set_up

        set_up(lambda text: None)
        gc.freeze()  # as `naru serve` does
        figures = [one for name, run in parts.items() if args.only in {None, name} for one in run()]
    if args.json:
        sys.stdout.write(json.dumps([asdict(f) for f in figures], ensure_ascii=False, indent=1))
    else:
        table(figures, "the vault; ratios of one run")
    return 0 if all(figure.met for figure in figures) else 1


def _turns(times: int, *acts: Callable[[], object]) -> list[float]:
    """Median CPU seconds of each act, taken in turn so that a noisy machine hits all alike."""
    spent: list[list[float]] = [[] for _ in acts]
    for turn in range(WARM + times):
        for place, act in enumerate(acts):
            start = time.process_time()
            act()
            if turn >= WARM:
                spent[place].append(time.process_time() - start)
    return [statistics.median(one) for one in spent]


def lists() -> list[Figure]:
    """Fifty people with eight fields in two compartments: plain, sealed, sealed by the agent."""
    from naru.ground.vault.keeper import held_by, host_secret, standing_in
    from naru.ground.vault.rings import Keyring, own_ring

    plain, sealed = _tables()

    kept = Keyring()
    with _agent(host_secret()) as (client, holding):

        def again() -> None:
            with standing_in(client), held_by(holding), own_ring(kept):
                sealed()

        def first_time() -> None:
            with standing_in(client), held_by(holding), own_ring():
                sealed()

        def asked() -> None:
            client.holds(holding.token)

        acts = (plain, sealed, again, first_time, asked)
        base, embedded, agent, first, check = _turns(TIMES, *acts)
    return [
        Figure("list of 50, plain", round(base * 1000, 2), "ms CPU", 25),
        Figure("embedded", round(embedded / base, 2), "x plain", 1.6),
        Figure("agent, seen in the last two minutes", round(agent / base, 2), "x plain", 1.6),
        Figure("agent, first time (CPU of both)", round(first / base, 2), "x plain", 1.6),
        Figure("agent, asked once a request (CPU of both)", round(check * 1000, 2), "ms CPU", 1),
    ]


def _tables() -> tuple[Callable[[], object], Callable[[], object]]:
    """The same list from plain columns and from two sealed blobs a person."""
    from django.db import connection, models
    from django.template import engines

    from naru.ground.vault import SYSTEM, Compartment, SealedModel, open_rows

    class Plain(models.Model):
        number = models.CharField(max_length=12)
        name, birth, sex, language = (models.CharField(max_length=60) for _ in range(4))
        room, stage, alert, note = (models.CharField(max_length=60) for _ in range(4))

        class Meta:
            app_label = "web"

    class Who(SealedModel):
        COMPARTMENT = Compartment.IDENTITY
        number = models.CharField(max_length=12)

        class Meta:
            app_label = "web"

    class Where(SealedModel):
        COMPARTMENT = Compartment.LEGAL

        class Meta:
            app_label = "web"

    with connection.schema_editor() as editor:
        for model in (Plain, Who, Where):
            editor.create_model(model)
    for place in range(PEOPLE):
        _person(place, Plain, Who, Where)
    page = engines["django"].from_string(PAGE)

    def plain() -> object:
        return page.render({"rows": list(Plain.objects.order_by("number"))})

    def sealed() -> object:
        who = list(Who.objects.order_by("number"))
        where = {row.person_id: row for row in Where.objects.all()}
        both = open_rows(SYSTEM, [*who, *(where[row.person_id] for row in who)], "list")
        first, second = both[:PEOPLE], both[PEOPLE:]
        rows = [
            {"number": row.number, **one, **two}
            for row, one, two in zip(who, first, second, strict=True)
        ]
        return page.render({"rows": rows})

    assert plain() == sealed()
    return plain, sealed


def _person(place: int, plain: type, who: type, where: type) -> None:
    import uuid

    said = ("김가람", "1990-03-02", "female", "ko-KP", f"A-{place}", "S06", "휠체어", "오전 면담")
    values, number = dict(zip(FIELDS, said, strict=True)), f"N{place:06}"
    plain.objects.create(number=number, **values)
    person = uuid.uuid4()
    for model, names, more in ((who, FIELDS[:4], {"number": number}), (where, FIELDS[4:], {})):
        row = model(person_id=person, **more)
        row.put({name: values[name] for name in names})
        row.save()


@contextmanager
def _agent(secret: bytes) -> Iterator[tuple[object, object]]:
    """An agent behind a real socket (its thread's CPU is counted too), and an open session."""
    from naru.ground.vault import epochs
    from naru.ground.vault.boxes import KeyPair
    from naru.ground.vault.custody import canaries
    from naru.ground.vault.custody.agent import Agent
    from naru.ground.vault.custody.budgets import AN_HOUR, Budgets
    from naru.ground.vault.custody.client import Client
    from naru.ground.vault.custody.core import Custodian
    from naru.ground.vault.custody.journal import Journal
    from naru.ground.vault.keeper import Holding

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "socket"
        budgets = Budgets(dict.fromkeys(AN_HOUR, 10**9))
        custodian = Custodian(secret, Journal(Path(folder) / "journal"), budgets)
        canaries.write(canaries.path_of(Path(folder)), [uuid4().hex for _ in range(CANARIES)])
        custodian.load("", epochs.seals_of(epochs.HOST))
        agent = Agent(path, custodian, Path(folder), {os.getuid()})
        thread = Thread(target=agent.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        client = Client(path)
        token = _session(custodian, KeyPair)
        try:
            yield client, Holding(token)
        finally:
            agent.shutdown()
            thread.join()
            agent.server_close()


def _session(custodian: object, pair: type) -> str:
    """A member's session that holds what the host holds."""
    import uuid

    from naru.ground.vault.custody.parts import Seal

    holder = uuid.uuid4()
    public, salt, wrap = custodian.make_holder(holder, "passkey", bytes(32))
    held = custodian._host.keys.values()
    seals = [Seal(key.compartment, key.number, key.seal_to(holder, public)) for key in held]
    token, _parts = custodian.unlock(holder, holder, "passkey", bytes(32), salt, wrap, seals)
    custodian._host.keys.clear()
    del pair
    return token


def signing_in() -> list[Figure]:
    """The sign-in page's POST: the password is proved, and the agent unlocks the keys with it."""
    from django.test import Client
    from django.test.utils import override_settings

    from naru.ground.staff.models import Account
    from naru.ground.vault.keeper import host_secret, standing_in

    said = {"username": "bench", "password": "a long enough password"}
    Account.objects.create_account(name="Bench", **said)
    spent = []
    with _agent(host_secret()) as (client, _holding), standing_in(client):
        for turn in range(SIGN_INS + 1):
            start = time.process_time()
            with override_settings(ALLOWED_HOSTS=["testserver"]):
                assert Client().post("/staff/sign-in/", said).status_code == 303
            if turn:  # the first makes the key pair
                spent.append(time.process_time() - start)
    took = statistics.median(spent)
    return [Figure("sign-in (CPU of both)", round(took, 2), "s", 0.3)]


def imports() -> list[Figure]:
    """The group import with sealing, and with everything that seals taken out."""
    from benchmarks import crowd

    staff = crowd.make(50)
    spent: dict[bool, list[float]] = {True: [], False: []}
    serial = iter(range(10_000))
    for turn in range(IMPORTS + 1):
        for seals in (True, False):
            with ExitStack() as stack:
                if not seals:
                    _unsealed(stack)
                took = _import(staff, next(serial))
            if turn:
                spent[seals].append(took)
    sealed, bare = (statistics.median(spent[seals]) for seals in (True, False))
    return [
        Figure("group import", round(IMPORTED / sealed), "persons/s CPU", 500, at_most=False),
        Figure("sealing adds to it", round(100 * (sealed / bare - 1)), "%", 30),
    ]


def _unsealed(stack: ExitStack) -> None:
    """Blobs as they are, keys that are never wrapped or kept."""
    from naru.ground.vault import files, opening, sealed

    for module in (sealed, files):
        stack.enter_context(patch.object(module, "seal", lambda key, place, content, *_: content))
        keys = patch.object(module.keyring, "key_for_sealing", lambda *_: (1, bytes(32)))
        stack.enter_context(keys)
    stack.enter_context(patch.object(opening, "unsealed", lambda key, aad, content: content))
    stack.enter_context(patch.object(files, "unseal", lambda key, place, content: content))
    stack.enter_context(
        patch.object(
            opening.keyring, "keys_for_opening", lambda names, *_: [bytes(32)] * len(names)
        )
    )
    from naru.ground.people import registering
    from naru.rooms.reception import records

    for module in (registering, records):
        if hasattr(module, "prepare_keys"):
            stack.enter_context(patch.object(module, "prepare_keys", lambda *_: None))


def _import(staff: dict, serial: int) -> float:
    from uuid import UUID

    from django.db import transaction
    from django.utils import timezone

    from naru.rooms.reception import actions

    rows = "\n".join(
        f"한{chr(0xAC00 + 7 * serial + n)}별,{1950 + (n + serial) % 50}-0{1 + n % 9}-1{n % 9},여"
        for n in range(IMPORTED)
    )
    data = ("성명,생년월일,성별\n" + rows).encode()
    start = time.process_time()
    with transaction.atomic():
        upload = actions.upload_list(by=staff["reception"], data=data, name="list.csv")
        given = {"upload_id": UUID(upload.subject), "expected_on": timezone.localdate()}
        done = actions.import_list(by=staff["reception"], **given)
        spent = time.process_time() - start
        assert not hasattr(done, "code"), done
        transaction.set_rollback(True)
    from naru.ground.vault.keyring import drop_unkept

    drop_unkept()
    return spent


def rotation() -> list[Figure]:
    """A leaver: 35,000 persons in six compartments, every key wrapped anew and kept."""
    import uuid

    from django.db import transaction

    from naru.ground.vault import Compartment, members, prepare_keys
    from naru.ground.vault.models import DataKey

    parts = [part for part in Compartment if part != Compartment.OPS]
    persons = [uuid.uuid4() for _ in range(PERSONS)]
    for part in parts:
        for at in range(0, PERSONS, BATCH):
            with transaction.atomic():
                prepare_keys(persons[at : at + BATCH], part)
    wall, cpu = time.perf_counter(), time.process_time()
    with transaction.atomic():
        count = sum(members.rotate(part.value) for part in parts)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert count >= len(parts) * PERSONS
    assert not DataKey.objects.filter(wrap_epoch=1, compartment="kin").exists()
    return [
        Figure(f"rotation of {count:,} keys", round(cpu, 2), "s CPU", 5),
        Figure("the same on this clock", round(wall, 2), "s", 5),
    ]


if __name__ == "__main__":
    sys.exit(main())

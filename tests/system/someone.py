"""Walks one fictional person to a point of their way and prints their number.

Run in a process of its own, beside the served centre: `someone.py STAGE TRAITS AGE SEX FAMILY`.
"""

import sys
from datetime import timedelta
from random import Random

import django

django.setup()

from django.utils import timezone  # noqa: E402

from naru.demo import stay  # noqa: E402
from naru.demo.people import Somebody  # noqa: E402
from naru.demo.walk import Walk  # noqa: E402
from naru.ground.staff.models import Account  # noqa: E402
from naru.rooms.belongings.models import Place  # noqa: E402

STAGES = ("arrived", "welcomed", "examined", "settled")
PARTS = {
    "arrived": lambda walk, places: stay.arrive(walk, {}),
    "welcomed": lambda walk, places: stay.welcome(walk),
    "examined": lambda walk, places: _both(stay.custody(walk, places), stay.health(walk)),
    "settled": lambda walk, places: stay.settle_in(walk),
}


def _both(*ways):
    for way in ways:
        yield from way


def main(stage, traits, age, sex, family):
    now = timezone.localtime().replace(microsecond=0)
    chance = Random()
    given = "".join(chance.choice("가나다라마바사아자차카타파하") for _ in range(3))
    born = now.date() - timedelta(days=int(int(age) * 365.25) + 100)
    one = Somebody(
        names=({"text": f"류{given}", "kind": "own", "script": "Hang"},),
        birth={"value": born.isoformat(), "precision": "day", "calendar": "gregorian"},
        sex=sex,
        languages=("ko-KP",),
        origin="KP",
        age=int(age),
        day=3,
        role=family,
        traits=frozenset(filter(None, traits.split(","))),
    )
    staff = {account.username: account for account in Account.objects.all()}
    walk = Walk(one, staff, chance, now)
    places = dict(Place.objects.values_list("code", "pk"))
    for part in STAGES[: STAGES.index(stage) + 1]:
        for _moment in PARTS[part](walk, places):
            pass
    sys.stdout.write(walk.number + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

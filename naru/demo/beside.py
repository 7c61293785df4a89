"""What happens beside a person's way: their stay is reviewed, their medicine given."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from naru.demo.stay import INSULIN
from naru.demo.walk import Walk, Way
from naru.rooms.infirmary.actions.medicines import administer
from naru.rooms.infirmary.models import MedicationRequest
from naru.rooms.rights.actions.stay import review_stay

FIRST_REVIEW, NEXT_REVIEW = (4, 6), (20, 22)
"""Days after the arrival, and after the review before: inside the seven and the 23 of the law."""
OVERLOOKED = 0.02
A_ROUND = (-10, 40)
"""Minutes after the hour of a dose in which a nurse comes round."""


def reviews(walk: Walk) -> Way:
    """The human-rights officer looks at the stay again and again; now and then too late."""
    at, chance = walk.arrived, walk.chance
    for low, high in (FIRST_REVIEW, *[NEXT_REVIEW] * 5):
        late = 6 if chance.random() < OVERLOOKED else 0
        at = _office(at + timedelta(days=chance.randint(low, high) + late), chance.randint(0, 400))
        yield at
        if not walk.is_here:
            return
        given = {"finding": "needed", "reasons": "조사가 진행 중이고 기간 안에 있음."}
        walk.beside(at).do(review_stay, "rights", **given)


def _office(moment: datetime, minutes: int) -> datetime:
    """A working hour on that day, or on the Friday before a weekend."""
    local = timezone.localtime(moment)
    day = local.date() - timedelta(days=max(0, local.weekday() - 4))
    return timezone.make_aware(datetime.combine(day, time(9))) + timedelta(minutes=minutes)


def doses(walk: Walk) -> Way:
    """A nurse's rounds: every dose is given or, once in a while, refused; the last ones wait."""
    if "insulin" not in walk.somebody.traits:
        return
    day = timezone.localtime(walk.arrived).date()
    while True:
        day += timedelta(days=1)
        for hour in INSULIN.times:
            planned = timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))
            at = planned + timedelta(minutes=walk.chance.randint(*A_ROUND))
            yield at
            if not walk.is_here:
                return
            _give(walk.beside(at), planned)


def _give(walk: Walk, planned: datetime) -> None:
    """The dose of this hour, if it was prescribed by then."""
    requests = MedicationRequest.objects.filter(person_id=walk.person_id, starts_at__lte=planned)
    request = requests.first()
    if request is not None:
        refused = walk.chance.random() < OVERLOOKED
        state, reason = ("refused", "식사를 걸러 다음에 맞겠다고 함") if refused else ("given", "")
        given = {"request_id": request.pk, "planned_at": planned, "state": state}
        walk.do(administer, "nurse", **given, reason=reason)

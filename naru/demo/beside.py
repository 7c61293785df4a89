"""What happens beside a person's way: their stay is reviewed, their medicine given."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from naru.demo.stay import INSULIN
from naru.demo.walk import Walk, Way
from naru.domain.calendars import SATURDAY
from naru.rooms.infirmary.actions.medicines import administer
from naru.rooms.infirmary.models import MedicationRequest
from naru.rooms.rights.actions.stay import review_stay

REVIEWS = (7, 30, 60, 67, 74, 81, 88)
"""The days of a stay by which it is looked at again, as the profile's clock counts them."""
OVERLOOKED, A_WEEK_LATE = 0.02, 7
A_ROUND = (-10, 40)
"""Minutes after the hour of a dose in which a nurse comes round."""


def reviews(walk: Walk) -> Way:
    """The human-rights officer looks at the stay again and again; now and then too late."""
    chance, last = walk.chance, walk.arrived
    for due in REVIEWS:
        day = chance.choice(_office_days(walk.arrived, due))
        late = A_WEEK_LATE if chance.random() < OVERLOOKED else 0
        opens = timezone.make_aware(datetime.combine(day + timedelta(days=late), time(9)))
        at = opens + timedelta(minutes=chance.randint(0, 400))
        if at <= last:  # one that came late stands for it
            continue
        yield (last := at)
        if not walk.is_here:
            return
        given = {"finding": "needed", "reasons": "조사가 진행 중이고 기간 안에 있음."}
        walk.beside(at).do(review_stay, "rights", **given)


def _office_days(arrived: datetime, due: int) -> list[date]:
    """The working days among the last three on which a review counts; the first day is day 1."""
    first = timezone.localtime(arrived).date()
    days = [first + timedelta(days=nth - 1) for nth in range(due - 2, due + 1)]
    return [day for day in days if day.weekday() < SATURDAY]


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

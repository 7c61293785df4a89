"""The accounts of the demonstration: one for each duty, two where two persons are needed."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from naru.domain.duties import Duty
from naru.ground.staff import keys
from naru.ground.staff.models import Account, DutyHeld
from naru.ground.vault import SYSTEM, Compartment, members

PASSWORD = "naru demo centre"  # noqa: S105 - printed on the sign-in page
STAFF: tuple[tuple[str, str, str, str, Duty], ...] = (
    ("dutyofficer", "마루한", "male", "ko en", Duty.DUTY_OFFICER),
    ("reception", "한나루", "female", "ko en", Duty.RECEPTION_OFFICER),
    ("reception2", "오선우", "male", "ko zh", Duty.RECEPTION_OFFICER),
    ("caseworker", "서하람", "female", "ko ko-KP en", Duty.CASEWORKER),
    ("caseworker2", "윤이든", "male", "ko ko-KP zh", Duty.CASEWORKER),
    ("custodian", "문가온", "female", "ko", Duty.PROPERTY_CUSTODIAN),
    ("custodian2", "배도담", "male", "ko", Duty.PROPERTY_CUSTODIAN),
    ("nurse", "임새봄", "female", "ko zh", Duty.NURSE),
    ("nurse2", "고은결", "male", "ko", Duty.NURSE),
    ("physician", "정아라", "female", "ko en", Duty.PHYSICIAN),
    ("pharmacist", "신슬기", "female", "ko", Duty.PHARMACIST),
    ("psychologist", "류다온", "female", "ko zh", Duty.PSYCHOLOGIST),
    ("lodging", "표한결", "male", "ko", Duty.LODGING_OFFICER),
    ("interviewer", "남궁솔", "female", "ko ko-KP", Duty.INTERVIEWER),
    ("interviewer2", "홍시원", "male", "ko ko-KP", Duty.INTERVIEWER),
    ("interpreter", "왕리나", "female", "ko ko-KP zh", Duty.INTERPRETER),
    ("reviewer", "차미르", "male", "ko", Duty.INQUIRY_REVIEWER),
    ("decider", "도윤슬", "female", "ko", Duty.DECIDING_AUTHORITY),
    ("decider2", "민예찬", "male", "ko", Duty.DECIDING_AUTHORITY),
    ("decider3", "봉다미", "female", "ko", Duty.DECIDING_AUTHORITY),
    ("rights", "천아름", "female", "ko en", Duty.HUMAN_RIGHTS_OFFICER),
    ("counsel", "노을찬", "male", "ko en", Duty.COUNSEL),
    ("guardian", "변솔아", "female", "ko zh", Duty.CHILD_GUARDIAN),
    ("instructor", "탁슬찬", "male", "ko", Duty.INSTRUCTOR),
    ("director", "구름한", "female", "ko en", Duty.DIRECTOR),
    ("dpo", "엄지율", "male", "ko", Duty.DATA_PROTECTION_OFFICER),
    ("monitor", "Noor Adeyemi", "female", "en ko", Duty.OUTSIDE_MONITOR),
    ("admin", "강바다", "male", "ko", Duty.SYSTEM_ADMINISTRATOR),
)


def make_accounts(now: datetime) -> dict[str, Account]:
    """Every account by user name, each with its duty and the same password."""
    hashed = make_password(PASSWORD)
    made = {}
    for username, name, sex, languages, duty in STAFF:
        account = Account.objects.create(
            username=username, name=name, sex=sex, languages=languages, password=hashed
        )
        DutyHeld.objects.create(account=account, duty=duty, since=now)
        made[username] = account
    return made


def let_in(staff: dict[str, Account], now: datetime) -> None:
    """Key pairs, members of every compartment as after a hand-over, and one proposal waiting."""
    for account in staff.values():
        if keys.needed(account.duties):
            members.make_holder(account.pk, "password", PASSWORD.encode(), now)
    for part in keys.AREAS:
        for holder in keys.eligible(part):
            if holder.account_id != staff["nurse2"].pk or part != Compartment.HEALTH:
                members.appoint(part.value, holder)
                keys.founding(holder, part, SYSTEM, now)
    nurse, wanted = staff["nurse"], staff["nurse2"].pk
    keys.ask_grant(by=nurse, now=now, account_id=wanted, compartment=Compartment.HEALTH)


def make_resident(username: str, name: str, person_id: object, now: datetime) -> Account:
    """An account with which a resident sees their own file."""
    account = Account.objects.create(
        username=username, name=name, person_id=person_id, password=make_password(PASSWORD)
    )
    DutyHeld.objects.create(account=account, duty=Duty.RESIDENT, since=now)
    return account

"""What somebody reads when a part of the record doesn't open for them now."""

from django.core.exceptions import PermissionDenied
from django.utils import translation

from naru.domain.refusals import Refusal, Text, add, say
from naru.ground.vault.custody.errors import BY_CODE, CustodyError

add(
    {
        "vault.locked": Text(
            "이 구획은 지금 잠겨 있습니다.",
            "This part of the record is locked for you now.",
            "다시 로그인하십시오. 계속 열리지 않으면 이 구획을 맡은 동료에게 요청하십시오.",
            "Sign in again. If it stays locked, ask a colleague who holds it to let you in.",
        ),
        "vault.over_budget": Text(
            "한 시간 동안 업무에 필요한 것보다 많은 기록을 열어 더 이상 열리지 않습니다.",
            "More records were opened in an hour than this work needs, so no more open now.",
            "잠시 뒤에 다시 시도하거나, 필요한 사유를 개인정보 보호책임자에게 알리십시오.",
            "Wait, or tell the data protection officer why it was needed.",
        ),
        "vault.canary": Text(
            "입소자 보호를 위하여 이 접속의 열쇠를 잠갔습니다.",
            "This session's keys were locked for the protection of the residents.",
            "개인정보 보호책임자에게 알린 뒤 다시 로그인하십시오.",
            "Tell the data protection officer, then sign in again.",
        ),
        "vault.away": Text(
            "열쇠 관리 프로그램이 응답하지 않습니다.",
            "The key agent doesn't answer.",
            "시스템 관리자에게 알리십시오. 입력하신 내용은 지워지지 않았습니다.",
            "Tell an administrator. What you had typed isn't lost.",
        ),
        "vault.broken": Text(
            "기록의 봉인이 훼손되어 열 수 없습니다.",
            "The seal of a record is broken, so it doesn't open.",
            "시스템 관리자와 개인정보 보호책임자에게 바로 알리십시오.",
            "Tell the administrator and the data protection officer at once.",
        ),
    }
)


class ClosedError(PermissionDenied):
    """A part of the record that doesn't open now; its text says why and what to do (403)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        said = say(Refusal(f"vault.{self.code}"), translation.get_language() or "ko")
        return f"{said.why} {said.next_step}"


def closed(error: CustodyError) -> ClosedError:
    """The custodian's no, as a page can show it."""
    known = error.code in BY_CODE and error.code not in {"refused", "wrong_secret"}
    return ClosedError(error.code if known else "locked")

"""What staff administration says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "duty.incompatible": Text(
            "{held} 직무와 {wanted} 직무는 한 사람이 함께 맡을 수 없습니다.",
            "One person can't be both {held} and {wanted}.",
            "먼저 기존 직무를 해제하거나 다른 사람에게 맡기십시오.",
            "Take the first duty away, or give this one to somebody else.",
        ),
        "duty.already": Text(
            "이미 맡고 있는 직무입니다.",
            "The duty is held already.",
            "계정의 직무 목록을 확인하십시오.",
            "Look at the account's list of duties.",
        ),
        "account.username_taken": Text(
            "‘{username}’은(는) 이미 쓰이는 아이디입니다.",
            "The user name “{username}” is taken.",
            "다른 아이디를 정하십시오.",
            "Choose another one.",
        ),
        "account.own": Text(
            "자신의 계정에는 할 수 없는 일입니다.",
            "Nobody may do this to their own account.",
            "다른 시스템 관리자에게 요청하십시오.",
            "Ask another administrator.",
        ),
        "account.wrong_password": Text(
            "현재 비밀번호가 맞지 않습니다.",
            "The present password isn't right.",
            "다시 입력하십시오. 잊었다면 시스템 관리자에게 재설정을 요청하십시오.",
            "Type it again. If you forgot it, ask an administrator for a reset.",
        ),
        "account.weak_password": Text(
            "{reasons}",
            "{reasons}",
            "더 긴 문장을 비밀번호로 쓰십시오.",
            "Use a longer sentence as the password.",
        ),
    }
)

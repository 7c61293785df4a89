"""What the ground of the pathway says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "case.not_yours": Text(
            "배정된 담당자만 할 수 있는 일입니다.",
            "Only those assigned to this person may do this.",
            "담당자 배정을 사례관리자 또는 센터장에게 요청하십시오.",
            "Ask the caseworker or the director to assign you.",
        ),
        "case.not_open": Text(
            "진행 중인 사건이 없습니다.",
            "There is no open case.",
            "번호를 다시 확인하십시오.",
            "Check the number.",
        ),
        "assign.duty_not_held": Text(
            "{name}은(는) 해당 직무를 맡고 있지 않습니다.",
            "{name} doesn't hold that duty.",
            "그 직무를 맡은 사람을 고르십시오.",
            "Choose somebody who holds it.",
        ),
        "assign.already": Text(
            "이미 배정되어 있습니다.",
            "Already assigned.",
            "배정 목록을 확인하십시오.",
            "Look at the list of those assigned.",
        ),
        "handoff.decided": Text(
            "이미 결정된 건입니다.",
            "This has already been decided.",
            "화면을 새로 고쳐 결정 내용을 확인하십시오.",
            "Reload the page to see the decision.",
        ),
        "undo.not_here": Text(
            "이 일은 되돌릴 수 없습니다.",
            "This can't be taken back.",
            "정정 기록을 새로 남기십시오.",
            "Put it right with a new record beside it.",
        ),
    }
)

"""What a clock says when it refuses to be moved."""

from naru.domain.refusals import Text, add

add(
    {
        "clock.not_pausable": Text(
            "멈출 수 없는 기한입니다: {clock}.",
            "This clock never pauses: {clock}.",
            "기한 안에 마칠 수 없으면 연장 절차를 이용하십시오.",
            "If the time isn't enough, use the extension procedure.",
        ),
        "clock.not_paused": Text(
            "멈춰 있지 않은 기한입니다: {clock}.",
            "This clock isn't paused: {clock}.",
            "화면을 새로 고쳐 상태를 확인하십시오.",
            "Reload the page and look at its state.",
        ),
        "clock.no_extension": Text(
            "연장할 수 없는 기한입니다: {clock}.",
            "This clock can't be extended: {clock}.",
            "기한이 끝나기 전에 마치거나 책임자에게 알리십시오.",
            "Finish before it ends, or tell the person in charge.",
        ),
        "clock.extension_used": Text(
            "이미 연장한 기한입니다: {clock}.",
            "The extension is already used: {clock}.",
            "더는 연장할 수 없습니다. 퇴소 또는 이송을 준비하십시오.",
            "There is no further extension; prepare release or transfer.",
        ),
        "clock.body_required": Text(
            "연장은 법이 정한 기구({body})의 의결과 의결 번호가 있어야 합니다: {clock}.",
            "An extension rests on the decision of the body that the law names ({body}), "
            "with its number: {clock}.",
            "의결서 번호를 적으십시오.",
            "Enter the number of its record.",
        ),
        "clock.reasons_required": Text(
            "연장 사유가 없습니다: {clock}.",
            "The extension has no reasons: {clock}.",
            "부득이한 사유를 구체적으로 적으십시오.",
            "Write down the unavoidable reasons.",
        ),
        "clock.already_expired": Text(
            "이미 지난 기한은 연장할 수 없습니다: {clock}.",
            "A clock that has run out can't be extended: {clock}.",
            "퇴소 또는 이송을 진행하십시오.",
            "Go on with release or transfer.",
        ),
        "clock.never_restarts": Text(
            "국가의 기한은 더 늦은 날부터 다시 셀 수 없습니다: {clock}.",
            "A clock that limits the state never starts later: {clock}.",
            "처음 시작한 날부터 계산합니다.",
            "It counts from the day on which it began.",
        ),
        "clock.not_reinstated": Text(
            "본인의 기한만 되살릴 수 있습니다: {clock}.",
            "Only a time limit of the person can be given anew: {clock}.",
            "책임자에게 알리십시오.",
            "Tell the person in charge.",
        ),
    }
)

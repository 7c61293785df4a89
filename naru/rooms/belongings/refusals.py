"""What the property room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "belongings.not_held": Text(
            "보관 중인 물품이 아닙니다: {item}.",
            "This item isn't in custody: {item}.",
            "물품 목록을 새로 고쳐 상태를 확인하십시오.",
            "Reload the list and look at its state.",
        ),
        "belongings.medicine_waits": Text(
            "의료진 결정을 기다리는 의약품입니다: {item}.",
            "This medicine still waits for a clinician's decision: {item}.",
            "의무실의 결정이 난 뒤 다시 하십시오.",
            "Come back when the infirmary has decided.",
        ),
        "belongings.second_officer": Text(
            "현금 확인과 봉인 교체는 두 사람이 해야 합니다.",
            "Counting cash and changing a seal take two people.",
            "함께 확인한 직원의 이름을 적으십시오.",
            "Name the colleague who did it with you.",
        ),
        "belongings.two_witnesses": Text(
            "폐기에는 서로 다른 입회자 두 명이 필요합니다.",
            "Destroying something takes two different witnesses.",
            "입회자 두 명의 이름을 적으십시오.",
            "Name two witnesses.",
        ),
        "belongings.contraband": Text(
            "법에 따라 인계해야 하는 물품은 반환할 수 없습니다: {item}.",
            "By law this has to go to the authority: {item}.",
            "‘관계기관 인계’로 처리하십시오.",
            "Use “hand to the authority”.",
        ),
        "belongings.not_contraband": Text(
            "관계기관에 인계할 물품이 아닙니다: {item}.",
            "This isn't a thing to hand to an authority: {item}.",
            "물품의 분류를 확인하십시오.",
            "Check its class.",
        ),
        "belongings.nothing_held": Text(
            "보관 중인 물품이 없습니다.",
            "Nothing is in custody.",
            "물품이 없으면 ‘소지품 없음’으로 서명을 받으십시오.",
            "If there is nothing, have the empty list signed.",
        ),
        "belongings.seal_used": Text(
            "이미 사용 중인 봉인 번호입니다: {seal}.",
            "This seal number is already in use: {seal}.",
            "봉인 번호를 다시 확인하십시오.",
            "Check the number on the seal.",
        ),
    }
)

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
        "belongings.no_seal": Text(
            "봉인 번호가 없습니다.",
            "There is no seal number.",
            "가방을 봉인하고 그 번호를 입력하십시오.",
            "Seal the bag and enter the number of the seal.",
        ),
        "belongings.unopened": Text(
            "미개봉으로 봉인한 가방이 남아 있습니다.",
            "A bag is still sealed unopened.",
            "본인과 함께 열어 한 점씩 목록에 올린 뒤 가방을 반환하십시오.",
            "Open it with the person, list each thing, and give the bag back.",
        ),
        "belongings.medicine_waits": Text(
            "의료진 결정을 기다리는 의약품입니다: {item}.",
            "This medicine still waits for a clinician's decision: {item}.",
            "의무실의 결정이 난 뒤 다시 하십시오.",
            "Come back when the infirmary has decided.",
        ),
        "belongings.second_officer": Text(
            "현금 확인, 봉인 교체, 목록 서명은 서로 다른 직원 두 명이 해야 합니다.",
            "Counting cash, changing a seal and signing the list take two different officers.",
            "함께 확인한 직원을 선택하십시오.",
            "Choose the colleague who did it with you.",
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
        "belongings.medicine_only": Text(
            "의료진은 의약품만 다룰 수 있습니다: {item}.",
            "Clinicians handle medicine only: {item}.",
            "소지품 담당에게 요청하십시오.",
            "Ask the property custodian.",
        ),
        "belongings.lines_left": Text(
            "반환되지 않은 물품이 남아 있습니다: {items}.",
            "Lines of the list are left over: {items}.",
            "물품이 없으면 분실 신고를 하고, 계속 보관하면 그 사유를 적으십시오.",
            "Report what is missing, or write why it stays in custody.",
        ),
        "belongings.no_claim": Text(
            "처리 중인 배상 건이 아닙니다.",
            "This claim isn't open.",
            "화면을 새로 고쳐 처리 결과를 확인하십시오.",
            "Reload the page to see how it was settled.",
        ),
        "belongings.nothing_paid": Text(
            "물품을 찾지 못한 경우에는 배상 금액이 있어야 합니다.",
            "What isn't found must be made good.",
            "배상 금액과 통화를 적으십시오.",
            "Enter the amount and its currency.",
        ),
        "belongings.search_reviewed": Text(
            "이미 검토한 검색 기록입니다.",
            "This search was reviewed before.",
            "검토 기록을 확인하십시오.",
            "Read the review on the list.",
        ),
        "belongings.place_known": Text(
            "이미 등록된 보관 장소입니다: {code}.",
            "This place is already on the list: {code}.",
            "다른 장소 번호를 입력하십시오.",
            "Enter another code.",
        ),
        "belongings.seal_used": Text(
            "이미 사용 중인 봉인 번호입니다: {seal}.",
            "This seal number is already in use: {seal}.",
            "봉인 번호를 다시 확인하십시오.",
            "Check the number on the seal.",
        ),
    }
)

"""What the infirmary says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "infirmary.vital": Text(
            "{name} 값이 사람에게 있을 수 있는 범위를 벗어났습니다: {value}.",
            "{name}: {value} is outside what is possible.",
            "다시 측정하거나 입력한 값과 단위를 확인하십시오.",
            "Measure again, or check the number and its unit.",
        ),
        "infirmary.nothing_measured": Text(
            "입력한 측정값이 없습니다.",
            "No value was entered.",
            "측정값을 하나 이상 입력하십시오.",
            "Enter at least one value.",
        ),
        "infirmary.isolated": Text(
            "의료 격리 중에는 격리 또는 면담 가능 여부를 이렇게 바꿀 수 없습니다.",
            "During medical isolation, isolation and fitness can’t be changed here.",
            "의사가 ‘격리 해제’를 먼저 기록해야 합니다.",
            "A physician ends the isolation first.",
        ),
        "infirmary.already_isolated": Text(
            "이미 의료 격리 중입니다.",
            "The person is already in medical isolation.",
            "‘격리 일일 검토’로 기록하십시오.",
            "Record a review of the isolation instead.",
        ),
        "infirmary.allergy": Text(
            "기록된 알레르기와 충돌합니다: {allergies}.",
            "This goes against a recorded allergy: {allergies}.",
            "다른 약을 선택하거나, 그럼에도 처방하는 이유를 의사가 적으십시오.",
            "Choose another medicine, or write as physician why it is prescribed nevertheless.",
        ),
        "infirmary.duplicate": Text(
            "같은 성분의 약을 이미 복용 중입니다: {medicines}.",
            "The same substance is already being taken: {medicines}.",
            "기존 처방을 중지하거나, 함께 처방하는 이유를 의사가 적으십시오.",
            "Stop the other one, or write as physician why both are needed.",
        ),
        "infirmary.span": Text(
            "처방 종료가 시작보다 빠르거나 이미 지났습니다.",
            "The prescription ends before it starts, or in the past.",
            "종료 일시를 고치거나 비워 두십시오.",
            "Correct the end, or leave it empty.",
        ),
        "infirmary.not_active": Text(
            "유효한 처방이 아닙니다.",
            "This prescription is no longer active.",
            "입소자의 현재 처방을 확인하십시오.",
            "Look at the person’s current medicines.",
        ),
        "infirmary.not_waiting": Text(
            "결정을 기다리는 의약품이 아닙니다.",
            "This medicine doesn’t wait for a decision.",
            "결정 대기 목록을 새로 고치십시오.",
            "Load the list of waiting medicines again.",
        ),
        "infirmary.nurse_one_dose": Text(
            "간호사는 본인 약의 1회 복용만 허용할 수 있습니다.",
            "A nurse can allow one dose of the person’s own medicine, nothing else.",
            "의사 또는 약사에게 결정을 요청하십시오.",
            "Ask the physician or the pharmacist to decide.",
        ),
        "infirmary.one_dose_used": Text(
            "이 약의 1회 복용은 이미 허용되었습니다.",
            "One dose of this medicine was already allowed.",
            "의사 또는 약사의 결정이 있어야 다시 복용할 수 있습니다.",
            "The physician or the pharmacist must decide before the next dose.",
        ),
        "infirmary.no_order": Text(
            "계속·재처방·대체 결정에는 처방 내용이 필요합니다.",
            "Continuing, re-prescribing or replacing needs a prescription.",
            "약 이름, 1회 용량과 단위, 투여 경로를 입력하십시오.",
            "Enter the medicine, its dose and unit, and how it is taken.",
        ),
        "infirmary.no_reason": Text(
            "이유를 적지 않았습니다.",
            "There is no reason.",
            "이유를 한 문장으로 적으십시오.",
            "Write the reason in a sentence.",
        ),
        "infirmary.not_planned": Text(
            "이 시각에 예정된 투약이 없습니다.",
            "No dose is planned for this time.",
            "투약 목록을 새로 고치십시오.",
            "Load the round again.",
        ),
        "infirmary.too_early": Text(
            "예정 시각까지 한 시간 넘게 남았습니다.",
            "This dose is due in more than an hour.",
            "예정 시각 한 시간 전부터 기록할 수 있습니다.",
            "It can be recorded from an hour before its time.",
        ),
        "infirmary.dose_recorded": Text(
            "이 투약은 이미 기록되었습니다.",
            "This dose is already recorded.",
            "투약 목록을 새로 고치십시오.",
            "Load the round again.",
        ),
        "infirmary.stock_low": Text(
            "재고가 부족합니다. 남은 수량: {left}.",
            "The stock is too low: {left} left.",
            "수량을 줄이거나 다른 제조번호를 선택하십시오.",
            "Take fewer, or choose another lot.",
        ),
        "infirmary.stock_expired": Text(
            "사용기한이 지났습니다: {date}.",
            "This lot has expired: {date}.",
            "다른 제조번호를 선택하고, 이 약은 재고에서 제외하십시오.",
            "Choose another lot, and remove this one from the shelf.",
        ),
        "infirmary.not_expired": Text(
            "사용기한이 아직 남아 있습니다: {date}.",
            "This lot has not expired yet: {date}.",
            "수량을 바꾸려면 이유를 적어 재고를 정정하십시오.",
            "To change the quantity, correct the stock with a reason.",
        ),
        "infirmary.other_drug": Text(
            "처방({prescribed})과 다른 약입니다: {chosen}.",
            "This is {chosen}, but {prescribed} is prescribed.",
            "처방된 약을 선택하거나, 같은 약인 이유(상품명 등)를 적으십시오.",
            "Choose the medicine prescribed, or write why it is the same, such as a brand name.",
        ),
        "infirmary.stock_unit": Text(
            "이 제조번호는 다른 단위로 등록되어 있습니다: {unit}.",
            "This lot is counted in another unit: {unit}.",
            "같은 단위로 입력하십시오.",
            "Enter the quantity in that unit.",
        ),
        "infirmary.no_consent": Text(
            "동의 없이 상흔을 기록할 수 없습니다.",
            "Injuries aren’t documented without consent.",
            "목적을 설명하고 동의를 구하십시오. 거부해도 불이익이 없습니다.",
            "Explain what it is for and ask. Refusing has no disadvantage.",
        ),
    }
)

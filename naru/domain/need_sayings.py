"""What need to know and break-glass say when they refuse."""

from naru.domain.refusals import Text, add

_ASK_KO, _ASK_EN = "필요하면 담당자({who})에게 문의하십시오.", "If you need it, ask: {who}."

add(
    {
        "need.none": Text(
            "{duty} 직무에는 {module} 정보의 열람 권한이 없습니다.",
            "The duty “{duty}” doesn’t open {module}.",
            _ASK_KO,
            _ASK_EN,
        ),
        "need.minimum": Text(
            "{duty} 직무에는 {module} 정보 중 업무에 필요한 결과만 제공됩니다.",
            "The duty “{duty}” is told only what follows from {module}, not the record itself.",
            _ASK_KO,
            _ASK_EN,
        ),
        "need.own": Text(
            "{duty} 직무는 담당하는 입소자의 {module} 정보만 열람할 수 있습니다. "
            "이 입소자는 다른 직원이 담당하고 있습니다.",
            "The duty “{duty}” opens {module} only of its own people; a colleague has this one.",
            "담당 배정은 사례관리자나 센터장에게 요청하십시오. "
            "생명이 위급하면 긴급 열람을 이용하십시오.",
            "Ask a caseworker or the director to be put on the case. "
            "If a life is at risk, break the glass.",
        ),
        "need.today": Text(
            "{duty} 직무는 당일 입소한 사람의 {module} 정보만 열람할 수 있습니다.",
            "The duty “{duty}” opens {module} only of those who arrive today.",
            _ASK_KO,
            _ASK_EN,
        ),
        "need.client": Text(
            "위임받은 사람의 {module} 정보만 열람할 수 있습니다.",
            "Counsel opens {module} only of those who gave a mandate.",
            "사례관리자에게 위임 관계의 등록을 요청하십시오.",
            "Ask the caseworker to enter the mandate.",
        ),
        "need.ward": Text(
            "후견하는 아동의 {module} 정보만 열람할 수 있습니다.",
            "A representative opens {module} only of their own ward.",
            "사례관리자에게 후견 관계의 등록을 요청하십시오.",
            "Ask the caseworker to enter the representation.",
        ),
        "need.self": Text(
            "본인의 {module} 정보만 열람할 수 있습니다.",
            "Residents open {module} only of themselves.",
            "본인의 기록은 ‘내 기록’에서 확인하십시오.",
            "Your own record is under “My file”.",
        ),
        "need.consent": Text(
            "{duty} 직무는 본인이 동의한 경우에만 {module} 정보를 열람할 수 있습니다.",
            "The duty “{duty}” opens {module} only with the person’s consent.",
            "본인에게 설명하고 동의를 받은 뒤 동의 사실을 등록하십시오.",
            "Explain it to the person, and have the consent entered first.",
        ),
        "need.notice": Text(
            "외부 감시자는 사전에 통지한 표본만 {module} 정보를 열람할 수 있습니다.",
            "Outside monitors open {module} only of a sample that was given notice.",
            "개인정보 보호책임자에게 표본 통지의 등록을 요청하십시오.",
            "Ask the data protection officer to enter the notice.",
        ),
        "need.sealed": Text(
            "{module} 정보 중 본인이 작성한 기록만 열람할 수 있습니다.",
            "Of {module}, only what one has written oneself can be opened.",
            _ASK_KO,
            _ASK_EN,
        ),
        "emergency.never": Text(
            "조사, 고충, 남은 가족 정보와 심리상담 기록은 긴급 열람의 대상이 아닙니다.",
            "Inquiry, complaints, relatives and a psychologist’s notes are never opened in an "
            "emergency.",
            "법원의 명령이 있는 경우에만 그 정보를 맡은 두 사람이 각자의 열쇠로 함께 엽니다. "
            "개인정보 보호책임자에게 법원 결정문을 제출하십시오.",
            "Only a court opens them, by the keys of two who hold that part. Bring the court’s "
            "order to the data protection officer, who checks it.",
        ),
        "emergency.not_your_role": Text(
            "긴급 열람은 간호사, 의사, 당직 책임자만 할 수 있습니다.",
            "Only nurses, physicians and the duty officer may break the glass.",
            "의무실이나 당직 책임자에게 즉시 연락하십시오.",
            "Call the infirmary or the duty officer at once.",
        ),
        "emergency.nothing_to_open": Text(
            "긴급 열람의 대상이나 사유가 올바르지 않습니다.",
            "That can’t be opened in an emergency, or the ground isn’t one of the two.",
            "건강 또는 인적사항 중 하나와 사유를 선택하십시오.",
            "Choose health or identity, and the ground.",
        ),
        "emergency.say_why": Text(
            "긴급 열람의 사유가 충분하지 않습니다.",
            "The reason is too short to be reviewed.",
            "무슨 일이 있었고 무엇을 확인해야 하는지 {least}자 이상 적으십시오.",
            "Say what happened and what you must know, in {least} characters or more.",
        ),
        "emergency.open_already": Text(
            "이 정보는 이미 긴급 열람 중입니다.",
            "You have opened this in an emergency already.",
            "입소자 화면에서 바로 확인하십시오.",
            "Go to the person’s page.",
        ),
        "emergency.review_overdue": Text(
            "이전 긴급 열람의 사후 심사가 72시간을 넘겨 긴급 열람이 정지되었습니다.",
            "An earlier opening hasn’t been reviewed within 72 hours, so break-glass is suspended.",
            "인권보호관과 개인정보 보호책임자에게 심사를 요청하십시오. "
            "급하면 동료에게 도움을 구하십시오.",
            "Ask the human-rights officer and the data protection officer to review it; now, ask a "
            "colleague.",
        ),
        "emergency.own_review": Text(
            "자신의 긴급 열람은 심사할 수 없습니다.",
            "Nobody reviews their own opening.",
            "다른 인권보호관이나 개인정보 보호책임자에게 맡기십시오.",
            "Leave it to another officer.",
        ),
        "emergency.reviewed": Text(
            "이미 심사를 마쳤습니다.",
            "Your office has reviewed this already.",
            "기록된 심사 결과를 확인하십시오.",
            "Read the review on record.",
        ),
        "emergency.told": Text(
            "본인에게 이미 알렸습니다.",
            "The person has been told already.",
            "기록을 확인하십시오.",
            "Look at the record.",
        ),
        "conflict.noted": Text(
            "이해관계가 등록되어 있어 이 입소자의 업무를 맡을 수 없습니다.",
            "A conflict of interest is on record, so this account can’t work on the case.",
            "다른 직원에게 맡기십시오.",
            "Give it to somebody else.",
        ),
        "conflict.already": Text(
            "이미 등록된 이해관계입니다.",
            "This conflict is on record already.",
            "추가로 할 일은 없습니다. 이 입소자의 기록은 더 이상 열리지 않습니다.",
            "Nothing else is needed: the record stays closed.",
        ),
    }
)

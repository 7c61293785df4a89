"""What the rights room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "rights.counsellor_inquiry": Text(
            "조사·심사·결정을 맡은 사람은 퇴소 의사에 관한 상담을 할 수 없습니다: {name}.",
            "Somebody with a part in the inquiry can’t be the one who talks about leaving: {name}.",
            "조사와 무관한 인권보호관·상담사 등이 상담한 뒤 다시 기록하십시오.",
            "Let somebody outside the inquiry talk with the person, then record it again.",
        ),
        "rights.ground_needed": Text(
            "계속 머물게 하려면 법적 근거와 법원에 구제를 청구하는 방법을 서면에 적어야 합니다.",
            "To keep somebody, the answer must name the legal ground and the way to a judge.",
            "법적 근거와 구제청구 방법을 모두 적으십시오.",
            "Fill in both the legal ground and the way to a judge.",
        ),
        "rights.notice_needed": Text(
            "연장 결정을 본인에게 알린 날짜가 없습니다.",
            "There is no day on which the person was told of the extension.",
            "본인에게 결정과 이유를 서면으로 알린 뒤 그 날짜를 적으십시오.",
            "Tell the person in writing, with the reasons, and enter the day.",
        ),
        "rights.entry_unchanged": Text(
            "이미 기록된 입국일과 같습니다: {day}.",
            "This is the day of entry already on record: {day}.",
            "바로잡을 날짜를 확인하십시오.",
            "Check which day has to be corrected.",
        ),
        "rights.not_counsel": Text(
            "선택한 계정은 변호인 계정이 아닙니다.",
            "The chosen account isn’t that of a counsel.",
            "변호인 목록에서 다시 선택하십시오.",
            "Choose from the list of counsel.",
        ),
        "rights.officer_only": Text(
            "신고는 인권보호관만 처리할 수 있습니다.",
            "Only the human-rights officer deals with complaints.",
            "인권보호관에게 맡기십시오.",
            "Leave it to the human-rights officer.",
        ),
        "rights.token_unknown": Text(
            "이 번호의 접수증이 없습니다.",
            "There is no receipt with this number.",
            "접수증의 여덟 자리 번호를 다시 확인하십시오.",
            "Check the eight characters on your receipt.",
        ),
        "rights.own_complaint": Text(
            "본인에 관한 신고는 처리할 수 없습니다.",
            "Nobody deals with a complaint about themselves.",
            "다른 인권보호관이나 외부 감독기관에 맡기십시오.",
            "Leave it to another human-rights officer or to the outside monitor.",
        ),
        "rights.complaint_answered": Text(
            "이미 답변한 신고입니다.",
            "This complaint has already been answered.",
            "신고 기록을 새로 고쳐 답변을 확인하십시오.",
            "Reload the complaint and read its answer.",
        ),
        "rights.copy_needs_consent": Text(
            "신고인의 동의 없이 외부 기관에 사본을 보낼 수 없습니다.",
            "No copy leaves the centre unless the complainant agreed.",
            "신고인의 동의를 받은 뒤 다시 하십시오.",
            "Ask the complainant first.",
        ),
    }
)

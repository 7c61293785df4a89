"""What the ruling room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "ruling.incomplete": Text(
            "보호하지 않는 결정에 반드시 있어야 할 내용이 빠졌습니다. 누락: {missing}.",
            "A decision against somebody lacks what it can't go without. Missing: {missing}.",
            "빠진 내용을 결정문에 기재하십시오.",
            "Write what is missing into the decision.",
        ),
        "ruling.counsel_left_out": Text(
            "변호인이 선임되어 있으나 변호인에게 기록이 제공되지 않았습니다.",
            "The person has counsel, but counsel was not given the file.",
            "변호인에게도 기록을 제공한 뒤 다시 저장하십시오.",
            "Give the file to counsel too, then save again.",
        ),
        "ruling.no_draft": Text(
            "결정할 결정문 초안이 없습니다.",
            "There is no draft to decide on.",
            "결정문 초안을 먼저 작성하도록 하십시오.",
            "Have a draft written first.",
        ),
        "ruling.already_decided": Text(
            "이미 결정된 사건입니다.",
            "This case is decided already.",
            "결정을 바꾸려면 이의신청 절차에 따르십시오.",
            "A decision is changed only by the review of an objection.",
        ),
        "ruling.drafter_decides": Text(
            "결정문을 작성한 사람은 그 결정을 할 수 없습니다.",
            "Whoever drafted the decision can't take it.",
            "다른 결정권자에게 결정을 요청하십시오.",
            "Ask another deciding authority.",
        ),
        "ruling.typed_number": Text(
            "입력한 번호가 이 사람의 번호와 다릅니다.",
            "The number typed isn't this person's.",
            "화면 위쪽의 번호를 확인하여 그대로 입력하십시오.",
            "Look at the number on top of the page and type it.",
        ),
        "ruling.not_other_route": Text(
            "조사 결과에 다른 절차 대상이라는 의견이 기록되어 있지 않습니다.",
            "The findings don't say that another procedure applies.",
            "조사 단계에서 본인의 의견을 듣고 먼저 기록하도록 하십시오.",
            "Have it put to the person and noted in the inquiry first.",
        ),
        "ruling.refoulement": Text(
            "송환될 경우 중대한 위해를 받을 위험이 배제되지 않았습니다.",
            "A risk of serious harm on return is not excluded.",
            "보호 가능성과 난민인정 절차를 다시 확인한 뒤 결정하십시오.",
            "Look at protection and asylum again before deciding.",
        ),
        "ruling.remedy_runs": Text(
            "불복기간이 {last_day}까지 남아 있습니다.",
            "The remedy period runs until {last_day}.",
            "기간이 끝난 다음 날 이후에 기록하십시오.",
            "Record it from the day after.",
        ),
        "ruling.remedy_short": Text(
            "불복기간이 법이 정한 {days}일보다 짧습니다.",
            "The period of the remedy is shorter than the {days} days of the law.",
            "{days}일 이상으로 입력하십시오.",
            "Enter {days} days or more.",
        ),
        "ruling.no_judgment": Text(
            "확정판결의 법원과 사건번호가 없습니다.",
            "The court and number of the final judgment are missing.",
            "확정판결의 법원과 사건번호를 입력하십시오.",
            "Enter the court and the number of the judgment.",
        ),
        "ruling.no_objection": Text(
            "심사할 이의신청이 없습니다.",
            "There is no objection to review.",
            "이의신청을 먼저 접수하십시오.",
            "Lodge the objection first.",
        ),
        "ruling.result_and_ground": Text(
            "심사 결과와 결정의 근거가 서로 맞지 않습니다.",
            "The result and the ground don't agree.",
            "결정을 유지하면 같은 근거를, 변경하면 다른 근거를 선택하십시오.",
            "Choose the same ground if the decision stands, another if it is changed.",
        ),
        "ruling.language": Text(
            "송달한 언어가 본인이 사용하는 언어가 아닙니다.",
            "It was not served in a language the person speaks.",
            "본인의 언어로 통역하여 송달하십시오.",
            "Serve it interpreted into a language of the person.",
        ),
        "ruling.order_ahead": Text(
            "명령·결정의 날짜가 오늘 이후입니다.",
            "The order's date is still ahead.",
            "문서에 적힌 날짜를 확인하십시오.",
            "Check the date on the document.",
        ),
    }
)

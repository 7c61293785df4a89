"""What the inquiry room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "inquiry.locked_for_counsel": Text(
            "변호인 조력 요청이 있어 면담 화면이 잠겼습니다. 잠긴 뒤의 내용은 기록할 수 없습니다.",
            "A lawyer has been asked for, so the interview is locked. Nothing enters it now.",
            "질문을 멈추십시오. 변호인과 연락된 뒤에 면담을 이어갈 수 있습니다.",
            "Stop asking. The interview goes on once counsel has been reached.",
        ),
        "inquiry.not_open": Text(
            "진행 중인 면담이 없습니다.",
            "No interview is in progress.",
            "면담을 시작한 뒤 기록하십시오.",
            "Start the interview, then write.",
        ),
        "inquiry.not_yours": Text(
            "다른 조사관이 진행하는 면담입니다.",
            "Another interviewer conducts this interview.",
            "진행 중인 조사관에게 기록을 맡기십시오.",
            "Leave the record to the interviewer who conducts it.",
        ),
        "inquiry.not_present": Text(
            "이 면담에 배정된 통역인이 아닙니다.",
            "You are not the interpreter of this interview.",
            "면담에 참석한 통역인이 하여야 합니다.",
            "The interpreter who is present can do this.",
        ),
        "inquiry.in_break": Text(
            "휴식 중에는 기록할 수 없습니다.",
            "Nothing is written during a break.",
            "휴식을 마친 뒤 기록하십시오.",
            "End the break first.",
        ),
        "inquiry.already_in_break": Text(
            "이미 휴식 중입니다.",
            "A break is on already.",
            "휴식을 마치려면 ‘면담 재개’를 누르십시오.",
            "Press “Resume” to end it.",
        ),
        "inquiry.not_in_break": Text(
            "휴식 중이 아닙니다.",
            "No break is on.",
            "화면을 새로 고쳐 확인하십시오.",
            "Reload the page to see the present state.",
        ),
        "inquiry.break_due": Text(
            "쉬지 않고 {minutes}분이 지났습니다.",
            "{minutes} minutes have passed without a break.",
            "10분 이상 휴식한 뒤 이어가십시오.",
            "Take a break of ten minutes or more, then go on.",
        ),
        "inquiry.day_full": Text(
            "하루 면담 한도 {hours}시간을 채웠습니다.",
            "The limit of {hours} hours of interviews a day is reached.",
            "면담을 마치고 다음 날로 다시 잡으십시오.",
            "End here and plan another day.",
        ),
        "inquiry.language_unmatched": Text(
            "입소자의 언어로 면담할 수 없습니다. 언어가 맞는 통역인이 없습니다.",
            "Nobody here speaks the person's language: there is no interpreter who matches.",
            "언어가 맞는 통역인을 선택하거나 면담을 다시 잡으십시오.",
            "Choose an interpreter of that language, or plan the interview anew.",
        ),
        "inquiry.nothing_recorded": Text(
            "기록된 질문과 답변이 없습니다.",
            "No question and answer has been written down.",
            "면담을 할 수 없었다면 ‘면담 중단’으로 처리하십시오.",
            "If it couldn't be held, stop it as unusable.",
        ),
        "inquiry.no_statement": Text(
            "낭독할 진술이 없습니다.",
            "There is no statement to read back.",
            "면담을 마친 뒤 다시 하십시오.",
            "End an interview first.",
        ),
        "inquiry.statement_closed": Text(
            "이미 확인하거나 확인을 거부한 진술서이므로 바꿀 수 없습니다.",
            "The statement was confirmed or refused already, and never changes.",
            "고칠 것이 있으면 면담을 다시 진행하여 새 진술서를 작성하십시오.",
            "If something must be put right, hold another interview: it makes a new one.",
        ),
        "inquiry.unknown_passage": Text(
            "이 진술서에 없는 문답입니다.",
            "This statement has no such passage.",
            "화면을 새로 고쳐 다시 선택하십시오.",
            "Reload the page and choose again.",
        ),
        "inquiry.doubt_answered": Text(
            "이미 답변이 기록된 의문입니다.",
            "This doubt has been answered already.",
            "추가 의견은 ‘본인 의견’으로 기록하십시오.",
            "Record anything further as a comment.",
        ),
        "inquiry.unknown_exhibit": Text(
            "이 사람의 기록에 없는 자료입니다.",
            "This file has no such exhibit.",
            "자료 목록을 새로 고쳐 다시 선택하십시오.",
            "Reload the list and choose again.",
        ),
        "inquiry.exhibit_cannot_support": Text(
            "판단의 근거로 쓸 수 없는 자료입니다: {exhibits}.",
            "These exhibits can't support a finding: {exhibits}.",
            "출처·보관자·해시와 진정성이 확인된 자료만 인용하십시오.",
            "Cite only exhibits of known origin, custodian, hash and settled authenticity.",
        ),
        "inquiry.nothing_cited": Text(
            "근거로 인용한 자료나 진술이 없습니다.",
            "The finding cites neither a passage nor an exhibit.",
            "근거를 하나 이상 선택하거나 ‘판단 유보’로 기록하십시오.",
            "Choose at least one, or leave the issue open.",
        ),
        "inquiry.contrary_missing": Text(
            "반대되는 근거를 밝히지 않았습니다.",
            "The evidence to the contrary isn't listed.",
            "반대되는 근거를 선택하거나, 확인하였으나 없음을 표시하십시오.",
            "Choose what speaks against it, or tick that you looked and found none.",
        ),
        "inquiry.never_heard": Text(
            "본인을 면담하지 않고 불리한 의견을 낼 수 없습니다.",
            "Nothing is held against a person who was never heard.",
            "면담을 한 번 이상 마치십시오.",
            "Complete at least one interview.",
        ),
        "inquiry.doubts_unanswered": Text(
            "본인의 답변을 받지 않은 의문이 {count}건 있습니다.",
            "Doubts still without the person's reply: {count}.",
            "의문을 본인에게 묻고 답변을 기록하십시오.",
            "Put each doubt to the person and record the reply.",
        ),
        "inquiry.no_findings": Text(
            "작성된 의견이 없습니다.",
            "No finding has been written.",
            "쟁점마다 의견을 작성하십시오.",
            "Write a finding for each issue.",
        ),
        "inquiry.findings_with_reviewer": Text(
            "조사 의견이 검토 중이거나 서명되어 고칠 수 없습니다.",
            "The findings are with the reviewer or signed; they can't change now.",
            "고쳐야 하면 검토자에게 반려를 요청하십시오.",
            "Ask the reviewer to send them back.",
        ),
        "inquiry.unknown_citation": Text(
            "이 사건의 기록에 없는 근거입니다.",
            "Something cited isn't in this file.",
            "목록에서 다시 선택하십시오.",
            "Choose again from the list.",
        ),
    }
)

"""What reception says when it refuses, and what is wrong with a row of a list."""

from naru.domain.refusals import Text, add

CORRECT = (
    "파일에서 이 칸을 고친 뒤 다시 올리십시오.",
    "Correct this cell in the file and upload it again.",
)

add(
    {
        "list.no_name": Text("성명이 없습니다.", "There is no name.", *CORRECT),
        "list.name_long": Text(
            "성명이 {limit}자를 넘습니다.",
            "The name is longer than {limit} characters.",
            *CORRECT,
        ),
        "list.birth_unreadable": Text(
            "생년월일 “{said}”을(를) 읽을 수 없습니다.",
            "The date of birth “{said}” can't be read.",
            "1990-03-02, 음력 1990.3.2, 주체79.3.2, 1990 중 한 가지 형식으로 적으십시오.",
            "Write it like 1990-03-02, lunar 1990.3.2, juche 79.3.2 or 1990.",
        ),
        "list.birth_ahead": Text(
            "생년월일 “{said}”이(가) 오늘보다 뒤입니다.",
            "The date of birth “{said}” lies in the future.",
            *CORRECT,
        ),
        "list.sex_unknown": Text(
            "성별 “{said}”을(를) 알 수 없습니다.",
            "The sex “{said}” is unknown.",
            "남, 여, 기타 중에서 적거나 비워 두십시오.",
            "Write male, female or other, or leave it empty.",
        ),
        "list.language_unknown": Text(
            "언어 “{said}”은(는) 목록에 없습니다.",
            "The language “{said}” isn't in the list.",
            "언어 이름이나 코드(예: 조선말, ko-KP)를 적으십시오.",
            "Write a language by name or code (for example ko-KP).",
        ),
        "list.date_unreadable": Text(
            "날짜 “{said}”을(를) 읽을 수 없습니다.",
            "The date “{said}” can't be read.",
            "2026-03-02 형식으로 적으십시오.",
            "Write it like 2026-03-02.",
        ),
        "list.entry_ahead": Text(
            "입국일 “{said}”이(가) 오늘보다 뒤입니다.",
            "The date of entry “{said}” lies in the future.",
            *CORRECT,
        ),
        "list.too_long": Text(
            "내용이 {limit}자를 넘습니다.",
            "The text is longer than {limit} characters.",
            *CORRECT,
        ),
        "list.twice": Text(
            "{line}행과 같은 사람입니다.",
            "This is the same person as in line {line}.",
            "동명이인이면 한 사람은 직접 등록하십시오.",
            "If these are two people, enter one of them by hand.",
        ),
        "list.expected": Text(
            "이미 도착 예정자로 등록되어 있습니다.",
            "This person is already expected.",
            "도착 예정자 목록에서 확인하십시오.",
            "Look in the list of expected arrivals.",
        ),
        "list.no_column": Text(
            "성명이 들어 있는 열을 지정하지 않았습니다.",
            "No column is chosen for the name.",
            "미리보기 화면에서 성명 열을 고르십시오.",
            "Choose the column of the name on the preview.",
        ),
        "list.nobody": Text(
            "등록할 수 있는 사람이 없습니다.",
            "There is nobody to import.",
            "아래 사유를 보고 파일을 고친 뒤 다시 올리십시오.",
            "Read the reasons below, correct the file and upload it again.",
        ),
        "list.imported": Text(
            "이미 등록을 마친 명단입니다.",
            "This list has been imported already.",
            "도착 예정자 목록을 확인하십시오.",
            "Look at the list of expected arrivals.",
        ),
        "reception.not_expected": Text(
            "도착 예정 상태가 아닙니다.",
            "This person is no longer expected.",
            "도착 예정자 목록을 새로 고쳐 확인하십시오.",
            "Reload the list of expected arrivals.",
        ),
        "reception.maybe_known": Text(
            "이미 등록된 사람일 수 있습니다: {people}.",
            "This may be somebody who is already registered: {people}.",
            "함께 표시된 기록과 대조하고, 다른 사람이면 “다른 사람임을 확인함”에 표시하십시오.",
            "Compare the records shown; if it is somebody else, tick that you have checked.",
        ),
        "reception.entry_after_arrival": Text(
            "입국일이 센터 도착일보다 뒤입니다.",
            "The date of entry into the country is after the arrival here.",
            "입국일과 도착 시각을 다시 확인하십시오.",
            "Check the date of entry and the time of arrival.",
        ),
        "reception.no_such_family": Text(
            "번호 {number}에 해당하는 입소자가 없습니다.",
            "Nobody here has the number {number}.",
            "가족의 번호를 다시 확인하십시오.",
            "Check the number of the relative.",
        ),
        "reception.triage_too_low": Text(
            "적어 넣은 소견으로는 {least} 이상으로 분류해야 합니다.",
            "By what was found, the code must be {least} or more urgent.",
            "분류 색을 올리거나 소견을 바로잡으십시오.",
            "Raise the code, or correct what was found.",
        ),
        "reception.language_not_matched": Text(
            "고지한 언어 또는 통역인이 입소자의 언어와 맞지 않습니다.",
            "The language or the interpreter doesn't match the person's languages.",
            "입소자의 언어를 하는 통역인을 불러 다시 고지하십시오.",
            "Call an interpreter of the person's language and read the rights again.",
        ),
        "reception.not_understood": Text(
            "이해하지 못한 고지를 바탕으로 동의를 받을 수 없습니다.",
            "Nobody can consent to what they did not understand.",
            "통역인과 함께 다시 설명하고 이해 여부를 확인하십시오.",
            "Explain again with the interpreter, and check what was understood.",
        ),
        "reception.no_signature": Text(
            "동의에 서명이 없습니다.",
            "The consent has no signature.",
            "화면에 서명을 받거나 종이에 서명하였음을 표시하십시오.",
            "Have it signed on the pad, or tick that it was signed on paper.",
        ),
        "reception.rights_incomplete": Text(
            "아직 낭독하지 않은 권리가 있습니다.",
            "Not all rights have been read aloud yet.",
            "남은 항목을 낭독하고 표시하십시오.",
            "Read the remaining items aloud and tick them.",
        ),
        "reception.order_without_ground": Text(
            "동의 대신 법적 근거를 적지 않았습니다.",
            "The legal order that stands in place of consent isn't named.",
            "근거 법령과 문서 번호를 적으십시오.",
            "Write the law and the number of the order.",
        ),
        "reception.wish_empty": Text(
            "기록할 말이 없습니다.",
            "There are no words to record.",
            "말한 그대로 적으십시오.",
            "Write what was said, word for word.",
        ),
    }
)

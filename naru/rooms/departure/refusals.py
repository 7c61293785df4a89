"""What the departure room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "departure.started": Text(
            "이미 퇴소 준비 중입니다.",
            "The departure is already being prepared.",
            "퇴소 점검표에서 남은 항목을 확인하십시오.",
            "Look at the checklist for what is still open.",
        ),
        "departure.wrong_number": Text(
            "입력한 번호가 이 입소자의 번호와 다릅니다.",
            "The number that you typed isn’t this person’s.",
            "손목띠의 번호를 보고 다시 입력하십시오.",
            "Type the number from the wristband.",
        ),
        "departure.not_prepared": Text(
            "퇴소 준비가 시작되지 않았습니다.",
            "The departure hasn’t been prepared.",
            "먼저 ‘퇴소 준비 시작’을 하십시오.",
            "Start the departure first.",
        ),
    }
)

"""What the settlement room says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "settlement.no_copy": Text(
            "남은 책이 없습니다: {title}. 가장 빠른 반납 예정일은 {due}입니다.",
            "No copy is left of {title}. The first one is due back on {due}.",
            "다른 책을 고르거나 반납 예정일 이후에 다시 하십시오.",
            "Choose another book, or come back on that day.",
        ),
        "settlement.not_lent": Text(
            "이 입소자에게 대출 중인 책이 아닙니다.",
            "This book isn’t on loan to this person.",
            "대출 목록을 새로 고쳐 확인하십시오.",
            "Reload the list of loans.",
        ),
        "settlement.code_used": Text(
            "이미 있는 도서 번호입니다: {code}.",
            "There is already a book with the number {code}.",
            "다른 도서 번호를 쓰십시오.",
            "Use another number.",
        ),
        "settlement.simulator_exists": Text(
            "같은 이름의 운전연습기가 있습니다: {name}.",
            "There is already a simulator called {name}.",
            "다른 이름을 쓰십시오.",
            "Use another name.",
        ),
        "settlement.taken": Text(
            "이미 예약된 시간입니다.",
            "Somebody has booked this hour already.",
            "비어 있는 시간: {slots}.",
            "These hours are free: {slots}.",
        ),
        "settlement.no_slot": Text(
            "예약할 수 없는 시간입니다: {slot}.",
            "This hour can’t be booked: {slot}.",
            "주간 일정에서 앞으로의 빈 시간을 선택하십시오.",
            "Choose a free hour of the week that is still ahead.",
        ),
        "settlement.booked_elsewhere": Text(
            "같은 시간에 다른 운전연습기를 이미 예약했습니다.",
            "The person has booked another simulator at this hour.",
            "다른 시간을 선택하십시오.",
            "Choose another hour.",
        ),
        "settlement.enrolled": Text(
            "이미 등록한 교육과정입니다: {course}.",
            "The person is already enrolled in {course}.",
            "다른 교육과정을 선택하십시오.",
            "Choose another course.",
        ),
        "settlement.not_enrolled": Text(
            "등록하지 않은 교육과정입니다: {course}.",
            "The person isn’t enrolled in {course}.",
            "먼저 교육과정에 등록하십시오.",
            "Enrol the person first.",
        ),
    }
)

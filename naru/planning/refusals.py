"""What the planner says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "plan.name_taken": Text(
            "같은 이름의 시나리오가 이미 있습니다: {name}.",
            "There is already a scenario called {name}.",
            "다른 이름으로 저장하십시오.",
            "Save it under another name.",
        ),
        "plan.too_many": Text(
            "저장된 시나리오가 {most}개로 가득 찼습니다.",
            "{most} scenarios are saved, and no more are kept.",
            "쓰지 않는 시나리오를 지운 뒤 다시 저장하십시오.",
            "Remove one that nobody needs any more, then save again.",
        ),
        "plan.gone": Text(
            "이 시나리오는 이미 지워졌습니다.",
            "This scenario has been removed.",
            "목록을 새로 고쳐 확인하십시오.",
            "Reload the list.",
        ),
        "plan.not_yours": Text(
            "저장한 사람({who})만 지울 수 있습니다.",
            "Only whoever saved it ({who}) can remove it.",
            "저장한 사람에게 요청하십시오.",
            "Ask them to remove it.",
        ),
    }
)

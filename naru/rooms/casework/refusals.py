"""What casework says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "casework.no_birth": Text(
            "출생일에 관한 진술이 하나도 없습니다.",
            "Nothing is noted about the date of birth.",
            "추정 출생 연도라도 입력한 뒤 다시 등록하십시오.",
            "Add at least an estimated year of birth, then register.",
        ),
        "casework.same_person": Text(
            "본인을 본인의 가족으로 연결할 수 없습니다.",
            "Nobody can be linked to themselves.",
            "가족인 다른 입소자의 번호를 입력하십시오.",
            "Enter the number of another resident.",
        ),
        "casework.already_family": Text(
            "두 사람은 이미 같은 가족 단위에 연결되어 있습니다.",
            "The two are linked as a family already.",
            "가족 화면에서 현재 구성원을 확인하십시오.",
            "Look at the family's members on the person's page.",
        ),
        "casework.no_such_resident": Text(
            "입력한 번호의 입소자를 찾을 수 없습니다.",
            "No resident has this number.",
            "번호를 확인하여 다시 입력하십시오.",
            "Check the number and enter it again.",
        ),
        "casework.not_in_family": Text(
            "이 입소자는 가족 단위에 연결되어 있지 않습니다.",
            "This person isn't linked to a family.",
            "분리 결정이 필요한 사람이 맞는지 확인하십시오.",
            "Check that this is the person you meant.",
        ),
        "casework.panel_of_two": Text(
            "최선의 이익 결정에는 서로 다른 위원 두 명 이상이 참여해야 합니다.",
            "A best-interests decision takes a panel of at least two different people.",
            "참여한 위원의 이름을 한 줄에 한 명씩 입력하십시오.",
            "Name the members of the panel, one on each line.",
        ),
        "casework.child_not_heard": Text(
            "아동의 의견을 듣지 않고는 결정할 수 없습니다.",
            "Nothing is decided without hearing the child.",
            "아동이 이해하는 언어로 의견을 들은 뒤 기록하십시오.",
            "Hear the child in a language they understand, then record it.",
        ),
        "casework.age_bounds": Text(
            "가장 낮은 나이가 가장 높은 나이보다 큽니다.",
            "The lowest age is above the highest.",
            "판단 결과의 나이 범위를 다시 입력하십시오.",
            "Enter the margin of the assessment again.",
        ),
        "casework.last_resort": Text(
            "연령판단위원회는 다른 방법으로 의심이 해소되지 않을 때에만 열 수 있습니다.",
            "An age board is held only when nothing else settles a serious doubt.",
            "먼저 시도한 방법을 입력하십시오.",
            "State what was tried before.",
        ),
        "casework.orientation_incomplete": Text(
            "안내하지 않은 항목이 있습니다: {items}.",
            "Some things were not explained: {items}.",
            "빠진 항목을 안내한 뒤 다시 저장하십시오.",
            "Explain what is missing, then save again.",
        ),
        "casework.not_a_guardian": Text(
            "선택한 사람은 아동 후견인 직무를 맡고 있지 않습니다.",
            "This account doesn't hold the duty of a child's representative.",
            "아동 후견인으로 등록된 사람을 선택하십시오.",
            "Choose somebody who holds that duty.",
        ),
        "casework.not_counsel": Text(
            "선택한 사람은 변호인 직무를 맡고 있지 않습니다.",
            "This account doesn't hold the duty of counsel.",
            "변호인으로 등록된 사람을 선택하십시오.",
            "Choose somebody who holds that duty.",
        ),
    }
)

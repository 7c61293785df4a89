"""What the lodging room says when it refuses (the rules of a room: naru.domain.lodging)."""

from naru.domain.refusals import Text, add

add(
    {
        "lodging.taken": Text(
            "{bed} 침상은 {since}부터 {who} 입소자가 쓰고 있습니다.",
            "Bed {bed} has been taken by {who} since {since}.",
            "비어 있는 침상({free}) 가운데 하나를 고르십시오.",
            "Choose one of these free beds: {free}.",
        ),
        "lodging.taken_none_free": Text(
            "{bed} 침상은 {since}부터 {who} 입소자가 쓰고 있으며, 맞는 빈 침상이 없습니다.",
            "Bed {bed} has been taken by {who} since {since}, and no other bed fits.",
            "침상 현황에서 비울 수 있는 침상을 확인하거나 센터장에게 보고하십시오.",
            "Look on the bed board for a bed that can be freed, or tell the director.",
        ),
        "lodging.full": Text(
            "{room}호에는 빈 침상이 없습니다.",
            "No bed is free in room {room}.",
            "목록에서 다른 침상을 고르십시오.",
            "Choose another bed from the list.",
        ),
        "lodging.bed_closed": Text(
            "{bed} 침상은 사용이 중지되었습니다.",
            "Bed {bed} is out of use.",
            "다른 침상을 고르십시오.",
            "Choose another bed.",
        ),
        "lodging.bed_unknown": Text(
            "그 침상은 등록되어 있지 않습니다.",
            "That bed isn't registered.",
            "화면을 새로 고친 뒤 다시 고르십시오.",
            "Reload the page and choose again.",
        ),
        "lodging.has_bed": Text(
            "이 입소자는 이미 {bed} 침상을 쓰고 있습니다.",
            "This person already has bed {bed}.",
            "침상을 바꾸려면 ‘생활실 이동’으로 처리하십시오.",
            "To change it, use “Move to another bed”.",
        ),
        "lodging.no_bed": Text(
            "이 입소자에게 배정된 침상이 없습니다.",
            "This person has no bed.",
            "먼저 침상을 배정하십시오.",
            "Assign a bed first.",
        ),
        "lodging.same_bed": Text(
            "지금 쓰고 있는 침상과 같은 침상입니다.",
            "That is the bed this person has now.",
            "다른 침상을 고르십시오.",
            "Choose another bed.",
        ),
        "lodging.occupied": Text(
            "{bed} 침상은 입소자가 쓰고 있습니다.",
            "Somebody sleeps in bed {bed}.",
            "먼저 입소자를 다른 침상으로 옮기십시오.",
            "Move them to another bed first.",
        ),
        "lodging.bed_state": Text(
            "{bed} 침상의 상태가 이미 바뀌었습니다.",
            "The state of bed {bed} has already changed.",
            "화면을 새로 고쳐 현재 상태를 확인하십시오.",
            "Reload the page to see how it stands now.",
        ),
        "lodging.too_many_beds": Text(
            "{area}㎡에는 1명당 4㎡ 기준으로 침상을 {most}개까지 둘 수 있습니다.",
            "{area} m² is space for {most} beds at 4 m² each.",
            "침상 수를 줄이거나 면적을 다시 확인하십시오.",
            "Enter fewer beds, or check the area.",
        ),
        "lodging.name_used": Text(
            "‘{name}’은(는) 이미 등록되어 있습니다.",
            "“{name}” is already registered.",
            "다른 이름이나 번호를 입력하십시오.",
            "Enter another name or number.",
        ),
        "lodging.fault_fixed": Text(
            "이미 조치가 끝난 고장입니다.",
            "This fault has already been put right.",
            "고장 목록을 새로 고치십시오.",
            "Reload the list of faults.",
        ),
        "lodging.same_person": Text(
            "같은 사람을 두 번 입력하였습니다.",
            "Both numbers are of the same person.",
            "다른 입소자의 번호를 입력하십시오.",
            "Enter the number of another person.",
        ),
        "lodging.number_unknown": Text(
            "그 번호의 입소자가 없습니다.",
            "Nobody has that number.",
            "번호를 다시 확인하십시오.",
            "Check the number.",
        ),
        "lodging.conflict_known": Text(
            "두 사람은 이미 함께 배정하지 않도록 등록되어 있습니다.",
            "These two are already noted as not to be lodged together.",
            "추가로 하실 일은 없습니다.",
            "Nothing more is needed.",
        ),
        "lodging.conflict_ended": Text(
            "이미 해제된 등록입니다.",
            "This note has already been ended.",
            "목록을 새로 고치십시오.",
            "Reload the list.",
        ),
    }
)

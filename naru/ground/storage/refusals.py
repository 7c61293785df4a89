"""Why nothing can be kept at the moment, in both staff languages."""

from naru.domain.refusals import Text, add

add(
    {
        "storage.busy": Text(
            "다른 저장 작업이 {seconds}초 안에 끝나지 않아 저장하지 못하였습니다.",
            "Nothing was saved: other writing didn't end within {seconds} seconds.",
            "잠시 후 다시 시도해 주십시오. 계속되면 시스템 담당자에게 알려 주십시오.",
            "Try again in a moment. If it goes on, tell the system administrator.",
        ),
        "storage.full": Text(
            "저장 공간이 부족하여 저장하지 못하였습니다.",
            "Nothing was saved: the disk is full.",
            "즉시 시스템 담당자에게 알려 주십시오. 그동안은 서면으로 기록해 주십시오.",
            "Tell the system administrator at once, and keep notes on paper until then.",
        ),
        "storage.failed": Text(
            "저장 장치에 오류가 발생하여 방금 한 작업이 저장되었는지 확실하지 않습니다.",
            "The disk reported a fault: it isn't certain whether this step was saved.",
            "화면을 새로 고쳐 저장되었는지 확인하고, 시스템 담당자에게 알려 주십시오.",
            "Load the page again and look whether it was saved, and tell the system administrator.",
        ),
    }
)

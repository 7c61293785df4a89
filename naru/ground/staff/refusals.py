"""What staff administration says when it refuses."""

from naru.domain.refusals import Text, add

add(
    {
        "duty.incompatible": Text(
            "{held} 직무와 {wanted} 직무는 한 사람이 함께 맡을 수 없습니다.",
            "One person can't be both {held} and {wanted}.",
            "먼저 기존 직무를 해제하거나 다른 사람에게 맡기십시오.",
            "Take the first duty away, or give this one to somebody else.",
        ),
        "duty.already": Text(
            "이미 맡고 있는 직무입니다.",
            "The duty is held already.",
            "계정의 직무 목록을 확인하십시오.",
            "Look at the account's list of duties.",
        ),
        "account.username_taken": Text(
            "‘{username}’은(는) 이미 쓰이는 아이디입니다.",
            "The user name “{username}” is taken.",
            "다른 아이디를 정하십시오.",
            "Choose another one.",
        ),
        "account.own": Text(
            "자신의 계정에는 할 수 없는 일입니다.",
            "Nobody may do this to their own account.",
            "다른 시스템 관리자에게 요청하십시오.",
            "Ask another administrator.",
        ),
        "account.wrong_password": Text(
            "현재 비밀번호가 맞지 않습니다.",
            "The present password isn't right.",
            "다시 입력하십시오. 잊었다면 시스템 관리자에게 재설정을 요청하십시오.",
            "Type it again. If you forgot it, ask an administrator for a reset.",
        ),
        "account.weak_password": Text(
            "{reasons}",
            "{reasons}",
            "더 긴 문장을 비밀번호로 쓰십시오.",
            "Use a longer sentence as the password.",
        ),
        "session.gone": Text(
            "이미 끝난 접속입니다.",
            "This session is over already.",
            "목록을 다시 확인하십시오.",
            "Look at the list again.",
        ),
        "link.dead": Text(
            "이미 사용하였거나 기한이 지났거나 새 링크로 대체된 링크입니다.",
            "This link was used before, has expired or was replaced by a newer one.",
            "직접 사용한 적이 없다면 개인정보 보호책임자에게 바로 알리고, "
            "시스템 관리자에게 새 링크를 요청하십시오.",
            "If it wasn't you who used it, tell the data protection officer at once; "
            "ask an administrator for a new one.",
        ),
        "link.locked": Text(
            "잠긴 계정에는 링크를 발급할 수 없습니다.",
            "A locked account gets no link.",
            "계정을 먼저 다시 여십시오.",
            "Open the account again first.",
        ),
        "court.dpo_only": Text(
            "법원 명령은 개인정보 보호책임자만 등록할 수 있습니다.",
            "Only the data protection officer enters a court order.",
            "명령서를 개인정보 보호책임자에게 전달하십시오.",
            "Pass the order to the data protection officer.",
        ),
        "court.not_for_courts": Text(
            "이 구획은 두 사람의 열쇠로 여는 대상이 아닙니다.",
            "This compartment isn't opened with two keys.",
            "평소 업무 절차로 열람하십시오.",
            "Use the ordinary way to read it.",
        ),
        "court.two_keys": Text(
            "서로 다른 두 구성원이 함께 열어야 하며, 명령을 등록한 사람은 열 수 없습니다.",
            "Two different members open it together, and never the one who entered the order.",
            "이 구획의 열쇠를 가진 다른 동료와 함께 다시 시도하십시오.",
            "Do it with another colleague who holds the compartment.",
        ),
        "court.conflict": Text(
            "두 사람 중 한 사람에게 이해관계가 있습니다.",
            "One of the two has a conflict of interest.",
            "이해관계가 없는 구성원이 대신 열도록 하십시오.",
            "Have a member without one do it.",
        ),
        "court.nothing": Text(
            "명령의 대상에 해당하는 기록을 하나 이상 지정해야 합니다.",
            "Name the records that the order asks for, one at least, and only of this person.",
            "naru court list 명령으로 기록 번호를 확인하십시오.",
            "See their numbers with: naru court list",
        ),
        "court.told": Text(
            "당사자에게 알린 사실이 이미 기록되어 있습니다.",
            "It is written down already that the person was told.",
            "추가로 할 일이 없습니다.",
            "There is nothing more to do.",
        ),
        "court.silent": Text(
            "법원이 정한 날까지는 당사자에게 알릴 수 없습니다.",
            "The court forbids telling the person until a later day.",
            "그날이 지나면 바로 알리고 기록하십시오.",
            "Tell them on that day, and write it down then.",
        ),
        "vault.no_key_pair": Text(
            "{name} 님은 아직 자신의 열쇠가 없습니다.",
            "{name} has no key of their own yet.",
            "당사자가 먼저 비밀번호로 로그인하여 열쇠를 만들도록 안내하십시오.",
            "Ask them to sign in with their password first; that makes the key.",
        ),
        "vault.not_needed": Text(
            "{name} 님의 직무에는 이 구획의 열람이 필요하지 않습니다.",
            "The duties of {name} don't need this compartment.",
            "직무를 먼저 확인하십시오.",
            "Look at the duties first.",
        ),
        "vault.granted_already": Text(
            "{name} 님에게는 이미 승인되었거나 승인 대기 중인 권한이 있습니다.",
            "{name} has been let in already, or waits for approval.",
            "승인 목록을 확인하십시오.",
            "Look at the list of grants.",
        ),
        "vault.not_a_member": Text(
            "이 구획의 열쇠를 가진 사람만 할 수 있는 일입니다.",
            "Only somebody who holds this compartment can do this.",
            "이 구획을 맡은 동료에게 요청하거나, 다시 로그인하여 잠금을 해제하십시오.",
            "Ask a colleague who holds it, or sign in again to unlock.",
        ),
        "vault.decided": Text(
            "이미 처리된 신청입니다.",
            "This proposal is decided already.",
            "화면을 새로 고쳐 결과를 확인하십시오.",
            "Reload the page to see the result.",
        ),
        "vault.second_person": Text(
            "신청한 사람과 당사자는 승인할 수 없습니다.",
            "Neither the proposer nor the colleague concerned may approve.",
            "이 구획을 맡은 제3의 동료에게 승인을 요청하십시오.",
            "Ask a third person who holds the compartment.",
        ),
        "vault.key_changed": Text(
            "신청 이후 당사자의 열쇠가 바뀌었습니다.",
            "The colleague's key changed after the proposal.",
            "새로 신청하여 두 사람이 다시 확인하십시오.",
            "Propose it anew, so that two persons look at the new key.",
        ),
        "vault.not_vouched": Text(
            "신청에 대한 확인값이 이 구획의 것이 아닙니다.",
            "Nobody of this compartment vouched for this proposal.",
            "승인하지 마시고 시스템 관리자와 개인정보 보호책임자에게 알리십시오.",
            "Don't approve it; tell the administrator and the data protection officer.",
        ),
        "vault.not_inside": Text(
            "이 구획의 열쇠를 가지고 있지 않은 사람입니다.",
            "That person doesn't hold this compartment.",
            "구성원 목록을 확인하십시오.",
            "Look at the list of members.",
        ),
        "vault.two_members": Text(
            "한 구획은 두 사람 이상이 열 수 있어야 합니다.",
            "Two persons at least must be able to open a compartment.",
            "먼저 다른 사람에게 권한을 부여하십시오.",
            "Let somebody else in first.",
        ),
        "vault.nobody_left": Text(
            "새로 권한을 부여할 수 있는 직원이 없습니다.",
            "There is no colleague who could be let in.",
            "이 구획이 필요한 직무를 먼저 부여하고, 당사자가 한 번 로그인하여 "
            "자신의 열쇠를 만들도록 안내하십시오.",
            "Give the duty that needs this compartment first, and ask the colleague to sign in "
            "once, which makes their key.",
        ),
        "vault.nothing_due": Text(
            "지금 열쇠를 바꾸어야 하는 구획이 없거나, 해당 구획의 구성원이 아닙니다.",
            "No key is due to be changed, or you don't hold the compartment that is.",
            "구성원이 다음에 로그인하면 열쇠가 자동으로 바뀝니다.",
            "It is changed by itself when the next member signs in.",
        ),
        "vault.too_few": Text(
            "다음 구획에는 열쇠를 가진 사람이 두 명이 되지 않습니다: {compartments}",
            "Fewer than two persons could open: {compartments}",
            "해당 직무의 직원이 한 번씩 로그인하여 열쇠를 만들도록 안내하십시오.",
            "Ask the staff of these duties to sign in once, which makes their keys.",
        ),
        "vault.no_recovery": Text(
            "복구 열쇠가 다음 구획을 열 수 없습니다: {compartments}",
            "No recovery key opens: {compartments}",
            "naru vault recovery make 명령으로 복구 용지를 먼저 만드십시오.",
            "Make the recovery sheets first: naru vault recovery make",
        ),
    }
)

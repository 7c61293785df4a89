"""Why the ledger can't do what was asked, in both staff languages."""

from naru.domain.refusals import Text, add

add(
    {
        "ledger.no_such_entry": Text(
            "{seq}번 기록이 없습니다.",
            "There is no entry {seq}.",
            "기록 번호를 확인해 주십시오.",
            "Check the number of the entry.",
        ),
        "ledger.empty": Text(
            "아직 기록이 없습니다.",
            "There are no entries yet.",
            "첫 기록이 작성된 뒤에 다시 실행해 주십시오.",
            "Try again after the first entry.",
        ),
        "ledger.broken_seal": Text(
            "{seq}번 기록의 내용이 변경되어 열 수 없습니다.",
            "The content of entry {seq} was tampered with and can't be opened.",
            "원장을 검증하고 감독기관에 알려 주십시오.",
            "Verify the ledger and tell the supervising authority.",
        ),
        "ledger.set_back": Text(
            "되돌림: 입회자는 {seen}건까지 확인하였으나 이 원장에는 {size}건만 있습니다.",
            "Set back: the witness has seen {seen} entries, and this log holds {size} only.",
            "데이터베이스가 이전 상태로 되돌려졌습니다. 사용을 멈추고 감독기관에 알려 주십시오.",
            "This database is an older one. Stop using it and tell the supervising authority.",
        ),
        "ledger.no_such_size": Text(
            "기록이 {size}건이었던 때가 없습니다.",
            "The log never had {size} entries that could be proved.",
            "입회자가 마지막으로 확인한 기록 건수를 입력해 주십시오.",
            "Give the number of entries that the witness saw last.",
        ),
        "ledger.unreadable": Text(
            "파일을 읽을 수 없습니다({why}).",
            "The file can't be read ({why}).",
            "원본 파일을 다시 받아 주십시오.",
            "Fetch the original file again.",
        ),
        "ledger.not_ours": Text(
            "기록 {size}건의 이 체크포인트는 이 센터가 발행한 것이 아닙니다.",
            "This checkpoint of {size} entries isn't one of this centre.",
            "데이터베이스가 이전 상태로 되돌려졌을 수 있습니다. 입회자의 파일과 대조해 주십시오.",
            "Compare the witness's file with this database: it may have been set back.",
        ),
        "ledger.not_cosigned": Text(
            "{name}의 유효한 확인 서명이 없습니다.",
            "There is no valid cosignature of {name}.",
            "입회자의 공개키와 서명된 파일을 확인해 주십시오.",
            "Check the public key of the witness and the signed file.",
        ),
        "ledger.erased": Text(
            "{seq}번 기록의 내용은 파기되어 열 수 없습니다.",
            "The content of entry {seq} was erased and can't be opened.",
            "내용 없이 증명서를 발급해 주십시오.",
            "Make the proof without the content.",
        ),
        "ledger.not_its_document": Text(
            "{seq}번 기록은 이 문서를 가리키지 않습니다.",
            "Entry {seq} doesn't name this document.",
            "기록 당시의 문서 파일 원본을 선택해 주십시오.",
            "Choose the very file that the entry was made for.",
        ),
        "witness.log_unknown": Text(
            "{origin} 원장은 이 입회자에 등록되어 있지 않습니다.",
            "This witness doesn't know the log {origin}.",
            "원장의 공개키를 확인한 뒤 등록해 주십시오.",
            "Check the public key of the log, then register it.",
        ),
        "witness.unsigned": Text(
            "{origin} 원장의 서명이 유효하지 않습니다.",
            "The signature of the log {origin} isn't valid.",
            "서명하지 않았습니다. 센터에 원본 파일을 요청해 주십시오.",
            "Nothing was signed. Ask the centre for the original file.",
        ),
        "witness.rollback": Text(
            "되돌림: {origin} 원장이 {seen}건에서 {size}건으로 줄었습니다.",
            "Rollback: the log {origin} went back from {seen} entries to {size}.",
            "서명하지 않았습니다. 두 파일을 보관하고 감독기관에 알려 주십시오.",
            "Nothing was signed. Keep both files and tell the supervising authority.",
        ),
        "witness.fork": Text(
            "갈라짐: {origin} 원장의 처음 {seen}건이 이전에 확인한 내용과 다릅니다.",
            "Fork: the first {seen} entries of the log {origin} aren't those seen before.",
            "서명하지 않았습니다. 두 파일을 보관하고 감독기관에 알려 주십시오.",
            "Nothing was signed. Keep both files and tell the supervising authority.",
        ),
        "witness.stale": Text(
            "이 파일은 {old}건부터의 증명이나, 입회자는 {seen}건까지 확인하였습니다.",
            "The file proves from {old} entries on, and this witness has seen {seen}.",
            "센터에 {seen}건부터의 파일을 요청해 주십시오.",
            "Ask the centre for the file from {seen} entries on.",
        ),
        "witness.unreadable": Text(
            "파일을 읽을 수 없습니다({why}).",
            "The file can't be read ({why}).",
            "원본 파일을 다시 받아 주십시오.",
            "Fetch the original file again.",
        ),
    }
)

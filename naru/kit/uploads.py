"""What an uploaded file is: told by its first bytes, whatever its name or its sender say."""

WEBP_AT = 8
STARTS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def media_type(data: bytes) -> str:
    """The type of a PDF or a picture that a browser shows without running it; else nothing."""
    if data.startswith(b"RIFF") and data[WEBP_AT:].startswith(b"WEBP"):
        return "image/webp"
    return next((said for start, said in STARTS.items() if data.startswith(start)), "")

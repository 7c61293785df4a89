"""Small drawings of our own, as the inside of a 24 by 24 SVG."""

_LINE = (
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" '
    'stroke-linejoin="round"'
)


def _lines(*paths: str) -> str:
    return "".join(f'<path {_LINE} d="{path}"/>' for path in paths)


ICONS: dict[str, str] = {
    "clock": _lines("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M12 7v5l3.5 2"),
    "warning": _lines("M12 4L2.5 20h19z", "M12 10v4.5", "M12 17.2v.1"),
    "info": _lines("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M12 11v5", "M12 7.6v.1"),
    "done": _lines("M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M8 12.3l2.8 2.8l5.2-5.8"),
    "search": _lines("M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z", "M15.5 15.5L21 21"),
    "scales": _lines(
        "M12 4v16M7 20h10M5 7h14", "M5 7l-3 7a3 3 0 0 0 6 0z", "M19 7l-3 7a3 3 0 0 0 6 0z"
    ),
    "person": _lines("M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M4 21a8 8 0 0 1 16 0"),
    "lock": _lines("M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    "print": _lines("M7 9V4h10v5", "M7 17H4v-8h16v8h-3", "M7 14h10v6H7z"),
    "camera": _lines("M4 8h4l1.5-3h5L16 8h4v11H4z", "M12 10.5a3 3 0 1 0 0 6a3 3 0 1 0 0-6z"),
    "bed": _lines(
        "M3 19V6M3 16h18v3M21 16v-3a3 3 0 0 0-3-3h-7v6",
        "M7 10.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3z",
    ),
    "down": _lines("M6 9l6 6l6-6"),
    "light": _lines(
        "M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8z",
        "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5",
    ),
    "dark": _lines("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"),
}

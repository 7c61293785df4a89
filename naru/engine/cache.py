"""Where compiled code is kept: a folder that can be written, also beside an installed wheel.

Numba looks only at the file of a function, never at the files it calls into; the folder is
therefore named after all sources that are compiled, so that no stale code is ever loaded.
"""

import os
import sys
from hashlib import blake2b
from pathlib import Path

CONSTANTS = ("eventnet.py", "jit.py", "nets.py", "quantities.py")


def folder() -> Path:
    """Under NARU_CACHE, or XDG_CACHE_HOME/naru, or ~/.cache/naru: one folder a set of sources."""
    named = os.environ.get("NARU_CACHE")
    base = Path(named) if named else _user_cache() / "naru"
    return base / f"engine-{sys.implementation.cache_tag}-{_digest()}"


def _user_cache() -> Path:
    said = os.environ.get("XDG_CACHE_HOME")
    return Path(said) if said else Path.home() / ".cache"


def _digest() -> str:
    digest = blake2b(digest_size=6)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        text = source.read_bytes()
        if source.name in CONSTANTS or b"from naru.engine.jit import" in text:
            digest.update(text)
    return digest.hexdigest()


def choose_folder() -> None:
    """Tell Numba, unless somebody has told it already; a folder that can't be made is no error."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    path = folder()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return
    os.environ["NUMBA_CACHE_DIR"] = str(path)

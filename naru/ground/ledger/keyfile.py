"""Private keys in files that only their owner reads."""

import os
from pathlib import Path

from naru.ground.ledger.notes import Signer


def write_key(path: Path, signer: Signer) -> None:
    """Write a private key for its owner only; FileExistsError if there is one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{signer}\n")
        file.flush()
        os.fsync(file.fileno())

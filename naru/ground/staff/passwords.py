"""Argon2id with the figures of security.md 2.5, two at a time so that sign-ins can't starve us."""

from threading import Semaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_room = Semaphore(2)


class Argon2id(Argon2PasswordHasher):
    """64 MiB, three passes, one lane: about 0.1 s of one core."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with _room:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password against its hash."""
        with _room:
            return super().verify(password, encoded)

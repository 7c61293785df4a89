"""What the custodian is given and keeps: seals, members, sessions."""

from dataclasses import dataclass, field
from uuid import UUID

from naru.ground.vault.boxes import KeyPair
from naru.ground.vault.epochkeys import EpochKey


@dataclass(frozen=True)
class Seal:
    """An epoch's secret as it is stored for one holder."""

    compartment: str
    number: int
    content: bytes


@dataclass(frozen=True)
class Member:
    """A holder whom an epoch vouches for."""

    holder: UUID
    public: bytes
    mark: bytes = b""


@dataclass
class Session:
    """What one signed-in account has unlocked, and since when."""

    account: UUID
    holder: UUID
    pair: KeyPair
    began: float
    seen: float
    keys: dict[tuple[str, int], EpochKey] = field(default_factory=dict)

    @property
    def compartments(self) -> list[str]:
        """The compartments that it holds."""
        return sorted({compartment for compartment, _number in self.keys})

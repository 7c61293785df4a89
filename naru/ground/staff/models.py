"""Accounts: their duties, mandates and conflicts, how they sign in, what they opened in need."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from naru.domain.duties import Duty
from naru.ground.vault import Compartment, SealedModel


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser, since no role reads all."""

    def create_account(
        self, username: str, name: str, password: str | None, **more: Any
    ) -> "Account":
        """An account holding no duty yet; without a password nobody can sign in to it."""
        account = self.model(username=username, name=name, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in: staff, counsel, guardian, monitor or resident.

    Sessions that were begun before `ended_before` are over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=10, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    person_id = models.UUIDField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_before = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    @cached_property
    def duties(self) -> frozenset[Duty]:
        """The duties held now."""
        return frozenset(Duty(held.duty) for held in self.held.all() if held.until is None)

    def has(self, *duties: Duty) -> bool:
        """Whether one of these duties is held."""
        return bool(self.duties & set(duties))

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether a passkey or a code app is enrolled."""
        if self.passkeys.exists():
            return True
        return Authenticator.objects.filter(person_id=self.pk).exclude(confirmed_at=None).exists()

    @property
    def speaks(self) -> list[str]:
        """Codes of the languages spoken (BCP 47)."""
        return self.languages.split()

    def __str__(self) -> str:
        return self.name


class DutyHeld(models.Model):
    """A duty given to an account and, one day, taken away; the record of it stays."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="held")
    duty = models.CharField(max_length=40)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "duty"], condition=models.Q(until=None), name="a_duty_held_once"
            )
        ]


class Mandate(models.Model):
    """A lawyer's or guardian's mandate for one person."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mandates")
    person_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person_id", "kind"],
                condition=models.Q(until=None),
                name="a_mandate_given_once",
            )
        ]


class Conflict(models.Model):
    """That an account must not work on somebody's case: a relation, or a ground left unsaid."""

    RELATION, UNSAID = "relation", "unsaid"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="conflicts")
    person_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=12)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person_id", "kind"],
                condition=models.Q(until=None),
                name="a_conflict_noted_once",
            )
        ]


class BreakGlass(SealedModel):
    """One compartment of one person opened in an emergency; the typed reason is sealed."""

    COMPARTMENT = Compartment.LEGAL

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=12)
    ground = models.CharField(max_length=8)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        indexes = [models.Index(fields=["account", "person_id", "until"])]


class BreakGlassReview(SealedModel):
    """What one office found about an opening in an emergency; written once."""

    COMPARTMENT = Compartment.LEGAL
    APPEND_ONLY = True

    opening = models.ForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="reviews")
    office = models.CharField(max_length=40)
    verdict = models.CharField(max_length=12)
    by_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "office"], name="one_review_an_office")
        ]


class CourtOrder(SealedModel):
    """That a court ordered a part of a record to be opened, checked by the DPO; told once."""

    COMPARTMENT = Compartment.OPS

    part = models.CharField(max_length=12)
    by_id = models.UUIDField()
    at = models.DateTimeField()
    silent_until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]


class CourtOpening(SealedModel):
    """What two members opened for a court, and the hash of what left the house."""

    COMPARTMENT = Compartment.OPS
    APPEND_ONLY = True

    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, related_name="openings")
    first_id = models.UUIDField()
    second_id = models.UUIDField()
    at = models.DateTimeField()


class Authenticator(SealedModel):
    """The secret that an account shares with a code app (`person_id` is the account's id)."""

    COMPARTMENT = Compartment.OPS

    person_id = models.UUIDField(unique=True)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class OneTimeLink(models.Model):
    """A link with which somebody sets their own password, hashed; it opens once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    hashed = models.CharField(max_length=64, unique=True)
    issued_by = models.UUIDField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """One of the codes on paper, hashed; each opens once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    hashed = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)


class Passkey(models.Model):
    """The public half of a passkey: nothing here lets anybody sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    data = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    has_prf = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]


class OidcLink(models.Model):
    """Who an account is at the house's identity provider."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="oidc_links")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_a_subject")
        ]


class Tries(models.Model):
    """How often something was tried in the running window; shared by all processes."""

    key = models.CharField(max_length=64, primary_key=True)
    began = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

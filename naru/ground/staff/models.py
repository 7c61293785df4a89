"""Accounts, the duties they hold, and the people they are mandated for."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from naru.domain.duties import Duty


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser, since no role reads all."""

    def create_account(self, username: str, name: str, password: str, **more: Any) -> "Account":
        """An account with a password, holding no duty yet."""
        account = self.model(username=username, name=name, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in: staff, counsel, guardian, monitor or resident."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=10, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    person_id = models.UUIDField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

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

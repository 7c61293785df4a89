"""The vault as a Django app."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Keys, sealed files and the record of who opened what."""

    name = "naru.ground.vault"
    label = "vault"

"""A statement that was confirmed or refused stays as the person left it."""

from django.db import migrations

from naru.ground.vault.append_only import locked


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0002_append_only")]
    operations = [locked("inquiry_statement", "confirmed", "refused")]

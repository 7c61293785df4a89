"""Passages, corrections, replies, suspicions and references are added and never changed."""

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0001_initial")]
    operations = [
        append_only("inquiry_passage"),
        append_only("inquiry_correction"),
        append_only("inquiry_reply"),
        append_only("inquiry_suspicion"),
        append_only("inquiry_authorityreference"),
    ]

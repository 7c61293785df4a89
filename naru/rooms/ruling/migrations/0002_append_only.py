"""Every record of a ruling is kept as it was written."""

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("ruling", "0001_initial")]

    operations = [
        append_only("ruling_disclosure"),
        append_only("ruling_refoulementcheck"),
        append_only("ruling_ruling"),
        append_only("ruling_service"),
        append_only("ruling_objection"),
        append_only("ruling_objectionruling"),
        append_only("ruling_outcomeorder"),
    ]

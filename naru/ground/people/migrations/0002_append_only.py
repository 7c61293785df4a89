from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        append_only("people_claim", "id"),
        append_only("people_choice", "id"),
    ]

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("departure", "0001_initial")]

    operations = [append_only("departure_closure")]

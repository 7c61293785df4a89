from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_epochs")]

    operations = [
        append_only("vault_erasure", "id"),
    ]

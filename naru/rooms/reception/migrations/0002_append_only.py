from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial")]

    operations = [
        append_only("reception_rightsnotice"),
        append_only("reception_consent"),
        append_only("reception_wish"),
    ]

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("belongings", "0001_initial")]

    operations = [
        append_only("belongings_custodyevent"),
        append_only("belongings_search"),
        append_only("belongings_searchreview"),
        append_only("belongings_receipt"),
    ]

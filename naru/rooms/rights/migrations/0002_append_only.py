from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]

    operations = [
        append_only("rights_leavewish"),
        append_only("rights_leaveanswer"),
        append_only("rights_stayreview"),
        append_only("rights_stayextension"),
        append_only("rights_entrycorrection"),
        append_only("rights_complaint"),
        append_only("rights_complaintstep"),
    ]

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("infirmary", "0001_initial")]

    operations = [
        append_only("infirmary_encounter"),
        append_only("infirmary_observation"),
        append_only("infirmary_condition"),
        append_only("infirmary_allergyintolerance"),
        append_only("infirmary_medicationstatement"),
        append_only("infirmary_medicationadministration"),
        append_only("infirmary_isolationreview"),
        append_only("infirmary_injuryreport"),
        append_only("infirmary_healthsummary"),
        append_only("infirmary_stockmove"),
    ]

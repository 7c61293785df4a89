"""Assessments, decisions and orientations are kept as they were written."""

from django.db import migrations

from naru.ground.vault.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        append_only("casework_needsassessment"),
        append_only("casework_bestinterests"),
        append_only("casework_orientation"),
    ]

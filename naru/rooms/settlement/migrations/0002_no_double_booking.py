from django.db import migrations

from naru.rooms.settlement.bookings import forbid_double


class Migration(migrations.Migration):
    dependencies = [("settlement", "0001_initial")]

    operations = [migrations.RunPython(forbid_double, migrations.RunPython.noop)]

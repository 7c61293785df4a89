import uuid

from django.db import migrations, models

from naru.ground.vault.append_only import append_only

TRIGGERS = {
    "sqlite": ("no_update", "no_delete", "no_replace"),
    "postgresql": ("no_change", "no_truncate"),
}


def without_triggers(apps, editor):
    """Only this migration sets the rail aside: it takes columns over, and changes no leaf."""
    on = "" if editor.connection.vendor == "sqlite" else ' ON "ledger_entry"'
    with editor.connection.cursor() as cursor:
        for name in TRIGGERS[editor.connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS ledger_entry_{name}{on}")


def take_over(apps, editor):
    """Every entry keeps its leaf, its nodes and its signature, now beside it."""
    places = apps.get_model("ledger", "Place").objects
    made = []
    for entry in apps.get_model("ledger", "Entry").objects.order_by("seq").iterator(2000):
        said = {"leaf": entry.leaf, "nodes": entry.nodes, "signature": entry.signature}
        made.append(places.model(size=entry.seq, entry_seq=entry.seq, **said))
    places.bulk_create(made, batch_size=400)


def count_on(apps, editor):
    """PostgreSQL numbers entries by a sequence, so that no transaction waits for another."""
    if editor.connection.vendor != "postgresql":
        return
    last = apps.get_model("ledger", "Entry").objects.order_by("-seq").first()
    start = last.seq + 1 if last else 1
    editor.execute(f"CREATE SEQUENCE IF NOT EXISTS ledger_number START {start}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_merkle_tree")]

    operations = [
        migrations.RunPython(without_triggers, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_seq", models.BigIntegerField(unique=True)),
                ("leaf", models.BinaryField()),
                ("nodes", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("entry_seq", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(db_index=True)),
                ("epoch", models.PositiveIntegerField(default=1)),
                ("sealed", models.BinaryField()),
                ("entry_seq", models.BigIntegerField()),
                ("ref", models.UUIDField(db_index=True)),
                ("is_file", models.BooleanField()),
                ("place", models.PositiveSmallIntegerField()),
                ("compartment", models.CharField(max_length=12)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry_seq", "place"), name="one_paper_a_place"
                    )
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AddField("entry", "actor_salt", models.BinaryField(default=b"")),
        migrations.AddField("entry", "papers", models.BinaryField(default=b"")),
        migrations.AddField("entry", "kept", models.BinaryField(default=b"")),
        migrations.RemoveField("entry", "leaf"),
        migrations.RemoveField("entry", "nodes"),
        migrations.RemoveField("entry", "signature"),
        append_only("ledger_entry", "seq"),
        append_only("ledger_place", "size"),
        migrations.RunPython(count_on, migrations.RunPython.noop),
    ]

from django.db import migrations, models

from naru.ground.ledger import merkle, notes, signing
from naru.ground.vault.append_only import append_only

TRIGGERS = {
    "sqlite": ("no_update", "no_delete", "no_replace"),
    "postgresql": ("no_change", "no_truncate"),
}


def without_triggers(apps, editor):
    """Only this migration sets the rail aside: it adds to each entry, and changes no leaf."""
    on = "" if editor.connection.vendor == "sqlite" else ' ON "ledger_entry"'
    with editor.connection.cursor() as cursor:
        for name in TRIGGERS[editor.connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS ledger_entry_{name}{on}")


def grow(apps, editor):
    """Give the entries of the chain their place in the tree, and sign each."""
    rows = apps.get_model("ledger", "Entry").objects
    grown, signer = merkle.Frontier(), None
    for entry in rows.order_by("seq"):
        signer = signer or signing.log_signer(first=True)
        nodes = b"".join(grown.append(bytes(entry.leaf)))
        text = notes.Checkpoint(signer.verifier.name, grown.size, grown.root())
        signature = signer.sign(str(text).encode())
        rows.filter(pk=entry.pk).update(nodes=nodes, signature=signature)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]

    operations = [
        migrations.RunPython(without_triggers, migrations.RunPython.noop),
        migrations.AddField("entry", "said_hash", models.BinaryField(default=b"")),
        migrations.AddField("entry", "nodes", models.BinaryField(default=b"")),
        migrations.AddField("entry", "signature", models.BinaryField(default=b"")),
        migrations.RunPython(grow, migrations.RunPython.noop),
        migrations.RemoveField("entry", "head"),
        append_only("ledger_entry", "seq"),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(db_index=True)),
                ("vkey", models.TextField()),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        append_only("ledger_checkpoint", "size"),
        append_only("ledger_cosignature"),
    ]

"""The database itself refuses a bed or a person taken twice, a crowded room and a closed one.

SQLite knows no exclusion constraints, so triggers do there what PostgreSQL declares. On both the
message carries the name of the rule, by which the action finds its refusal.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER lodging_capacity_on_{when} BEFORE {event} ON lodging_assignment
BEGIN
  SELECT RAISE(ABORT, 'lodging_bed_taken') WHERE EXISTS (
    SELECT 1 FROM lodging_assignment AS other
    WHERE other.bed_id = NEW.bed_id AND {overlap});
  SELECT RAISE(ABORT, 'lodging_person_placed') WHERE EXISTS (
    SELECT 1 FROM lodging_assignment AS other
    WHERE other.person_id = NEW.person_id AND {overlap});
  SELECT RAISE(ABORT, 'lodging_closed') WHERE NEW.ends_at IS NULL AND EXISTS (
    SELECT 1 FROM lodging_bed AS bed JOIN lodging_lodgingroom AS room ON room.id = bed.room_id
    WHERE bed.id = NEW.bed_id AND (bed.state <> 'ok' OR room.state <> 'ok'));
  SELECT RAISE(ABORT, 'lodging_crowded') WHERE NEW.ends_at IS NULL AND EXISTS (
    SELECT 1 FROM lodging_bed AS bed JOIN lodging_lodgingroom AS room ON room.id = bed.room_id
    WHERE bed.id = NEW.bed_id AND room.area_m2 < 4 * (1 + (
      SELECT COUNT(*) FROM lodging_assignment AS other
      JOIN lodging_bed AS theirs ON theirs.id = other.bed_id
      WHERE theirs.room_id = room.id AND other.ends_at IS NULL AND other.id <> NEW.id)));
END
"""
OVERLAP = """other.id <> NEW.id
    AND other.starts_at < COALESCE(NEW.ends_at, '9999-12-31')
    AND NEW.starts_at < COALESCE(other.ends_at, '9999-12-31')
    AND other.starts_at < COALESCE(other.ends_at, '9999-12-31')
    AND NEW.starts_at < COALESCE(NEW.ends_at, '9999-12-31')"""
EVENTS = (("insert", "INSERT"), ("update", "UPDATE OF bed_id, person_id, starts_at, ends_at"))

POSTGRES = """
-- a range of one number stands in for "the same bed": no extension is needed for it
CREATE FUNCTION naru_only(id uuid) RETURNS numrange LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT numrange(number, number, '[]') FROM (
    SELECT ('x' || left(hex, 16))::bit(64)::bigint::numeric * 18446744073709551616
         + ('x' || right(hex, 16))::bit(64)::bigint AS number
    FROM (SELECT replace(id::text, '-', '') AS hex) AS written) AS counted
$$;
ALTER TABLE lodging_assignment ADD CONSTRAINT lodging_bed_taken
  EXCLUDE USING gist (naru_only(bed_id) WITH &&, tstzrange(starts_at, ends_at) WITH &&);
ALTER TABLE lodging_assignment ADD CONSTRAINT lodging_person_placed
  EXCLUDE USING gist (naru_only(person_id) WITH &&, tstzrange(starts_at, ends_at) WITH &&);
CREATE FUNCTION lodging_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  room lodging_lodgingroom;
  bed_state text;
  others integer;
BEGIN
  IF NEW.ends_at IS NOT NULL THEN RETURN NEW; END IF;
  -- the lock makes those who want a bed of one room wait for one another, so none is overlooked
  SELECT r.* INTO room FROM lodging_lodgingroom r
    WHERE r.id = (SELECT room_id FROM lodging_bed WHERE id = NEW.bed_id) FOR UPDATE;
  SELECT state INTO bed_state FROM lodging_bed WHERE id = NEW.bed_id;
  SELECT count(*) INTO others FROM lodging_assignment a JOIN lodging_bed b ON b.id = a.bed_id
    WHERE b.room_id = room.id AND a.ends_at IS NULL AND a.id <> NEW.id;
  IF room.state <> 'ok' OR bed_state <> 'ok' THEN
    RAISE EXCEPTION 'lodging_closed' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM lodging_assignment
             WHERE bed_id = NEW.bed_id AND ends_at IS NULL AND id <> NEW.id) THEN
    RAISE EXCEPTION 'lodging_bed_taken' USING ERRCODE = 'exclusion_violation';
  END IF;
  IF room.area_m2 < 4 * (others + 1) THEN
    RAISE EXCEPTION 'lodging_crowded' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lodging_capacity BEFORE INSERT OR UPDATE OF bed_id, person_id, starts_at, ends_at
  ON lodging_assignment FOR EACH ROW EXECUTE FUNCTION lodging_capacity();
"""


def install(apps, editor):
    """Put the rules into the database, each vendor in its own way."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES, params=None)
        return
    with editor.connection.cursor() as cursor:
        for when, event in EVENTS:
            cursor.execute(SQLITE.format(when=when, event=event, overlap=OVERLAP))


class Migration(migrations.Migration):
    dependencies = [("lodging", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]

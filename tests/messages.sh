#!/bin/sh
# Collects every text of every app into its Korean catalogue and compiles those that are complete.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
find "$root/naru" -type d -name locale | sort | while read -r locale; do
  app=$(dirname "$locale")
  po="$locale/ko/LC_MESSAGES/django.po"
  (cd "$app" && "$root/.venv/bin/django-admin" makemessages -l ko --no-location --no-obsolete --no-wrap >/dev/null)
  "$root/.venv/bin/python" "$root/tests/tidy_messages.py" "$po"
  msgfmt --check -o "${po%.po}.mo" "$po"
  echo "$app: $(msgfmt --statistics -o /dev/null "$po" 2>&1)"
done

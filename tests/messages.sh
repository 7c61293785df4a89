#!/bin/sh
# Collects every text of every app into its Korean catalogue and compiles those that are complete.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
find "$root/naru" -type d -name locale | while read -r locale; do
  app=$(dirname "$locale")
  (cd "$app" && "$root/.venv/bin/django-admin" makemessages -l ko --no-location --no-obsolete >/dev/null)
  msgfmt --check -o "$locale/ko/LC_MESSAGES/django.mo" "$locale/ko/LC_MESSAGES/django.po"
  echo "$app: $(msgfmt --statistics -o /dev/null "$locale/ko/LC_MESSAGES/django.po" 2>&1)"
done

#!/bin/sh
# Installs what the tests need of the machine, where it is absent: a browser, PostgreSQL, gettext.
set -eu
need=""
command -v chromium >/dev/null 2>&1 || need="$need chromium"
command -v msgfmt >/dev/null 2>&1 || need="$need gettext"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need="$need postgresql"
command -v strace >/dev/null 2>&1 || need="$need strace"
fc-list 2>/dev/null | grep -qi -E 'cjk|nanum' || need="$need fonts-noto-cjk"
[ -z "$need" ] && exit 0
echo "Installing by apt:$need"
SUDO=""
[ "$(id -u)" = 0 ] || SUDO="sudo"
$SUDO apt-get update -q >/dev/null
DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -q --no-install-recommends $need >/dev/null

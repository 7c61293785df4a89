#!/bin/sh
# Runs a command with a throw-away PostgreSQL server of its own: `sh tests/postgres.sh pytest ...`
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d /tmp/naru-pg.XXXXXX)
as=""
if [ "$(id -u)" = 0 ]; then
  chown postgres "$dir"
  as="su postgres -s /bin/sh -c"
fi
run() { if [ -n "$as" ]; then $as "$1"; else sh -c "$1"; fi; }
port=${NARU_PG_PORT:-54329}
finish() {
  run "$bin/pg_ctl -D $dir/data -m immediate stop >/dev/null 2>&1" || true
  rm -rf "$dir"
}
trap finish EXIT INT TERM
run "$bin/initdb -D $dir/data -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null"
run "$bin/pg_ctl -w -D $dir/data -l $dir/log -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off' start >/dev/null"
# neither role is a superuser: the owner makes the tables, the app works with them
run "$bin/psql -q -h 127.0.0.1 -p $port -U postgres -d postgres -c 'CREATE ROLE naru_owner LOGIN CREATEDB' -c 'CREATE ROLE naru_app LOGIN'"
export NARU_TEST_DB=postgres NARU_PG_PORT=$port NARU_PG_HOST=127.0.0.1
export NARU_PG_USER=naru_app NARU_PG_OWNER=naru_owner
"$@"

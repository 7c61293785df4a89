"""sqlmap against the served centre; and a page with a planted hole, so that green means green."""

import http.cookiejar
import re
import shutil
import sqlite3
import subprocess
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.system.conftest import centre, home  # noqa: F401
from tests.system.desk import PASSWORD

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(shutil.which("sqlmap") is None, reason="apt-get install sqlmap"),
]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
USUAL = ("--batch", "--flush-session", "--disable-coloring", "--technique=BEU", "--level=1")
SAFE = "do not appear to be injectable"
FOUND = "is vulnerable"


def sqlmap(folder, *given):
    args = [
        "sqlmap",
        *given,
        *USUAL,
        "--output-dir",
        str(folder),
        "--threads=1",
        "--skip-waf",
        "--dbms=sqlite",
    ]
    done = subprocess.run(args, capture_output=True, text=True, timeout=1800, check=False)
    return done.stdout


class Holed(BaseHTTPRequestHandler):
    """A search page as it must never be written."""

    def do_GET(self):
        asked = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("q", [""])[0]
        base = sqlite3.connect(":memory:")
        base.execute("CREATE TABLE t (name TEXT)")
        base.execute("INSERT INTO t VALUES ('kim')")
        try:
            rows = base.execute(f"SELECT name FROM t WHERE name = '{asked}'").fetchall()  # noqa: S608
        except sqlite3.Error:
            rows = []
        body = f"<p>{rows}</p>".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


def test_it_finds_a_hole_where_there_is_one(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Holed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/?q=kim"
    try:
        assert "q" in re.findall(r"Parameter: (\w+) \(GET\)", sqlmap(tmp_path, "-u", url))
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def cookie(centre):  # noqa: F811
    """The cookies of a caseworker who has signed in."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"{centre}/staff/sign-in/").read().decode()
    said = {"username": "caseworker", "password": PASSWORD}
    said["csrfmiddlewaretoken"] = TOKEN.search(page)[1]
    opener.open(f"{centre}/staff/sign-in/", urllib.parse.urlencode(said).encode())
    return "; ".join(f"{one.name}={one.value}" for one in jar)


@pytest.mark.parametrize(
    "path",
    [
        "/settlement/library/?q=kim",
        "/people/?page=1",
        "/p/K7Q29XMA*/",
        "/lodging/?building=1",
        "/draft/?path=/x",
    ],
)
def test_no_address_is_injectable(centre, cookie, tmp_path, path):  # noqa: F811
    said = sqlmap(tmp_path, "-u", centre + path, "--cookie", cookie, "--ignore-code=404,400")
    assert SAFE in said or "all tested parameters" in said, said[-2000:]
    assert "Parameter: " not in said


def test_signing_in_is_not_injectable(centre, tmp_path):  # noqa: F811
    said = sqlmap(
        tmp_path,
        "-u",
        f"{centre}/staff/sign-in/",
        "--data=username=kim&password=kim&csrfmiddlewaretoken=x",
        "--csrf-token=csrfmiddlewaretoken",
        f"--csrf-url={centre}/staff/sign-in/",
        "-p",
        "username",
        "--ignore-code=409,422,429,403",
    )
    assert SAFE in said or "all tested parameters" in said, said[-2000:]
    assert "Parameter: " not in said

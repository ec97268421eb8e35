"""A record of the example reports, those of the browser tests and the hostile ones; what it exports; its site."""
import json
import os
import pathlib
import re
import subprocess
import urllib.request

import pytest

import hostile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BASE = "https://rostra.example"


def rostra(*arguments, **more):
    return subprocess.run([os.environ["ROSTRA_PROGRAM"], *map(str, arguments)], capture_output=True, check=True, **more).stdout


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    given = folder / "hostile.ndjson"
    given.write_text(hostile.ndjson(), encoding="utf-8")
    where = folder / "un.db"
    rostra("add", "--record", where, *sorted((ROOT / "examples/reports").iterdir()), *sorted((ROOT / "tests/e2e/reports").iterdir()))
    rostra("add", "--record", where, "--attributions", "gold", "--acts", "rules", given)
    return where


@pytest.fixture(scope="session")
def export(record):
    """The bytes of an export of the whole record."""
    return lambda form, *more: rostra("export", "--record", record, "--format", form, "--base", BASE, *more)


@pytest.fixture(scope="session")
def reports(export):
    """What `rostra read` would give, by id of the report."""
    return {report["id"]: report for report in map(json.loads, export("ndjson").splitlines())}


@pytest.fixture(scope="session")
def schema():
    return lambda name: json.loads((HERE / "schemas" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def openapi():
    return json.loads((ROOT / "web/static/openapi.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def site(record):
    """The address of the record's site, on a free port of this machine."""
    with subprocess.Popen([os.environ["ROSTRA_PROGRAM"], "serve", "--record", str(record), "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True) as server:
        yield re.search(r" at (http:\S+)/", server.stdout.readline())[1]
        server.terminate()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body.decode("utf-8"))


@pytest.fixture(scope="session")
def ask(site):
    """One request; errors are answers too."""

    def ask(path, method="GET", body=None, headers=None):
        request = urllib.request.Request(site + path, method=method, data=body, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as fault:
            return Answer(fault.code, fault.headers, fault.read())

    return ask

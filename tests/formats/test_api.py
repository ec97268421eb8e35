"""The interface against its OpenAPI document: every path, every parameter, every answer, and the command line beside it."""
import gzip
import json
import re
import urllib.parse

import pytest
from conftest import ROOT, rostra
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

TEXT = '"We will stay," said Chile\'s foreign minister Elena Soto.'


def quoted(text):
    return urllib.parse.quote(text, safe="")


def check(openapi, schema, value):
    Draft202012Validator({**schema, "components": openapi["components"]}).validate(value)


def of_operation(operation, status="200"):
    return operation["responses"][status]["content"]["application/json"]["schema"]


@pytest.fixture(scope="module")
def ids(ask):
    """What {id} can be, by the path's first part."""
    items = lambda path: ask(path).json()["items"]
    return {
        "statements": [row["id"] for row in items("/api/v1/statements?size=200")],
        "reports": [row["id"] for row in items("/api/v1/reports?size=200")],
        "speakers": [row["slug"] for row in items("/api/v1/speakers?size=200")],
        "states": [row["name"] for row in ask("/api/v1/states").json()],
        "subjects": [row["name"] for row in ask("/api/v1/subjects").json()],
        "blocs": [event["id"] for event in ask("/api/v1/blocs").json()["events"]],
    }


def gets(openapi):
    return [(path, methods["get"]) for path, methods in openapi["paths"].items() if "get" in methods]


def test_the_document_is_openapi(openapi, ask):
    validate(openapi)
    assert ask("/api/v1/openapi.json").json() == openapi
    served = set(re.findall(r'kind [!=]= "([a-z]+)"', (ROOT / "apps/server/api.cc").read_text(encoding="utf-8")))
    assert served <= {path.split("/")[1] for path in openapi["paths"]}, "what the server answers is described"


def test_every_answer_is_as_described(openapi, ask, ids):
    for path, operation in gets(openapi):
        filled = [path.replace("{id}", quoted(one)) for one in ids[path.split("/")[1]]] if "{id}" in path else [path]
        assert filled, path
        for address in filled:
            answer = ask("/api/v1" + address)
            assert answer.status == 200, address
            assert answer.headers["Access-Control-Allow-Origin"] == "*", address
            check(openapi, of_operation(operation), answer.json())
        same = ask("/api/v1" + filled[0], headers={"If-None-Match": ask("/api/v1" + filled[0]).headers["ETag"]})
        assert same.status == 304 and same.body == b""
        head = ask("/api/v1" + filled[0], method="HEAD")
        assert head.status == 200 and head.body == b""


def test_every_error_is_as_described(openapi, ask):
    error = {"$ref": "#/components/schemas/Error"}
    for path, operation in gets(openapi):
        if "{id}" in path:
            for name in ("none-of-these", "%22%3Cb%3E", "..", "a%2Fb", "%E2%80%AE", "x" * 2000):
                answer = ask("/api/v1" + path.replace("{id}", name))
                assert answer.status in (400, 404, 414), (path, name)
                check(openapi, error, answer.json())
        wrong = ask("/api/v1" + path.replace("{id}", "x"), method="DELETE")
        assert wrong.status == 405
        check(openapi, error, wrong.json())
    for path in ("/api/v1/nothing", "/api/v1/statements/a/b", "/api/v1", "/api/v1/%zz"):
        answer = ask(path)
        assert answer.status in (400, 404), path
        check(openapi, error, answer.json())


def test_every_parameter_is_taken(openapi, ask):
    good = {"size": "3", "q": "reporter", "state": "SWE", "about": "blr", "member": "NOR", "act": "call-for", "manner": "direct", "bloc": "1",
            "from": "2022", "to": "2022-12", "speaker": "nobody", "report": "none", "publisher": "Harbour Wire", "language": "en", "cursor": None}
    bad = {"size": "0", "state": "Sweden", "about": "B1R", "member": "x", "act": "shout", "manner": "loud", "from": "tomorrow", "to": "22", "cursor": "x-1"}
    for path, operation in gets(openapi):
        for given in operation.get("parameters", []):
            parameter = openapi["components"]["parameters"][given["$ref"].rsplit("/", 1)[1]]
            name = parameter["name"]
            if parameter["in"] == "path":
                continue
            assert name in good, "a parameter without a case"
            if good[name] is not None:
                assert ask(f"/api/v1{path}?{name}={quoted(good[name])}").status == 200, (path, name)
            if name in bad:
                assert ask(f"/api/v1{path}?{name}={quoted(bad[name])}").status == 400, (path, name)


@pytest.mark.parametrize("path", ["/statements", "/search?q=", "/search?q=we", "/reports", "/speakers"])
def test_pages_go_on_where_they_ended(ask, path):
    joint = "&" if "?" in path else "?"
    whole = ask(f"/api/v1{path}{joint}size=200").json()["items"]
    found, cursor, pages = [], "", 0
    while cursor is not None and pages < 100:
        page = ask(f"/api/v1{path}{joint}size=7" + (f"&cursor={quoted(cursor)}" if cursor else "")).json()
        assert len(page["items"]) <= 7
        found, cursor, pages = found + page["items"], page["next"], pages + 1
    assert found[: len(whole)] == whole and len(found) >= len(whole)
    names = [item.get("id", item.get("slug")) for item in found]
    assert len(set(names)) == len(names)


def test_a_subject_says_what_its_statements_say(ask, ids):
    assert ids["subjects"]
    for code in ids["subjects"]:
        subject = ask("/api/v1/subjects/" + code).json()
        listed, cursor = [], ""
        while cursor is not None:
            page = ask(f"/api/v1/statements?about={code}&size=200" + (f"&cursor={quoted(cursor)}" if cursor else "")).json()
            listed, cursor = listed + page["items"], page["next"]
        assert subject["statements"] == subject["counted_over"] == len(listed), code
        assert all(code in [one["code"] for one in row["about"]] for row in listed), code
        for row in subject["speakers"]:
            assert row["statements"] == sum(one["speaker_slug"] == row["slug"] for one in listed), (code, row["slug"])
        for state in subject["states"]:
            spoke = [one["act"] for one in listed if one["speaker"] and one["speaker"]["of"] == state["code"]]
            assert {act["name"]: act["count"] for act in state["by_act"]} == {act: spoke.count(act) for act in spoke}, (code, state)
        sides = subject["sides"]
        assert sides["looked_at"] == min(200, len(listed)) and sides["against_count"] + sides["with_count"] <= sides["looked_at"]
        known = {one["id"] for one in listed}
        assert all(row["id"] in known and row["side_reason"] for row in sides["against"] + sides["with"]), code


def test_reading_for_other_sites(ask):
    answer = ask("/api/v1/statements", method="OPTIONS", headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"})
    assert answer.status == 204 and answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]


def test_pages_are_packed_with_gzip_only(ask):
    """Brotli at the level of the HTTP library takes a second and more for a large page."""
    plain = ask("/states")
    assert "Content-Encoding" not in plain.headers
    for takes, packed in (("gzip, deflate, br", "gzip"), ("br, gzip", "gzip"), ("gzip", "gzip"), ("br", None), ("identity", None)):
        answer = ask("/states", headers={"Accept-Encoding": takes})
        assert answer.headers["Content-Encoding"] == packed, takes
        assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body, takes


def test_a_text_is_read_and_not_kept(openapi, ask):
    before = ask("/api/v1/totals").json()
    schema = of_operation(openapi["paths"]["/read"]["post"])
    for body, kind in ((json.dumps({"text": TEXT, "id": "x"}), "application/json"), (TEXT, "text/plain"), (f"<html><body><p>{TEXT}</p></body></html>", "text/html")):
        answer = ask("/api/v1/read", method="POST", body=body.encode(), headers={"Content-Type": kind})
        assert answer.status == 200, (kind, answer.body)
        assert answer.headers["Cache-Control"] == "no-store"
        check(openapi, schema, answer.json())
    spans = answer.json()["statements"][0]["content"]
    assert "stay" in answer.json()["text"][spans[0][0]:spans[-1][1]]
    assert ask("/api/v1/totals").json() == before
    assert ask("/api/v1/reports/x").status == 404
    for body, kind, status in ((b"{", "application/json", 400), (b"{}", "application/json", 400), (b"x", "application/pdf", 415), (b"x" * 300_000, "text/plain", 413)):
        answer = ask("/api/v1/read", method="POST", body=body, headers={"Content-Type": kind})
        assert answer.status == status, kind
        check(openapi, {"$ref": "#/components/schemas/Error"}, answer.json())


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def test_the_command_line_says_the_same(ask, record, reports, ids, tmp_path):
    for name in ids["reports"]:
        assert ask("/api/v1/reports/" + quoted(name)).json() == reports[name]
    found = lines(rostra("search", "--record", record, "--format", "ndjson", "--limit", "50", "we"))
    hits = ask("/api/v1/search?q=we&size=50").json()["items"]
    assert found == [{key: value for key, value in hit.items() if key != "marks"} for hit in hits]
    assert json.loads(rostra("blocs", "--record", record, "--format", "json", "--about", "CHN")) == ask("/api/v1/blocs?about=CHN").json()
    for name in ids["statements"][:20]:
        assert json.loads(rostra("tellings", "--record", record, "--format", "json", name)) == ask("/api/v1/statements/" + quoted(name)).json()
    given = tmp_path / "one.ndjson"
    given.write_text(json.dumps({"id": "one", "text": TEXT}), encoding="utf-8")
    sent = ask("/api/v1/read", method="POST", body=given.read_bytes(), headers={"Content-Type": "application/json"})
    assert json.loads(rostra("read", "--as", "ndjson", given)) == sent.json()

"""Every path of the OpenAPI document is asked, and answers as the document says."""
from urllib.parse import quote

import pytest


@pytest.fixture(scope="module")
def document(browser, base):
    context = browser.new_context(base_url=base)
    yield context.request.get("/api/v1/openapi.json").json()
    context.close()


def resolved(document, schema):
    while "$ref" in schema:
        target = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        schema = target
    return schema


NAMES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "null": type(None), "boolean": bool}


def check(document, schema, value, way):
    """The part of JSON Schema that the document uses."""
    schema = resolved(document, schema)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds:
        assert any(isinstance(value, NAMES[kind]) for kind in kinds), (way, kinds, value)
    if "enum" in schema:
        assert value in schema["enum"], (way, value)
    if isinstance(value, dict):
        for name in schema.get("required", []):
            assert name in value, (way, name)
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                check(document, inner, value[name], f"{way}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value[:50]):
            check(document, schema["items"], one, f"{way}[{number}]")


def ids_of(record, kind):
    urls = {"statements": record["statements"], "reports": record["reports"], "speakers": record["speakers"],
            "states": record["states"], "blocs": record["blocs"]}[kind]
    return [url.split("/", 2)[2] for url in urls]


def test_every_get(api, document, record):
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue
        kind = path.split("/")[1]
        filled = [path] if "{id}" not in path else [path.replace("{id}", one) for one in ids_of(record, kind)[:5]]
        assert filled, path
        for address in filled:
            answer = api.get("/api/v1" + address)
            assert answer.status == 200, address
            assert answer.headers["access-control-allow-origin"] == "*", address
            schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            check(document, schema, answer.json(), address)
        if "{id}" in path:
            missing = api.get("/api/v1" + path.replace("{id}", "none-of-these"))
            assert missing.status == 404
            check(document, document["components"]["schemas"]["Error"], missing.json(), path)


def test_every_parameter_is_taken(api, document):
    good = {"size": "3", "q": "reporter", "state": "SWE", "about": "blr", "member": "NOR", "act": "call-for", "manner": "direct", "bloc": "1",
            "from": "2022", "to": "2022-12", "speaker": "nobody", "report": "none", "publisher": "Harbour Wire", "language": "en"}
    bad = {"size": "0", "state": "Sweden", "about": "B1R", "member": "x", "act": "shout", "manner": "loud", "from": "tomorrow", "to": "22"}
    for path, methods in document["paths"].items():
        if "get" not in methods or "{id}" in path:
            continue
        for given in methods["get"]["parameters"]:
            name = resolved(document, given)["name"]
            if name in good:
                assert api.get("/api/v1" + path, params={name: good[name]}).status == 200, (path, name)
            if name in bad:
                assert api.get("/api/v1" + path, params={name: bad[name]}).status == 400, (path, name)


def test_read(api, document):
    text = '"We will stay," said Chile\'s foreign minister Elena Soto.'
    for body, kind in (({"text": text, "id": "x"}, "application/json"), (text, "text/plain"), (f"<html><body><p>{text}</p></body></html>", "text/html")):
        answer = api.post("/api/v1/read", data=body, headers={"Content-Type": kind})
        assert answer.status == 200, (kind, answer.text())
        check(document, {"$ref": "#/components/schemas/Report"}, answer.json(), kind)
    spans = api.post("/api/v1/read", data={"text": text}).json()["statements"][0]["content"]
    assert "stay" in text[spans[0][0]:spans[-1][1]]


def test_the_same_json_as_the_command_line(api, record):
    one = ids_of(record, "reports")[0]
    report = api.get("/api/v1/reports/" + one).json()
    for statement in report["statements"]:
        detail = api.get("/api/v1/statements/" + quote(statement["id"], safe=""))
        assert detail.status == 200

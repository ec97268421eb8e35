"""JSON-LD: expanded by a processor of others, each property held against schema.org's vocabulary, each annotation against
the W3C's model, each selector against the text that it selects from."""
import json

import pytest
from jsonschema import Draft202012Validator
from pyld import jsonld

SCHEMA, OA = "http://schema.org/", "http://www.w3.org/ns/oa#"


@pytest.fixture(scope="module")
def documents(export, ask):
    lines = [json.loads(line) for line in export("jsonld").splitlines()]
    rows = ask("/api/v1/statements?size=20").json()["items"]
    import urllib.parse

    pages = [ask("/s/" + urllib.parse.quote(row["id"], safe="") + ".jsonld").json() for row in rows]
    assert len(lines) > 50 and len(pages) == 20
    return lines + pages


@pytest.fixture(scope="module")
def expanded(documents, schema):
    contexts = schema("contexts.json")

    def load(url, options):  # nothing is fetched: an address that is not known here is a fault
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": contexts[url]}

    return [jsonld.expand(document, {"documentLoader": load}) for document in documents]


def count(value):
    """Values and lists of a JSON document, keywords and contexts aside."""
    if isinstance(value, dict):
        return sum(1 for key in value if key != "@context") + sum(count(inner) for key, inner in value.items() if key != "@context")
    return sum(map(count, value)) if isinstance(value, list) else 0


def members(value):
    if isinstance(value, dict):
        yield from (key for key in value if key not in ("@value", "@list"))
        for inner in value.values():
            yield from members(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from members(inner)


def test_no_member_is_lost_in_expansion(documents, expanded):
    aliases = {"id": "@id", "type": "@type"}
    for document, nodes in zip(documents, expanded):
        given = sorted(aliases.get(name, name) for name in members(document["@graph"]) if name != "@context")
        names = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector", "motivation": "motivatedBy"}
        plain = sorted(name.removeprefix(SCHEMA).removeprefix(OA) if not name.startswith("@") else name for name in members(nodes))
        wanted = sorted(names.get(name, name) for name in given)
        # A reference by address gains an @id that the short form leaves out.
        for name in set(wanted):
            assert plain.count(name) >= wanted.count(name), name
        assert all(name.startswith(("@", SCHEMA, OA)) for name in members(nodes))


def kinds_of(types, kinds):
    found = set(types)
    for one in types:
        found |= kinds_of(kinds[one], kinds)
    return found


def check_node(node, vocabulary):
    types = kinds_of([one.removeprefix(SCHEMA) for one in node.get("@type", [])], vocabulary["kinds"])
    assert types, node
    for name, values in node.items():
        if name.startswith("@"):
            continue
        known = vocabulary["properties"][name.removeprefix(SCHEMA)]
        assert types & set(known["of"]), (name, types)
        for value in values:
            if "@value" in value:
                literal = {"Date"} if value.get("@type") == SCHEMA + "Date" else {"Text"}
                assert literal & set(known["is"]), (name, value)
            elif set(value) == {"@id"}:
                assert "URL" in known["is"], (name, value)
            else:
                assert kinds_of([one.removeprefix(SCHEMA) for one in value["@type"]], vocabulary["kinds"]) & set(known["is"]), (name, value)
                check_node(value, vocabulary)


def test_schema_org_allows_each_property_where_it_stands(expanded, schema):
    vocabulary, seen = schema("schema-org.json"), set()
    for nodes in expanded:
        for node in nodes:
            if OA + "Annotation" in node["@type"]:
                continue
            check_node(node, vocabulary)
            seen |= set(node["@type"])
    assert seen == {SCHEMA + "Quotation", SCHEMA + "Claim"}


def test_annotations_meet_the_model_and_select_the_words(documents, schema, reports):
    validator = Draft202012Validator(schema("annotation.json"))
    for document in documents:
        said, annotation = document["@graph"]
        validator.validate(annotation)
        assert annotation["body"] == said["@id"]
        report = reports[said.get("isPartOf", said.get("appearance"))["identifier"]]
        words = []
        for target in annotation["target"]:
            quote, position = target["selector"]
            assert report["text"][position["start"]:position["end"]] == quote["exact"]
            assert report["text"][:position["start"]].endswith(quote["prefix"]) and report["text"][position["end"]:].startswith(quote["suffix"])
            assert quote["prefix"] or position["start"] == 0
            words.append(quote["exact"])
        assert said["text"] == " … ".join(words)


def test_no_address_that_runs(documents):
    assert "javascript:" not in json.dumps([[node.get("isPartOf", node.get("appearance", {})).get("url") for node in document["@graph"]] for document in documents])

"""Popolo against its specification, and every id that one thing gives of another."""
import json

import pytest
from jsonschema import Draft202012Validator


@pytest.fixture(scope="module")
def document(export):
    return json.loads(export("popolo").decode("utf-8"))


def test_it_meets_the_specification(document, schema):
    Draft202012Validator(schema("popolo.json")).validate(document)
    assert len(document["speeches"]) > 50 and len(document["persons"]) > 10 and len(document["organizations"]) > 5 and document["memberships"]


def test_every_id_leads_to_its_thing(document):
    persons = {person["id"] for person in document["persons"]}
    organizations = {organization["id"] for organization in document["organizations"]}
    for kind in ("speeches", "persons", "organizations", "memberships"):
        ids = [thing["id"] for thing in document[kind]]
        assert len(set(ids)) == len(ids), kind
    for speech in document["speeches"]:
        assert speech.get("creator_id", next(iter(persons))) in persons
        assert speech.get("organization_id", next(iter(organizations))) in organizations
    for membership in document["memberships"]:
        assert membership["person_id"] in persons and membership["organization_id"] in organizations


def test_speeches_are_the_statements(document, ask):
    said = {speech["text"] for speech in document["speeches"]}
    for row in ask("/api/v1/statements?size=200").json()["items"]:
        assert row["words"]["content"] in said


def test_a_part_of_the_record(export):
    part = json.loads(export("popolo", "--about", "CHN").decode("utf-8"))
    assert 0 < len(part["speeches"])
    assert json.loads(export("popolo", "--speaker", "nobody-of-this-name").decode("utf-8")) == {"speeches": [], "persons": [], "organizations": [], "memberships": []}

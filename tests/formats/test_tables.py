"""NDJSON against the interface's own schema; CSV through Python's reader, which spreadsheets and pandas agree with."""
import csv
import io
import json

import hostile
from jsonschema import Draft202012Validator


def of_component(openapi, name):
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": openapi["components"]})


def test_ndjson_is_as_described(reports, openapi):
    assert len(reports) > 30
    validator = of_component(openapi, "Report")
    for report in reports.values():
        validator.validate(report)
        for statement in report["statements"]:
            for part in ("source", "cue", "content"):
                assert all(begin < end <= len(report["text"]) for begin, end in statement[part])


def test_ndjson_keeps_every_text_as_it_came(reports):
    for given in hostile.reports():
        kept = reports[given["id"]]
        assert kept["text"] == given["text"]
        for field in ("title", "publisher", "byline", "url"):
            # A byte order mark in front of a title or name is no character of it; readers of pages drop it.
            assert (kept[field] or "").split() == given[field].lstrip("\ufeff").split(), field
        (statement,) = kept["statements"]
        assert statement["content"] == given["attributions"][0]["content"]


def test_ndjson_comes_back_into_another_record(export, tmp_path, reports):
    from conftest import rostra

    lines = tmp_path / "un.ndjson"
    lines.write_bytes(export("ndjson"))
    rostra("add", "--record", tmp_path / "other.db", "--attributions", "gold", "--acts", "rules", lines)
    again = {report["id"]: report for report in map(json.loads, rostra("export", "--record", tmp_path / "other.db").splitlines())}
    assert again.keys() == reports.keys()
    for name, report in reports.items():
        assert again[name]["text"] == report["text"]
        assert [s["content"] for s in again[name]["statements"]] == [s["content"] for s in report["statements"]]


def test_csv_is_a_table(export, reports):
    text = export("csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == sum(len(report["statements"]) for report in reports.values()) - told_again(rows)
    assert all(None not in row and None not in row.values() for row in rows), "each line has every column and no more"
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()), "no cell is a formula"


def told_again(rows):
    return sum(int(row["tellings"]) - 1 for row in rows)


def test_csv_keeps_the_words(export, reports):
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8"), newline=""), strict=True))
    for row in rows:
        report = reports[row["report"]]
        statement = next(s for s in report["statements"] if s["id"] == row["id"])
        words = " … ".join(report["text"][begin:end] for begin, end in statement["content"])
        assert row["content"].removeprefix("'") == words.removeprefix("'")

"""Citations of every statement: BibTeX read by pybtex, CSL-JSON by its schema and by citeproc-py, and each field against the interface."""
import re
import urllib.parse
import warnings

import pytest
from jsonschema import Draft202012Validator
from pybtex.database import parse_string

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

STYLE = "harvard-cite-them-right"  # it comes with citeproc-py


@pytest.fixture(scope="module")
def cited(ask):
    """Each statement as the interface gives it, with its page's citations."""
    rows, cursor = [], ""
    while cursor is not None:
        page = ask("/api/v1/statements?size=200" + (f"&cursor={urllib.parse.quote(cursor)}" if cursor else "")).json()
        rows, cursor = rows + page["items"], page["next"]
    found = [(row, ask("/s/" + urllib.parse.quote(row["id"], safe="") + ".json").json()) for row in rows]
    assert len(found) > 60
    return found


def speaker_of(row):
    return (row["speaker"] or {}).get("name") or row["words"]["source"] or "Speaker not known"


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def of_tex(value):
    """What a field of ours stands for: TeX's own characters without the backslash that protects them."""
    return squeezed(re.sub(r"\\([&%$#_~^])(\{\})?", r"\1", value))


def in_tex(text):
    """The characters of a text that a field keeps: braces and backslashes could end it."""
    return squeezed(re.sub(r"[{}\\]", "", text))


def test_bibtex_is_read_by_pybtex(cited, ask):
    for row, page in cited:
        text = page["cite"]["bibtex"]
        assert ask("/s/" + urllib.parse.quote(row["id"], safe="") + ".bib").body.decode("utf-8") == text
        entries = parse_string(text, "bibtex").entries
        assert len(entries) == 1, row["id"]
        entry = next(iter(entries.values()))
        assert entry.type == "misc" and entries and next(iter(entries)).startswith("rostra-")
        assert len(entry.persons["author"]) == 1, "one name, not split at a comma or an and"
        assert of_tex(str(entry.persons["author"][0]).strip("{}")) == in_tex(speaker_of(row)), row["id"]
        assert set(entry.fields) <= {"title", "year", "howpublished", "note", "url"}, row["id"]
        title = of_tex(entry.fields["title"])
        assert in_tex(row["words"]["content"]).startswith(title.removesuffix(" …").strip()), row["id"]
        assert entry.fields.get("year", "") == (row["day"] or "")[:4]
        assert of_tex(entry.fields.get("howpublished", "")) == in_tex(row["report"]["publisher"] or "")
        assert of_tex(entry.fields["note"]) == in_tex("As told in: " + (row["report"]["title"] or "report " + row["report"]["id"]))
        assert of_tex(entry.fields["url"]) == page["permalink"]


def test_csl_meets_its_schema_and_says_what_the_record_says(cited, schema):
    validator = Draft202012Validator(schema("csl-item.json"))
    for row, page in cited:
        item = page["cite"]["csl"]
        validator.validate(item)
        assert item["id"] == row["id"] and item["URL"] == page["permalink"]
        assert item["author"] == [{"literal": speaker_of(row)}]
        assert row["words"]["content"].startswith(item["title"].removesuffix(" …"))
        assert item.get("publisher") == row["report"]["publisher"] and item.get("container-title") == row["report"]["title"]
        assert item.get("event-title") == (row["forum"] or {}).get("name")
        day = "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0]) if "issued" in item else None
        assert day == row["day"]


def test_csl_is_rendered_by_citeproc(cited):
    items = [dict(page["cite"]["csl"], id=str(number)) for number, (_, page) in enumerate(cited)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it does not know the newer name of the event's title
        bibliography = CitationStylesBibliography(CitationStylesStyle(STYLE, validate=False), CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        rendered = [squeezed(str(one)) for one in bibliography.bibliography()]
    assert len(rendered) == len(items)
    plain = [(row, item) for (row, _), item in zip(cited, items) if re.fullmatch(r"[A-Za-z0-9 ,.']+", speaker_of(row) + item["title"].removesuffix(" …"))]
    assert len(plain) > 20, "the hostile ones are re-worded by the style's rules for marks; these are not"
    for row, item in plain:
        name, title = speaker_of(row), squeezed(item["title"].removesuffix(" …")).rstrip(".,")
        assert any(name in one and title.lower() in one.lower() for one in rendered), (name, title)


def test_plain_names_speaker_day_and_address(cited):
    for row, page in cited:
        plain = page["cite"]["plain"]
        assert plain.startswith(speaker_of(row)) and plain.endswith("Rostra record: " + page["permalink"])
        verbatim = row["manner"] == "direct"
        assert verbatim or "(paraphrased)" in plain or "(partly verbatim)" in plain, row["id"]

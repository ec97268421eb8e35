"""Atom feeds: the RELAX NG grammar of RFC 4287, what it says in words, and feedparser."""
import urllib.parse

import feedparser
import pytest
from lxml import etree

from conftest import HERE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def grammar():
    return etree.RelaxNG(etree.parse(HERE / "schemas/atom.rng"))


@pytest.fixture(scope="module")
def feeds(ask, export):
    speakers = [row["slug"] for row in ask("/api/v1/speakers?size=200").json()["items"]]
    states = [row["name"] for row in ask("/api/v1/states").json()]
    words = ["", "reporter", "observers", "nothing of the kind", "<script>", "\"window\" & -x", "\u202e\U0001f600"]
    paths = ["/feed.atom"] + [f"/speaker/{urllib.parse.quote(name, safe='')}.atom" for name in speakers] + [f"/state/{code}.atom" for code in states]
    paths += [f"/subject/{row['name']}.atom" for row in ask("/api/v1/subjects").json()]
    paths += ["/search.atom?q=" + urllib.parse.quote(text) for text in words] + ["/search.atom?q=we&about=CHN", "/search.atom?act=criticise"]
    found = {path: ask(path) for path in paths}
    assert all(answer.status == 200 for answer in found.values())
    assert all(answer.headers["Content-Type"].startswith("application/atom+xml") for answer in found.values())
    return {"export": export("atom"), **{path: answer.body for path, answer in found.items()}}


def test_they_meet_the_grammar(feeds, grammar):
    assert len(feeds) > 20
    for path, body in feeds.items():
        grammar.assertValid(etree.fromstring(body, etree.XMLParser(resolve_entities=False))), path


def test_what_the_grammar_cannot_say(feeds):
    entries = 0
    for path, body in feeds.items():
        feed = etree.fromstring(body)
        found = feed.findall(ATOM + "entry")
        entries += len(found)
        ids = [entry.findtext(ATOM + "id") for entry in found]
        assert len(set(ids)) == len(ids), path
        assert all(urllib.parse.urlsplit(one).scheme for one in [feed.findtext(ATOM + "id"), *ids]), path
        if feed.find(ATOM + "author") is None:
            assert all(entry.find(ATOM + "author") is not None for entry in found), path
        assert all(author.findtext(ATOM + "name").strip() for author in feed.iter(ATOM + "author")), path
        for link in feed.iter(ATOM + "link"):
            assert urllib.parse.urlsplit(link.get("href")).scheme in {"http", "https"}, path
        assert feed.findtext(ATOM + "updated") >= max((entry.findtext(ATOM + "updated") for entry in found), default="")
    assert entries > 50


def test_each_feed_has_an_id_of_its_own(feeds):
    ids = [etree.fromstring(body).findtext(ATOM + "id") for path, body in feeds.items() if path != "export"]
    assert len(set(ids)) == len(ids)


def test_a_reader_of_others_reads_them(feeds):
    for path, body in feeds.items():
        read = feedparser.parse(body)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        for entry in read.entries:
            assert entry.title and entry.id and entry.updated_parsed and entry.content[0].type == "text/plain"


def test_words_stay_words(feeds):
    for path, body in feeds.items():
        names = {element.tag for element in etree.fromstring(body).iter()}
        assert names <= {ATOM + name for name in ("feed", "entry", "title", "id", "updated", "link", "author", "name", "category", "content", "subtitle", "generator")}, path

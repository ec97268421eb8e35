"""Headers, errors, twins, and text that wants to run."""
import json

import pytest


def test_headers_on_every_kind_of_answer(api):
    for path in ("/", "/index.json", "/nowhere", "/nowhere.json", "/static/site.css", "/static/site.js", "/api/v1/totals", "/feed.atom", "/search?act=no"):
        headers = api.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy, path
        assert "unsafe" not in policy and "*" not in policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "same-origin", path


def test_twins(api, every_page):
    for path in every_page:
        head, mark, query = path.partition("?")
        twin = ("/index" if head == "/" else head) + ".json" + mark + query
        answer = api.get(twin)
        assert answer.status == 200, twin
        assert answer.headers["content-type"] == "application/json", twin
        assert {"page", "title"} <= answer.json().keys(), twin


def test_etag(api):
    first = api.get("/states")
    assert api.get("/states", headers={"If-None-Match": first.headers["etag"]}).status == 304


def test_errors(api):
    for path, status in (("/nowhere", 404), ("/s/none", 404), ("/search?from=yesterday", 400), ("/%zz", 400), ("/state/XXX", 404)):
        assert api.get(path).status == status, path
        answer = api.get(path, headers={"Accept": "application/json"})
        assert answer.json()["error"]["status"] == status, path
    assert api.delete("/").status == 405
    assert api.post("/states", data="x").status == 405
    assert api.get("/api/v1/read").status == 405
    assert api.post("/api/v1/read", data="x" * 300_000, headers={"Content-Type": "text/plain"}).status == 413
    assert api.post("/api/v1/read", data="x" * 3_000_000, headers={"Content-Type": "text/plain"}).status == 413
    assert api.post("/api/v1/read", data="{", headers={"Content-Type": "application/json"}).status == 400
    assert api.post("/api/v1/read", data="x", headers={"Content-Type": "application/pdf"}).status == 415
    assert api.get("/" + "a" * 9000).status in (400, 404, 414)


def test_ranges_do_not_multiply_a_page(api):
    ranges = "bytes=" + ",".join("0-" for _ in range(1000))
    answer = api.get("/about", headers={"Range": ranges})
    assert len(answer.body()) <= 2 * len(api.get("/about").body())


def test_head(api):
    answer = api.head("/states")
    assert answer.status == 200 and answer.body() == b""


def test_hostile_text_is_text_on_every_page(page, every_page):
    shown = 0
    for path in every_page:
        page.goto(path)
        assert page.evaluate("window.ran") is None, path
        assert page.locator("script").count() == 1, path
        assert page.locator("img, iframe, object, embed, [style], [onerror], [onclick]").count() == 0, path
        assert page.locator("a[href^='javascript:']").count() == 0, path
        shown += "<script>window.ran = 1</script>" in page.locator("body").inner_text()
    assert shown > 4, "the hostile report is nowhere to be seen"


def test_hostile_text_in_other_formats(api, record):
    import xml.etree.ElementTree as xml

    for path in ("/feed.atom", "/search.atom?q=", "/search.atom?q=%3Cscript%3E"):
        feed = xml.fromstring(api.get(path).body())
        assert not [element for element in feed.iter() if element.tag.endswith("script")], path
    for url in record["statements"]:
        assert api.get(url + ".bib").status == 200
        json.loads(api.get(url + ".jsonld").body())


def test_the_snippet_for_other_pages_is_one_frame(page, record):
    for url in record["statements"]:
        page.goto(url)
        snippet = page.locator("#cite-embed").text_content()
        page.set_content(snippet)
        assert page.locator("body > *").count() == 1 and page.locator("iframe").count() == 1, url
        assert sorted(page.locator("iframe").evaluate("frame => frame.getAttributeNames()")) == ["height", "loading", "src", "title", "width"], url
        assert page.evaluate("window.ran") is None, url
    page.faults = [fault for fault in page.faults if "frame" not in fault.lower()]


def test_static_files_are_kept(page, api):
    page.goto("/")
    sheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    assert "immutable" in api.get(sheet).headers["cache-control"]


@pytest.mark.parametrize("path", ["/robots.txt", "/favicon.svg", "/opensearch.xml", "/api/v1/openapi.json"])
def test_small_files(api, path):
    assert api.get(path).status == 200

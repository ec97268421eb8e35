"""What a visitor does: search, open a statement, see the words in their report, go on from there."""
import re

import pytest
from conftest import WIDTHS
from playwright.sync_api import expect


def test_search_and_open_a_statement(page):
    page.goto("/")
    page.locator("#q").fill("release every reporter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=release"))
    expect(page.locator(".rows .row").first).to_be_visible()
    page.locator(".rows .row .said a").first.click()
    expect(page).to_have_url(re.compile(r"/s/"))
    expect(page.locator(".text mark.content").first).to_be_visible()
    expect(page.locator(".text mark.source, .text mark.cue").first).to_be_visible()
    assert "reporter" in page.locator(".text").inner_text()


def test_marked_words_are_the_statement(page, record):
    for row in record["rows"]:
        page.goto(row["url"])
        marked = "".join(page.locator(".text mark[class~=content]").all_inner_texts())
        squeeze = lambda words: re.sub(r"\s+|…", "", words)
        assert squeeze(marked) == squeeze(row["content"]), row["url"]


def test_from_statement_to_report_and_back(page, record):
    page.goto(record["statements"][0])
    page.locator(".origin a").first.click()
    expect(page).to_have_url(re.compile(r"/r/"))
    expect(page.locator(".numbered li").first).to_be_visible()
    page.locator(".text a.num").first.click()
    expect(page).to_have_url(re.compile(r"/s/"))


def test_furniture_is_shown_as_left_out(page, record):
    for url in record["reports"]:
        page.goto(url)
        if page.get_by_text("Ten lakes to see").count():
            assert page.locator(".text .furniture", has_text="Ten lakes").count() == 1
            assert page.locator(".text .furniture mark").count() == 0
            return
    raise AssertionError("no report shows the furniture")


def test_bloc_shows_declared_named_and_the_rest(page, record):
    rows = [row for row in record["rows"] if row["on_behalf_of"] and row["on_behalf_of"]["declared"] == 12]
    assert rows, "the record has no statement for 12 states"
    page.goto(rows[0]["url"])
    bloc = rows[0]["on_behalf_of"]
    assert bloc["unnamed"] == 12 - bloc["named_count"]
    expect(page.locator(".facts .counts")).to_contain_text(f"{bloc['unnamed']} not named")


def test_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        focus = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]; }""")
        assert focus[1] != "none" and focus[2] >= 2, focus
        seen.add(focus[0])
    assert len(seen) > 8
    page.goto("/about")
    page.keyboard.press("/")
    expect(page.locator("#quick-q")).to_be_focused()


def test_without_scripts(browser, base, record):
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    for path in ("/", record["statements"][0], record["reports"][0], "/blocs"):
        assert page.goto(path).status == 200
        assert page.locator("h1").count() == 1
    context.close()


def test_filters_and_paging(page, api):
    page.goto("/search")
    page.get_by_label("Act").select_option("praise")
    page.get_by_role("button", name="Search").first.click()
    expect(page).to_have_url(re.compile("act=praise"))
    assert page.get_by_label("Act").input_value() == "praise"
    first = api.get("/api/v1/statements?size=2").json()
    assert len(first["items"]) == 2 and first["next"]
    second = api.get("/api/v1/statements", params={"size": 2, "cursor": first["next"]}).json()
    assert {row["id"] for row in first["items"]}.isdisjoint(row["id"] for row in second["items"])


def test_a_text_is_read_and_forgotten(page, api):
    before = api.get("/api/v1/totals").json()
    page.goto("/read")
    page.get_by_label("Text of a report").fill('"We will stay at the table," said Chile\'s foreign minister Elena Soto on Friday.')
    page.get_by_role("button", name="Read").click()
    expect(page.locator(".found")).to_contain_text("found")
    expect(page.locator(".text mark[class~=content]").first).to_contain_text("stay at the table")
    assert api.get("/api/v1/totals").json() == before


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_no_page_is_wider_than_the_screen(page, record, every_page):
    statement = record["statements"][0]
    for path in every_page + ["/nowhere", "/login", statement + "/correct", "/embed" + statement, "/blocs?size=1"]:
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (path, wide)
    page.faults = [fault for fault in page.faults if "404" not in fault]

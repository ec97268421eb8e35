"""The pictures and what stands beside them: map, states by statements, acts over time; finding while one types; frames."""
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


def test_map_fills_the_states_that_are_named(page, record):
    for url in record["blocs"]:
        page.goto(url, wait_until="networkidle")
        shapes = page.locator(".map use:not(.land)")
        if not shapes.count():
            continue
        boxes = shapes.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")
        assert all(width > 0 for width in boxes), (url, boxes)
        titles = shapes.locator("title").all_text_contents()
        for name in page.locator("aside .states > li > a").all_inner_texts():
            assert any(title.startswith(name + ":") for title in titles), (url, name)
        page.locator(".map summary", has_text="The same as a table").click()
        rows = page.locator(".map tbody tr")
        assert sorted(titles) == sorted(f"{rows.nth(i).locator('th').inner_text()}: {rows.nth(i).locator('td').inner_text()}" for i in range(rows.count()))
        assert page.request.get(page.locator(".map figcaption a", has_text="Data").get_attribute("href")).json()["page"] == "bloc"
        return
    raise AssertionError("no joint statement names a state")


def test_states_by_statements_has_the_same_as_its_table(page):
    page.goto("/blocs?about=BLR")
    drawn = page.locator("svg.matrix rect.against, svg.matrix circle.with, svg.matrix circle.undecided").count()
    picture = page.get_by_role("region", name="States by statements")
    picture.locator("summary", has_text="The same as a table").click()
    listed = page.locator("table.sides td:not(:last-child) a").count()
    assert drawn == listed > 0
    link = picture.locator("figcaption a", has_text="Data")
    assert page.request.get(link.get_attribute("href")).json()["page"] == "blocs"


def test_a_withdrawal_is_shown_as_one(page):
    page.goto("/blocs?about=BLR")
    section = page.locator("section", has=page.get_by_role("heading", name="Withdrew"))
    expect(section).to_contain_text("Norway")
    expect(section).to_contain_text("Norway has withdrawn its name from the statement of 12 states")
    assert page.locator("svg.matrix path.left").count() == 1
    expect(page.locator("section", has=page.get_by_role("heading", name="Changed sides"))).not_to_contain_text("Norway")


def dots_and_numbers(page, picture, table):
    """The dots drawn, by what they say of themselves, and the numbers of the table beside them that are not nought."""
    drawn = page.locator(f"{picture} circle title").all_text_contents()
    page.locator("figure", has=page.locator(picture)).locator("summary").click()
    listed = [int(number) for number in page.locator(table).all_inner_texts() if int(number)]
    return drawn, listed


def test_acts_over_time_have_a_table(page):
    page.goto("/speaker/anna-lindqvist")
    drawn, listed = dots_and_numbers(page, "svg.acts:not(.subjects)", "section:has(#time-title) td:last-child")
    assert sorted(int(title.rsplit(", ", 1)[1]) for title in drawn) == sorted(listed) and len(listed) >= 2
    assert any(title.startswith("June 2022:") for title in drawn) and any(title.startswith("March 2022:") for title in drawn)


def test_a_speaker_and_whom_they_spoke_about(page):
    page.goto("/speaker/anna-lindqvist")
    drawn, listed = dots_and_numbers(page, "svg.subjects", "table.counts-table td")
    assert sorted(int(title.rsplit(": ", 1)[1]) for title in drawn) == sorted(listed) and listed
    assert all("about Belarus" in title for title in drawn)
    expect(page.locator("table.counts-table th a")).to_have_text(["Belarus"])
    data = page.locator("figure", has=page.locator("svg.subjects")).get_by_role("link", name="Data")
    twin = page.request.get(data.get_attribute("href")).json()
    assert [line["state"]["code"] for line in twin["act_subjects"]["lines"]] == ["BLR"]


def test_joint_statements_a_page_at_a_time(page, api):
    total = api.get("/api/v1/blocs").json()["total"]
    assert total >= 2
    seen, cursor = [], None
    for _ in range(total):
        answer = api.get("/api/v1/blocs", params={"size": 1} | ({"cursor": cursor} if cursor else {})).json()
        seen += [event["id"] for event in answer["events"]]
        cursor = answer["next"]
    assert len(set(seen)) == total and cursor is None
    page.goto("/blocs?size=1")
    page.get_by_role("link", name="Older").click()
    expect(page.get_by_role("link", name="Newer")).to_be_visible()
    assert api.get("/blocs?cursor=none").status == 400


def test_found_while_typing(page):
    page.goto("/")
    field = page.locator("#q")
    field.press_sequentially("report")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    assert options.first.get_attribute("aria-selected") == "true"
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []
    field.press("Escape")
    expect(options.first).to_be_hidden()
    field.press_sequentially("er")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/s/"))


def other_site(body):
    """A site of another origin: a browser lets only a page from this machine frame one that is on this machine."""
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def test_one_statement_in_a_frame_and_nothing_else(page, api, record):
    path = "/embed" + record["statements"][0]
    policy = api.get(path).headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "script" not in policy and "unsafe" not in policy
    assert "x-frame-options" not in api.get(path).headers
    assert api.get("/embed/r/none").status == 404
    page.goto(path)
    assert page.locator("script").count() == 0
    faults = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []
    base = page.url.removesuffix(path)
    frames = f'<!doctype html><link rel="icon" href="data:,"><iframe title="it" src="{base}{path}"></iframe><iframe title="no" src="{base}/about"></iframe>'
    elsewhere = other_site(frames.encode())
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    expect(page.frame_locator("iframe[title=it]").locator("blockquote")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.frame_locator("iframe[title=no]").locator("main#main").count() == 0
    elsewhere.shutdown()
    page.faults = [fault for fault in page.faults if "frame" not in fault]


def test_preview_card(page, record):
    page.goto(record["statements"][0])
    card = {name: page.locator(f'meta[property="og:{name}"]').get_attribute("content") for name in ("title", "description", "url", "image")}
    assert card["url"].endswith(record["statements"][0])
    assert page.request.get("/static/card.png").headers["content-type"] == "image/png"
    assert page.locator("h1").inner_text().split()[0] in card["title"]
    assert "told by" in card["description"] or "“" in card["description"]

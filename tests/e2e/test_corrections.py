"""The whole way of a correction, with a real browser: propose, log in, accept, see it everywhere, undo; spam set aside."""
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PASSWORD = "a long enough password"  # tests/e2e/run gives it to the editor "eva"
LEAST_SECONDS = 3200  # milliseconds; a form that comes back sooner was filled by a program


def sound(page):
    """What every page of the desk must be: no serious fault of access, no wider than the screen, no script of others."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(page.url, f["id"], f["nodes"][0]["html"][:120]) for f in found if f["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url
    assert page.locator("script").count() == 1 and page.locator("[style], [onerror], [onclick]").count() == 0
    assert page.evaluate("window.ran") is None


def log_in(page):
    page.goto("/login")
    sound(page)
    page.get_by_label("Name", exact=True).fill("eva")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Proposals")).to_be_visible()


def propose(page, url, kind, reason, fill=None):
    page.goto(url)
    page.get_by_role("link", name="Propose a correction").click()
    page.get_by_label(kind).check()
    if fill:
        fill()
    page.get_by_label("Reason").fill(reason)
    page.wait_for_timeout(LEAST_SECONDS)
    page.get_by_role("button", name="Send to the editors").click()


def decide(page, reason, button, note=""):
    page.goto("/edit")
    page.locator(".history > li", has_text=reason).get_by_role("link", name="Decide").click()
    sound(page)
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="Proposals")).to_be_visible()


@pytest.fixture
def told_twice(record):
    return next(row for row in record["rows"] if row["told_more"])


def test_a_telling_is_parted_and_joined_again(page, api, told_twice):
    url, reason = told_twice["url"], f"Another speech of that day {page.viewport_size['width']} <script>window.ran = 1</script>"
    page.goto(url)
    page.get_by_role("link", name="Editors: part a telling").click()
    log_in(page)
    page.goto(url + "/part")
    sound(page)
    other = next(one["id"] for one in api.get(url + ".json").json()["tellings"] if not one["this"])
    page.locator(f"input[name=telling][value='{other}']").check()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Part it").click()
    expect(page.locator("#history")).to_contain_text(reason)
    sound(page)
    expect(page).to_have_url(re.compile("#history$"))
    page.goto(url)
    expect(page.locator("#history")).to_contain_text("not the same statement")
    expect(page.get_by_role("heading", name="tellings")).to_have_count(0)
    page.goto("/edit?queue=decided")
    page.locator(".history > li", has_text=reason).get_by_role("link", name="Look again").click()
    sound(page)
    page.get_by_label("Note").fill("One speech after all")
    page.get_by_role("button", name="Reject").click()
    page.goto(url)
    expect(page.get_by_role("heading", name="2 tellings")).to_be_visible()
    expect(page.locator("#history")).to_contain_text("One speech after all")


@pytest.fixture
def spoken(record):
    """A statement whose speaker is known and whose words are of no hostile report."""
    return next(row for row in record["rows"] if row["speaker"]["known"] and row["speaker"]["type"] == "person" and "<" not in row["content"] + row["speaker"]["name"])


def test_proposed_accepted_shown_undone(page, api, spoken):
    url, width = spoken["url"], page.viewport_size["width"]
    name, reason = f"Ada Correct{width}", f"The next sentence names her <script>window.ran = 1</script> {width}"

    def speaker():
        sound(page)
        expect(page.get_by_label("Name", exact=True)).to_have_value(spoken["speaker"]["name"])  # as it stands, to be mended
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_label("State they speak for").fill("Norway")

    propose(page, url, "The speaker is wrong", reason, speaker)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    sound(page)
    for path in (url, "/corrections", "/corrections.json", url + ".json", "/api/v1/corrections", "/api/v1" + url.replace("/s/", "/statements/")):
        assert name not in api.get(path).text(), path + ": shown before an editor saw it"
    page.goto(url)
    expect(page.locator(".propose")).to_contain_text("waits for an editor")

    log_in(page)
    sound(page)
    decide(page, reason, "Accept", "Heard on the recording")
    page.goto(url)
    sound(page)
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("h1")).to_contain_text("corrected")
    expect(page.locator("#history .notice del")).to_contain_text(spoken["speaker"]["name"])
    expect(page.locator("#history")).to_contain_text("Heard on the recording")
    expect(page.locator("#history .reason")).to_contain_text(["<script>window.ran = 1</script>"])
    page.goto("/search?q=" + name.split()[1])
    expect(page.locator(".rows .row").first).to_contain_text(name)
    expect(page.locator(".rows .row").first).to_contain_text("corrected")
    page.goto("/speakers")
    expect(page.locator("main")).to_contain_text(name)
    statement = api.get("/api/v1" + url.replace("/s/", "/statements/")).json()
    assert statement["speaker"]["name"] == name and statement["first_reading"]["speaker"]["name"] == spoken["speaker"]["name"]

    # A later decision undoes it; the log keeps both.
    page.goto("/edit?queue=decided")
    page.locator(".history > li", has_text=reason).get_by_role("link", name="Look again").click()
    page.get_by_label("Note").fill("The recording is of another day")
    page.get_by_role("button", name="Reject").click()
    page.goto(url)
    expect(page.locator("h1")).to_contain_text(spoken["speaker"]["name"])
    expect(page.locator("h1")).not_to_contain_text("corrected")
    page.goto("/corrections")
    sound(page)
    entry = page.locator(".history > li", has_text=reason)
    expect(entry.locator(".decisions li")).to_have_count(2)
    page.goto("/edit")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.goto("/edit")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_spam_is_set_aside_and_rejected_proposals_are_told(page, browser, base, spoken):
    width = page.viewport_size["width"]
    robot = browser.new_context(base_url=base).request
    form = spoken["url"] + "/correct"
    token = re.search(r'name="token" value="([^"]+)"', robot.get(form).text()).group(1)
    sent = robot.post(form, form={"token": token, "kind": "other", "reason": f"cheap pills {width}", "website": "http://x.example"})
    assert sent.ok and "Thank you" in sent.text()
    log_in(page)
    page.goto("/edit?queue=suspected")
    sound(page)
    page.locator(".history > li", has_text=f"cheap pills {width}").get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="keep it from the log").click()
    page.goto("/corrections")
    expect(page.locator("main")).not_to_contain_text("cheap pills")
    propose(page, spoken["url"], "This is not a statement", f"only a headline {width}")
    expect(page).to_have_url(re.compile(r"/edit/\d+"))
    page.get_by_label("Note").fill("It is said in the text")
    page.get_by_role("button", name="Reject").click()
    page.goto("/corrections")
    expect(page.locator(".history > li", has_text=f"only a headline {width}")).to_contain_text("rejected by eva")


def test_an_admin_adds_an_editor(page, browser, base):
    width = page.viewport_size["width"]
    log_in(page)
    page.get_by_role("link", name="Editors").first.click()
    sound(page)
    page.get_by_label("Name, shown").fill(f"max {width}")
    page.get_by_label("First password").fill("another long password")
    page.get_by_role("button", name="Add").click()
    row = page.locator("tr", has_text=f"max {width}")
    expect(row).to_contain_text("yes")
    row.get_by_role("button", name="Disable").click()
    expect(row).to_contain_text("no")


def test_without_scripts(browser, base, spoken):
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto(spoken["url"] + "/correct")
    page.get_by_label("The bloc is wrong").check()
    page.get_by_label("States declared").fill("2x")
    page.get_by_label("Reason").fill("see the text")
    page.get_by_role("button", name="Send to the editors").click()
    expect(page.get_by_role("alert")).to_contain_text("States declared")
    assert page.get_by_label("Reason").input_value() == "see the text", "what was written is not lost"
    context.close()


def test_forms_of_other_sites_and_missing_tokens(api, spoken):
    form = spoken["url"] + "/correct"
    assert api.post(form, form={"kind": "other", "reason": "x"}, headers={"Origin": "https://evil.example"}).status == 403
    assert api.post(form, form={"kind": "other", "reason": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    assert api.post("/edit/1", form={"verdict": "accepted", "seen": "1"}).status == 403
    answer = api.get(form)
    assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers

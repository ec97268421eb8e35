"""One browser for all tests, one fresh page a test; any console message of level error, page error or refused
resource makes the test fail."""
import os
import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

WIDTHS = {"phone": 390, "tablet": 768, "desk": 1440}


@pytest.fixture(scope="session")
def base():
    return os.environ["ROSTRA_SITE"]


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def again_when_closed(goto):
    """The server closes a connection that was idle for three seconds, and a busy machine's browser may take up just that one: it asks once more, as a visitor would."""
    def visit(*args, **options):
        try:
            return goto(*args, **options)
        except Error as error:
            if "ERR_SOCKET_NOT_CONNECTED" not in str(error):
                raise
            return goto(*args, **options)
    return visit


def watched(context):
    page = context.new_page()
    page.goto = again_when_closed(page.goto)
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("dialog", lambda dialog: (page.faults.append("dialog: " + dialog.message), dialog.dismiss()))
    return page


# Two widths for what a page does; how it looks and whether all can use it is looked at in all three:
# @pytest.mark.parametrize("page", WIDTHS, indirect=True)
@pytest.fixture(params=["phone", "desk"])
def page(request, browser, base):
    context = browser.new_context(viewport={"width": WIDTHS[request.param], "height": 900}, base_url=base)
    page = watched(context)
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture
def api(browser, base):
    context = browser.new_context(base_url=base)
    yield context.request
    context.close()


@pytest.fixture(scope="session")
def record(browser, base):
    """What the record holds, asked once: addresses for the tests of every page."""
    context = browser.new_context(base_url=base)
    ask = lambda path: context.request.get(path).json()
    statements = ask("/search.json")["statements"]
    events = ask("/blocs.json")["events"]
    found = {
        "statements": [row["url"] for row in statements],
        "reports": [row["url"] for row in ask("/reports.json")["reports"]],
        "speakers": [row["url"] for row in ask("/speakers.json")["speakers"]],
        "states": [row["state"]["url"] for row in ask("/states.json")["states"]],
        "subjects": [row["state"]["url"] for row in ask("/subjects.json")["subjects"]],
        "blocs": [event["url"] for event in events],
        "rows": statements,
    }
    context.close()
    return found


@pytest.fixture(scope="session")
def every_page(record):
    from urllib.parse import quote

    pages = ["/", "/search", "/search?q=reporter", "/search?q=nothingofthekind", "/search?act=praise&from=2022", "/blocs", "/blocs?about=BLR",
             "/states", "/subjects", "/speakers", "/reports", "/corrections", "/about", "/api", "/read"]
    pages += record["statements"] + record["reports"] + record["speakers"][:6] + record["states"][:4] + record["subjects"][:4] + record["blocs"]
    if len(record["blocs"]) > 1:
        ids = [url.removeprefix("/bloc/") for url in record["blocs"]]
        pages.append(f"/compare?a={ids[0]}&b={ids[1]}")
    return pages

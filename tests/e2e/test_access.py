"""axe on every page, at phone width in the light, at tablet and desk width in the dark: no serious or critical fault, targets large enough to hit (WCAG 2.2, 2.5.8)."""
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import WIDTHS


def faults(page, path):
    result = Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})
    return [(path, fault["id"], node["html"][:120], node.get("failureSummary", "")[:300])
            for fault in result.response["violations"] if fault["impact"] in ("serious", "critical") for node in fault["nodes"]]


@pytest.mark.parametrize("page", WIDTHS, indirect=True)
def test_no_serious_fault(page, record, every_page):
    page.emulate_media(color_scheme="light" if page.viewport_size["width"] < 600 else "dark")
    found = []
    statement = record["statements"][0]
    for path in every_page + ["/nowhere", "/search?from=yesterday", "/login", statement + "/correct", statement + "/correct?sent=1", "/embed" + statement, "/blocs?size=1"]:
        page.goto(path)
        found += faults(page, path)
    page.goto("/read")
    page.get_by_label("Text of a report").fill('"We will stay," said Chile\'s foreign minister Elena Soto.')
    page.get_by_role("button", name="Read").click()
    found += faults(page, "POST /read")
    page.faults = [fault for fault in page.faults if "404" not in fault and "400" not in fault]
    assert found == []

"""axe on every page, light and dark: no serious or critical fault."""
import pytest
from axe_playwright_python.sync_playwright import Axe


def faults(page, path):
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return [(path, fault["id"], node["html"][:120], node.get("failureSummary", "")[:300])
            for fault in result.response["violations"] if fault["impact"] in ("serious", "critical") for node in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault(page, every_page, scheme):
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in every_page + ["/nowhere"]:
        page.goto(path)
        found += faults(page, path)
    page.faults = [fault for fault in page.faults if "404" not in fault]
    assert found == []

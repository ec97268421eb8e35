"""On paper (A4 at 96 dots an inch): no navigation, dark on white also where the screen is dark, nothing beside or cut off, addresses of reports written out."""
import pytest

PAPER = {"width": 794, "height": 1123}

# What stands beyond the paper, and boxes that keep a part of their content to themselves.
LOST = """() => {
  const wide = document.documentElement.clientWidth, lost = [];
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    if (!box.width || !box.height || e.closest(".vh") || style.visibility === "hidden") continue;
    if (box.right > wide + 1 || box.left < -20) lost.push(`beside ${e.tagName} ${e.className} ${box.left} ${box.right}`);
    const clips = style.overflowX !== "visible" || style.overflowY !== "visible" || e.tagName === "INPUT";
    if (clips && !e.closest("svg") && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) lost.push(`cut off ${e.tagName} ${e.className}`);
  }
  return lost;
}"""

# Text whose colour is not dark, and boxes whose ground is not light.
FAINT = """() => {
  const light = colour => { const [r, g, b, a] = colour.match(/[\\d.]+/g).map(Number); return a === 0 ? null : 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const faint = new Set();
  for (const e of document.querySelectorAll("body, body *")) {
    if (e.closest("svg, .vh, .num, .swatch, .key i")) continue;
    const style = getComputedStyle(e), box = e.getBoundingClientRect(), ground = light(style.backgroundColor);
    if (!box.width || !box.height) continue;
    const words = [...e.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (words && light(style.color) > 110) faint.add(`${e.tagName} ${e.className} ${style.color}`);
    if (ground !== null && ground < 200) faint.add(`ground ${e.tagName} ${e.className} ${style.backgroundColor}`);
  }
  return [...faint];
}"""


@pytest.fixture(params=["light", "dark"])
def paper(request, browser, base):
    context = browser.new_context(viewport=PAPER, base_url=base)
    page = context.new_page()
    page.emulate_media(media="print", color_scheme=request.param)
    yield page
    context.close()


def test_pages_on_paper(paper, record, every_page):
    found = []
    for path in every_page:
        paper.goto(path)
        found += [(path, one) for one in paper.evaluate(LOST) + paper.evaluate(FAINT)]
        assert paper.locator("header.top nav, form.quick, .filters, .pager, button, .bottom .links").evaluate_all("all => all.every(one => !one.getClientRects().length)"), path
        assert paper.locator("h1").is_visible(), path
        assert paper.locator(".said, .text p, table:not(details *)").evaluate_all("all => all.every(one => one.closest('details:not([open])') || one.getClientRects().length)"), (path, "words that are on the screen only")
    assert found == []


def test_addresses_of_reports_are_written_out(paper, record):
    written = 0
    for url in record["statements"]:
        paper.goto(url)
        for link in paper.locator("a.out").all():
            assert link.get_attribute("href") in link.evaluate("one => getComputedStyle(one, '::after').content")
            written += 1
        assert paper.locator("#cite-plain").inner_text().endswith(paper.locator("#permalink").input_value())
    assert written > 0


def test_a_subject_prints_to_a_file(paper, record):
    paper.goto(record["subjects"][0])
    pages = paper.pdf(format="A4")
    assert pages.startswith(b"%PDF-") and pages.count(b"/Type /Page\n") + pages.count(b"/Type /Page ") >= 1

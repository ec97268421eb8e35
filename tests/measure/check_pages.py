#!/usr/bin/env python3
"""Holds the article finder to its floors on the pages of ../shared: the text with the team's scorer, the headline and the
publication day with page_metadata.tsv, which was read by hand.

usage: check_pages.py PROGRAM
Exit 77 ("skipped") where the pages are not at hand: ../shared beside the repository, or $ROSTRA_SHARED.
Standard library only.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ROSTRA_SHARED", ROOT.parent / "shared"))
PAGES = SHARED / "data/article-extraction"


def read(program, folder):
    """What the program finds in every page: {key: {"articleBody", "title", "published" ...}}."""
    out = pathlib.Path(folder) / "articles.json"
    pages = sorted(map(str, (PAGES / "html").iterdir()))
    subprocess.run([program, "bench", "pages", "--rounds", "1", "--jobs", "1", "--articles", out, *pages], check=True, stdout=subprocess.DEVNULL)
    return out, json.loads(out.read_text(encoding="utf-8"))


def text_figures(articles):
    scored = subprocess.run([sys.executable, SHARED / "tools/score_articles.py", PAGES / "ground-truth.json", articles], check=True, capture_output=True, text=True).stdout
    return {name: float(re.search(name + r" ([0-9.]+)", scored).group(1)) for name in ("F1", "precision", "recall")}


def plain(text):
    """Quotation marks and spaces are as the page's references give them; they are not what is judged."""
    return " ".join((text or "").replace("’", "'").replace("‘", "'").split())


def mark_of(title):
    return hashlib.sha256(plain(title).encode("utf-8")).hexdigest()[:16]


def metadata_figures(found):
    rows = [line.split("\t") for line in (ROOT / "tests/measure/page_metadata.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    dates = [(key, found[key].get("published"), date or None) for key, date, _ in rows]
    titles = [(key, mark_of(found[key].get("title")), mark) for key, _, mark in rows]
    for key, got, wanted in dates:
        if got != wanted:
            print(f"{key[:12]}: {got!r}, printed is {wanted!r}")
    for key, got, wanted in titles:
        if got != wanted:
            print(f"{key[:12]}: {found[key].get('title')!r} is not the headline that is printed")
    # A page whose day is not found says null, which is honest; a wrong day is not.
    return {"date right or null": 100 * sum(got is None or got == wanted for _, got, wanted in dates) / len(rows),
            "date found": 100 * sum(got == wanted for _, got, wanted in dates) / len(rows),
            "title": 100 * sum(got == wanted for _, got, wanted in titles) / len(rows)}


def main():
    if not PAGES.exists():
        print(f"skipped: {PAGES} is not here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        out, found = read(sys.argv[1], folder)
        figures = {**text_figures(out), **metadata_figures(found)}
    for name, value in figures.items():
        print(f"{name:20}{value}")
    floors = json.loads((ROOT / "tests/measure/floors.json").read_text(encoding="utf-8"))["pages"]["at_least"]
    faults = [f"{name}: {figures[name]} is under {floor}" for name, floor in floors.items() if figures[name] < floor]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Run other article extractors on the same pages, in the same run, one core each, into one table.

Usage: pages.py --program build/release/rostra [--rounds 3] [--truth ground-truth.json --score score_articles.py] PAGE.html[.gz] ...
Makes a virtual environment beside this file (ignored by git) and installs trafilatura, resiliparse, fastwarc and
readability-lxml into it with pip. Times are processor time of this process only; decompression of the pages is outside of them.
"""
import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ["trafilatura", "resiliparse", "readability-lxml", "fastwarc"]


def pages_of(paths):
    out = {}
    for path in paths:
        data = pathlib.Path(path).read_bytes()
        out[pathlib.Path(path).name.split(".")[0]] = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    return out


def extractors():
    import trafilatura
    from lxml import html
    from readability import Document
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def resiliparse(page):
        tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
        return extract_plain_text(tree, main_content=True, alt_texts=False)

    def readability(page):
        return html.fromstring(Document(page.decode("utf-8", "replace")).summary()).text_content()

    return {"trafilatura": lambda page: trafilatura.extract(page, include_comments=False) or "", "resiliparse": resiliparse, "readability-lxml": readability}


def time_peer(extract, pages, rounds):
    texts = {}
    extract(next(iter(pages.values())))  # imports and tables are loaded before the clock starts
    start = time.process_time()
    for _ in range(rounds):
        for key, page in pages.items():
            try:
                texts[key] = {"articleBody": extract(page)}
            except Exception:  # a page that a peer cannot read counts as empty, as in the benchmark
                texts[key] = {"articleBody": ""}
    return len(pages) * rounds / (time.process_time() - start), texts


def score(options, texts):
    if not options.truth:
        return ""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as out:
        json.dump(texts, out)
        out.flush()
        return subprocess.run([sys.executable, options.score, options.truth, out.name], capture_output=True, text=True, check=True).stdout.strip()


def ours(options):
    """Rostra's pages a second on one core, and its texts."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        said = subprocess.run([options.program, "bench", "pages", "--jobs", "1", "--rounds", str(options.rounds), "--articles", out.name, *options.pages], capture_output=True, text=True, check=True).stdout
        return float(re.search(r"one core: ([0-9.e+]+) pages/s", said).group(1)), json.load(open(out.name, encoding="utf-8"))


def inside(options):
    pages = pages_of(options.pages)
    speed, texts = ours(options)
    print(f"{'extractor':18} {'pages/s':>8} {'ratio':>7}  quality")
    print(f"{'rostra':18} {speed:8.0f} {1:7.1f}  {score(options, texts)}")
    for name, extract in extractors().items():
        theirs, texts = time_peer(extract, pages, max(1, options.rounds // 3))
        print(f"{name:18} {theirs:8.1f} {speed / theirs:7.1f}  {score(options, texts)}", flush=True)


def run_in_venv(script):
    """Runs a script's --inside with the peers at hand; makes the environment the first time."""
    home = HERE / ".venv"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        venv.create(home, with_pip=True)
        for wanted in (["--upgrade", "pip"], PEERS):  # older pips stumble over readability-lxml's extras
            subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
        (home / "ready").touch()
    subprocess.run([python, script, "--inside", *sys.argv[1:]], check=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", required=True)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--truth")
    options.add_argument("--score")
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("pages", nargs="+")
    given = options.parse_args()
    if given.inside:
        return inside(given)
    run_in_venv(__file__)


if __name__ == "__main__":
    main()

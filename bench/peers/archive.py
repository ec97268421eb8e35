#!/usr/bin/env python3
"""Read the same archive with fastwarc and resiliparse and with Rostra, from its bytes to each page's article, one core each.

Usage: archive.py --program build/release/rostra [--seconds 60] CRAWL.warc.gz
Both count the responses that are pages. Times are processor time. Rostra's whole way to statements is printed beside, since
no peer goes there. See pages.py for the environment.
"""
import argparse
import re
import subprocess
import time

from pages import run_in_venv


def read_with_fastwarc(path, seconds):
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    pages = characters = 0
    start = time.process_time()
    with open(path, "rb") as stream:
        # parse_http also takes chunks and gzip off the body, as Rostra does.
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            if record.http_headers is None or not (record.http_headers.status_code or 0) == 200 or "html" not in (record.http_content_type or ""):
                continue
            body = record.reader.read()
            tree = HTMLTree.parse(bytes_to_str(body, detect_encoding(body)))
            characters += len(extract_plain_text(tree, main_content=True, alt_texts=False))
            pages += 1
            if time.process_time() - start > seconds:
                break
    return pages / (time.process_time() - start), pages, characters


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--program", required=True)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("archive")
    given = options.parse_args()
    if not given.inside:
        return run_in_venv(__file__)
    said = subprocess.run([given.program, "bench", "archive", "--jobs", "1", "--seconds", str(given.seconds), given.archive], capture_output=True, text=True, check=True).stdout
    ours = float(re.search(r"to the article alone: ([0-9.e+]+)", said).group(1))
    theirs, pages, _ = read_with_fastwarc(given.archive, given.seconds)
    print(f"{'reader':26} {'pages/s':>8} {'ratio':>7}")
    print(f"{'rostra':26} {ours:8.0f} {1:7.2f}")
    print(f"{'fastwarc with resiliparse':26} {theirs:8.0f} {ours / theirs:7.2f}  ({pages} pages)")
    print(said)


if __name__ == "__main__":
    main()

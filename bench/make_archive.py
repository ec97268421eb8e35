#!/usr/bin/env python3
"""Make a WARC archive out of saved pages, as large as wanted, to time hours of crawl on one machine.

Usage: make_archive.py --size 5G --out crawl.warc.gz [--plain SHARE] PAGE.html[.gz] ...

The mix is that of a news crawl, counted in response records of 100:
  70 articles: the pages given, in turn, each at an address of its own. What languages they are in is up to the pages; see
     --plain to thin out those that are not English.
  15 pages without an article: section fronts made of the headlines and first words of the pages given, 60 teasers each.
  10 pages seen before: an article again, byte for byte, at the address that it had.
   3 redirects, 2 pages that are not there.
Besides, each response comes with a request record, each hundredth with a revisit and a metadata record. One gzip member a
record, as crawlers write them; bodies are stored as they came, in turn plain, gzip-coded and chunked. The same arguments make
the same archive. Standard library only.
"""
import argparse
import gzip
import html
import pathlib
import re
import zlib

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def load(path):
    data = pathlib.Path(path).read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def record(kind, uri, block, content_type="application/http; msgtype=response"):
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def member(data):
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def bytes_of(text):
    unit = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}.get(text[-1].upper(), 1)
    return int(float(text.rstrip("KMGkmg")) * unit)


def response(page, turn):
    """A page as a server sends it: plain, gzip-coded or in chunks."""
    if turn % 3 == 1:
        return HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page, 6, mtime=0)
    if turn % 3 == 2:
        pieces = [page[at:at + 8192] for at in range(0, len(page), 8192)]
        return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"
    return HEAD + b"\r\n" + page


def first_of(page, tag):
    found = re.search(rb"<" + tag + rb"[^>]*>(.{20,600}?)</" + tag + rb">", page, re.S | re.I)
    return re.sub(r"<[^>]*>", "", found.group(1).decode("utf-8", "replace")).strip() if found else ""


def fronts(pages, count=12, teasers=60):
    """Section fronts: what a reader sees before the articles. Rows of headlines with a line of text each."""
    rows = [(first_of(page, b"title"), first_of(page, b"p")[:110]) for page in pages]
    out = []
    for front in range(count):
        cards = "".join(
            f'<div class="card"><a href="/a/{front}/{n}"><h3>{html.escape(rows[(n * 7 + front) % len(rows)][0][:90])}</h3></a><p>{html.escape(rows[(n * 7 + front) % len(rows)][1])}</p></div>'
            for n in range(teasers))
        menu = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(40))
        out.append((f"<!DOCTYPE html><html lang=en><head><title>Front {front}</title></head><body><ul class=menu>{menu}</ul>"
                    f"<main>{cards}</main><footer>All rights reserved</footer></body></html>").encode())
    return out


class Crawl:
    """Response records in order; a page is packed once in each of its three forms: what is timed is the reader."""

    def __init__(self, pages):
        self.pages, self.fronts, self.packed = pages, fronts(pages), {}
        self.articles = self.turn = 0

    def page(self, kind, number, page):
        key = (kind, number, self.turn % 3)
        if key not in self.packed:
            self.packed[key] = member(record("response", f"https://{kind}{number}.example.org/{self.turn % 3}", response(page, self.turn)))
        return self.packed[key]

    def records(self):
        self.turn += 1
        at = self.turn % 100
        uri = f"https://example.org/{self.turn}"
        yield member(record("request", uri, b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", "application/http; msgtype=request"))
        if at in (7, 40, 73):
            yield member(record("response", uri, b"HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\n\r\n"))
        elif at in (11, 61):
            yield member(record("response", uri, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><body><p>There is no such page.</p></body></html>"))
        elif at % 20 in (3, 9, 15):
            yield self.page("front", self.turn % len(self.fronts), self.fronts[self.turn % len(self.fronts)])
        elif at % 10 == 6:
            number = self.turn * 31 % min(len(self.pages), self.articles + 1)
            yield self.page("article", number, self.pages[number])
        else:
            number = self.articles % len(self.pages)
            self.articles += 1
            yield self.page("article", number, self.pages[number])
        if at == 0:
            yield member(record("revisit", uri, b"HTTP/1.1 200 OK\r\n\r\n"))
            yield member(record("metadata", uri, b"fetchTimeMs: 12\r\n", "application/warc-fields"))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=bytes_of, default="100M", help="compressed size to reach (K, M, G)")
    options.add_argument("--out", required=True)
    options.add_argument("--plain", type=float, default=1, help="share of the pages that are not declared English to keep, 0 to 1")
    options.add_argument("pages", nargs="+")
    given = options.parse_args()
    size = given.size if isinstance(given.size, int) else bytes_of(given.size)
    pages = [load(p) for p in given.pages]
    english = [p for p in pages if re.search(rb'<html[^>]*lang="?en', p[:5000], re.I)]
    other = [p for p in pages if p not in english]
    pages = sorted(english + other[:round(len(other) * given.plain)], key=zlib.crc32)  # a mix, and the same one each time
    crawl = Crawl(pages)
    written = 0
    with open(given.out, "wb") as out:
        written += out.write(member(record("warcinfo", "", b"software: make_archive\r\n", "application/warc-fields")))
        while written < size:
            for packed in crawl.records():
                written += out.write(packed)
    print(f"{given.out}: {crawl.turn} responses, {len(pages)} different articles ({len(english)} declared English), {written} bytes")


if __name__ == "__main__":
    main()

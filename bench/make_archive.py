#!/usr/bin/env python3
"""Make a WARC archive out of saved pages, as large as wanted, to time hours of crawl on one machine.

Usage: make_archive.py --size 500M --out crawl.warc.gz PAGE.html[.gz] ...
Each record is a gzip member of its own, as crawlers write them. The pages are repeated with a changed address; every
tenth record is a request and every hundredth a revisit or a redirect, so that the reader has something to pass over.
Standard library only.
"""
import argparse
import gzip
import pathlib
import zlib


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


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=bytes_of, default="100M", help="compressed size to reach (K, M, G)")
    options.add_argument("--out", required=True)
    options.add_argument("pages", nargs="+")
    given = options.parse_args()
    size = given.size if isinstance(given.size, int) else bytes_of(given.size)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    pages = [load(p) for p in given.pages]
    packed = {}
    written = count = 0
    with open(given.out, "wb") as out:
        written += out.write(member(record("warcinfo", "", b"software: make_archive\r\n", "application/warc-fields")))
        while written < size:
            page = count % len(pages)
            uri = f"https://example.org/{count}"
            if count % 10 == 3:
                written += out.write(member(record("request", uri, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")))
            if count % 100 == 7:
                written += out.write(member(record("response", uri, b"HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n")))
            # One address a page, packed once: what is timed is the reader, not this generator.
            if page not in packed:
                packed[page] = member(record("response", f"https://example.org/page/{page}", head + pages[page]))
            written += out.write(packed[page])
            count += 1
    print(f"{given.out}: {count} pages, {written} bytes")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Holds the program to the figures that README claims, measured with the team's own scorers.

usage: check_figures.py PROGRAM NAME   (a name in floors.json)
Exit 77 ("skipped") where the corpora are not at hand: ../shared beside the repository, or $ROSTRA_SHARED.
Standard library only.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ROSTRA_SHARED", ROOT.parent / "shared"))


def read(program, job, out):
    command = [program, "read", "--format", "ndjson", *job.get("options", []), str(SHARED / job["input"])]
    began = time.monotonic()
    with open(out, "w", encoding="utf-8") as sink:
        subprocess.run(command, stdout=sink, check=True)
    return time.monotonic() - began


def figures(job, out):
    """Flat {figure: value} of the scorer's JSON, whichever of the two it is."""
    gold = SHARED / job["gold"]
    if job.get("id"):  # a single text has no id of its own: give it the gold file's
        report = json.loads(pathlib.Path(out).read_text(encoding="utf-8"))
        report["id"] = job["id"]
        pathlib.Path(out).write_text(json.dumps(report), encoding="utf-8")
    scorer = SHARED / "tools" / job["scorer"]
    text = subprocess.run([sys.executable, scorer, gold, out, "--json"], check=True, capture_output=True, text=True).stdout
    return {name: value.get("f1", value.get("value")) for name, value in json.loads(text).items()}


def check(job, found):
    faults = [f"{name}: {found.get(name)} is under {floor}" for name, floor in job.get("at_least", {}).items() if found.get(name, -1) < floor]
    return faults + [f"{name}: {found[name]} is over {top}" for name, top in job.get("at_most", {}).items() if found.get(name, 0) > top]


def main():
    program, name = sys.argv[1:]
    job = json.loads((ROOT / "tests/measure/floors.json").read_text(encoding="utf-8"))[name]
    if not (SHARED / job["input"]).exists():
        print(f"skipped: {SHARED / job['input']} is not here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.ndjson")
        seconds = min(read(program, job, out) for _ in range(job.get("runs", 1)))
        found = figures(job, out)
    found["seconds"] = round(seconds, 3)
    found["peak MB"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1)
    for figure, value in found.items():
        print(f"{figure:32}{value}")
    faults = check(job, found)
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

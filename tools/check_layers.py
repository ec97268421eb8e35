#!/usr/bin/env python3
"""Refuses a backward edge: a stage that includes the header or a file of a stage after it.

The order is that of src/README.md. Exit 1 with file:line for each edge that must not be. Standard library only.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What each part may include: itself, and the public headers of these.
SIDE = ["base", "nn", "knowledge"]
FLOW = ["source", "page", "tokens", "attribution", "speakers", "statements", "pipeline", "store", "publish"]
MAY = {"base": set(), "nn": {"base"}, "knowledge": {"base"}, "evaluation": {"base"}}
for position, stage in enumerate(FLOW):
    MAY[stage] = {"base", *FLOW[:position]} | (set(SIDE) if position >= FLOW.index("attribution") else {"base"})
MAY["pipeline"] |= {"nn"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def stage_of(stem):
    """A header STAGE_something.h is part of its stage's contract."""
    return stem if stem in MAY else stem.split("_")[0]


def edges(path, owner):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        target = found.group(1)
        if target.startswith("rostra/"):
            other = stage_of(pathlib.PurePath(target).stem)
            if other != owner and other not in MAY[owner]:
                yield f"{path.relative_to(ROOT)}:{number}: {owner} must not know {other}"
        elif "/" in target or not (path.parent / target).exists():
            yield f"{path.relative_to(ROOT)}:{number}: {owner} includes {target}, which is not in its own folder"


def main():
    faults = []
    for path in sorted(ROOT.glob("include/rostra/*.h")):
        if stage_of(path.stem) in MAY:
            faults += edges(path, stage_of(path.stem))
    for path in sorted(ROOT.glob("src/*/*")):
        if path.suffix in (".h", ".cc"):
            faults += edges(path, path.parent.name)
    print("\n".join(faults) if faults else "layers: every edge points forward")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Draws mistakes to read:  python -m rostra_train.mistakes GOLD.jsonl PRED.ndjson [--count 100] [--seed 1]

A mistake is an attribution that only one side has (not the same who-said-what), or one that both have and of which source, cue or
content are not the same words. Each is printed with its sentence or so of text, for the table of kinds in the model's card.
"""
import argparse
import json
import os
import pathlib
import random

from . import evaluate

ROLES = ("source", "cue", "content")


def words_of(text, spans):
    return " … ".join(text[a:b].replace("\n", " ") for a, b in spans) or "–"


def around(text, attributions, margin=120):
    ends = [p for a in attributions for r in ROLES for span in a[r] for p in span]
    return text[max(0, min(ends) - margin):max(ends) + margin].replace("\n", " ")


def mistakes_of(module, text, gold, found):
    """(gold or None, found or None) for each mistake of one report."""
    spans = [m.span() for m in module.WORD.finditer(text)]
    g = [{r: module.words_of(a[r], spans) for r in ROLES} for a in gold]
    p = [{r: module.words_of(a[r], spans) for r in ROLES} for a in found]
    pairs = list(module.match(g, p, lambda a, b: module.overlap_f1(a["source"], b["source"]) >= 0.5 and module.overlap_f1(a["content"], b["content"]) >= 0.5))
    out = [(gold[i], found[j]) for i, j in pairs if g[i] != p[j]]
    out += [(gold[i], None) for i in sorted(set(range(len(gold))) - {i for i, _ in pairs})]
    return out + [(None, found[j]) for j in sorted(set(range(len(found))) - {j for _, j in pairs})]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path, help="what `rostra read --as ndjson` wrote")
    parser.add_argument("--scorer", default=os.environ.get("ROSTRA_SCORER", "../../shared/tools/score_attributions.py"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    module = evaluate.scorer(args.scorer)
    read = {r["id"]: r for r in map(json.loads, args.found.open(encoding="utf-8"))}
    rows = []
    for d in map(json.loads, args.gold.open(encoding="utf-8")):
        rows += [(d, *m) for m in mistakes_of(module, d["text"], d["attributions"], read[d["id"]]["attributions"])]
    print(f"{len(rows)} mistakes, {args.count} drawn")
    for n, (d, gold, found) in enumerate(random.Random(args.seed).sample(rows, min(args.count, len(rows))), 1):
        print(f"\n{n}. {d['id']}: {around(d['text'], [a for a in (gold, found) if a])}")
        for name, one in (("gold ", gold), ("found", found)):
            print(f"   {name} " + (" | ".join(f"{r} {words_of(d['text'], one[r])}" for r in ROLES) if one else "nothing"))


if __name__ == "__main__":
    main()

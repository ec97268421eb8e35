#!/usr/bin/env python3
"""Learns which words in a content make a plain "said" another act, without labels made by hand.

A cue that names its act ("condemned", "urged", "denied") labels the content beside it; contents beside a plain cue are
the background. A linear model over words and pairs of words is trained on PolNeAR's train part and written as
data/act_weights.tsv, which the build compiles. Standard library only; about a minute.

Usage: train_acts.py POLNEAR_DIRECTORY data/act_weights.tsv
"""
import collections
import importlib.util
import json
import math
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("compile_data", ROOT / "tools" / "compile_data.py")
tables = importlib.util.module_from_spec(spec)
spec.loader.exec_module(tables)

CLASSES = ["say", "criticise", "call-for", "deny", "praise", "announce", "warn"]
FEATURES = 3500  # kept in the table


def lexicon():
    """Every form of every cue with its act, as tuples of pieces."""
    out = {}
    for _, r in tables.rows(ROOT / "data" / "cues.tsv"):
        verb = not r.get("note", "").startswith("noun")
        for form in tables.listed(r["phrase"]):
            for variant in tables.inflected(form) if verb else [form, form + "s"]:
                out.setdefault(tuple(tables.atoms(variant)), r["act"])
    return out


def cue_act(cue, cues):
    pieces, at, acts = tables.atoms(cue), 0, []
    while at < len(pieces):
        for size in range(min(5, len(pieces) - at), 0, -1):
            act = cues.get(tuple(pieces[at:at + size]))
            if act:
                acts.append(act)
                at += size
                break
        else:
            at += 1
    strong = [a for a in acts if a not in ("say", "think", "show")]
    return strong[-1] if strong else acts[-1] if acts else None


WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[?!%$]|\d+")


def features(content):
    """Folded words and pairs; names (capitals inside a sentence) and figures are masked, so that no person is learnt."""
    words, first = [], True
    for m in WORD.finditer(content):
        w = m.group()
        if w[0].isdigit():
            words.append("#")
        elif w[0].isupper() and not first and w not in ("I", "We", "I'm", "I’m"):
            words.append("@")
        else:
            words.append(re.sub(r"['’]", "", w.lower()))
        first = False
    words = words[:120]
    out = set(w for w in words if w not in "@#")
    out |= {a + " " + b for a, b in zip(words, words[1:])}
    return [f for f in out if f not in ("@ @", "# #")]


def main():
    cues = lexicon()
    random.seed(7)
    rows = []
    for line in open(pathlib.Path(sys.argv[1]) / "train.jsonl", encoding="utf-8"):
        d = json.loads(line)
        for a in d["attributions"]:
            text = d["text"]
            piece = lambda k: " ".join(text[x:y] for x, y in a.get(k) or [])
            cue = piece("cue")
            if re.search(r"\bnot\b|n['’]t\b|never", cue):
                continue
            act = cue_act(cue, cues)
            if act in CLASSES and piece("content"):
                rows.append((features(piece("content")), CLASSES.index(act)))
    counts = collections.Counter(y for _, y in rows)
    print({CLASSES[k]: v for k, v in counts.items()}, file=sys.stderr)
    seen = collections.Counter(f for x, _ in rows for f in x)
    rows = [([f for f in x if seen[f] >= 4], y) for x, y in rows]
    weights = collections.defaultdict(lambda: [0.0] * len(CLASSES))
    bias = [0.0] * len(CLASSES)
    # Classes weigh alike, or the background would drown the rest.
    share = [math.sqrt(len(rows) / (len(CLASSES) * max(1, counts[c]))) for c in range(len(CLASSES))]
    for epoch in range(5):
        random.shuffle(rows)
        rate = 0.25 / (1 + epoch)
        for x, y in rows:
            scale = 1 / math.sqrt(len(x) + 1)
            score = list(bias)
            for f in x:
                w = weights[f]
                for c in range(len(CLASSES)):
                    score[c] += w[c] * scale
            top = max(score)
            e = [math.exp(s - top) for s in score]
            total = sum(e)
            for c in range(len(CLASSES)):
                g = ((c == y) - e[c] / total) * rate * share[y]
                if abs(g) < 1e-3:
                    continue
                bias[c] += g * 0.1
                g *= scale
                for f in x:
                    weights[f][c] += g - rate * 1e-4 * weights[f][c]
    ranked = sorted(weights.items(), key=lambda i: -(max(i[1]) - min(i[1])) * math.sqrt(min(seen[i[0]], 60)))[:FEATURES]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("# Weights of words in a content for each act, in hundredths; trained by training/acts/train_acts.py on PolNeAR's train part.\n")
        out.write("word\t" + "\t".join(CLASSES) + "\n")
        out.write("(bias)\t" + "\t".join(str(round(100 * b)) for b in bias) + "\n")
        for f, w in sorted(ranked):
            out.write(f + "\t" + "\t".join(str(round(100 * v)) for v in w) + "\n")


if __name__ == "__main__":
    main()

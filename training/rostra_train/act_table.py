"""How much the rules' act counts beside the model's, written as a C++ table.

python -m rostra_train.act_table write --data DATA --out MARKED.ndjson
rostra read --as ndjson --attributions gold --acts rules --explain --format ndjson MARKED.ndjson > RULES.ndjson
python -m rostra_train.act_table fit MODEL [MODEL ...] --data DATA --rules RULES.ndjson --out ../src/statements/act_evidence.h

The act is the one with the highest sum of the model's log chance and the table's row. A row is for an act that the rules
can give, apart for those read from the cue and those read from the content: how likely the rules give it when the act is
this one, as a logarithm (counted on the marks that the models learned from; the rules did not), times one share for all
(the one that reads most of the held-out marks rightly).
"""
import argparse
import json
import pathlib

import torch

from . import act_reader, acts, batches, load, prepare
from .prepare import PARTS
from .text import reading_windows

SMOOTHING = 0.5
SHARES = [k / 20 for k in range(21)]
BY_CUE = {"cue", "cue-frame", "expressed-noun", "cue-by-speaker", "negated-cue"}  # rules of src/statements/acts.cc that rest on the cue


def marked_documents(data, held):
    marks = acts.read_marks()
    polnear = acts.put_on(list(prepare.read_documents(data / "polnear/train.jsonl")), "polnear", marks, held)
    return polnear + acts.put_on(list(prepare.read_documents(data / "unlabelled.jsonl.gz")), "unlabelled", marks, held)


def place_of(mark):
    return json.dumps([sorted(mark["cue"]), sorted(mark["content"])])


def logits_of(tagger, window):
    """[A, acts] of the window's marked attributions."""
    t = batches.tensors_of([window])
    tensors = {k: t[k] for k in ("pieces", "shapes", "lengths", "first")}
    if tagger.reader:
        return act_reader.judge(tagger, *act_reader.laid_out(act_reader.examples_of(tagger, [window], tensors)))
    states = tagger.encode(**tensors)
    rows, masks, _ = acts.targets([window], states.shape[1])
    return tagger.act(states, rows, masks)


@torch.no_grad()
def judged(tagger, vocabulary, config, documents):
    """(report, place of the attribution) → (act, the model's log chances), read in the window that owns its cue."""
    out = {}
    for d in documents:
        e = prepare.encode_document(d, vocabulary).encoded
        ranges, owner = reading_windows(e, config.window, config.overlap)
        for w, (start, stop) in enumerate(ranges):
            window, kept = batches.Window(d, start, stop), []
            window.acts = []
            for mark, (parts, act) in zip(d.acts, d.act_units):
                first = (parts[1] or parts[2] or [None])[0]
                if first is None or owner[first] != w:
                    continue
                kept.append(mark)
                window.acts.append(([[j - start for j in p if start <= j < stop] for p in parts], act))
            if not kept:
                continue
            for mark, (_, act), row in zip(kept, window.acts, torch.log_softmax(logits_of(tagger, window).float(), -1)):
                out[d.id, place_of(mark)] = (acts.ACTS.index(act), row)
    return out


def by_rules(path):
    """(report, place) → (act, whether it was read from the cue), as the rules alone had it."""
    out = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            for s in d["statements"]:
                rule, act = next(e["rule"] for e in s["explain"] if e["field"] == "act"), s["act"]
                if rule.startswith("model over "):
                    rule, act = rule.removeprefix("model over ").split(": ")
                out[d["id"], place_of(s)] = (acts.ACTS.index(act), rule in BY_CUE)
    return out


def likelihoods(documents, rules):
    """log P(rules' act | act), less its mean over acts: [from the cue, act by the rules, act]."""
    counts = torch.full((2, len(acts.ACTS), len(acts.ACTS)), SMOOTHING)
    for d in documents:
        for mark in d.acts:
            found = rules.get((d.id, place_of(mark)))
            if found:
                counts[int(found[1]), found[0], acts.ACTS.index(mark["act"])] += 1
    log = torch.log(counts / counts.sum((0, 1), keepdim=True))
    return log - log.mean(-1, keepdim=True)


def share_right(rows, table):
    """rows: (true act, log chances, act by the rules, from the cue). Per cent that the sum reads rightly."""
    return 100 * sum(int((r[1] + table[int(r[3]), r[2]]).argmax()) == r[0] for r in rows) / len(rows)


HEAD = """// How much the act by the rules counts beside the model's log chances: added to them, the highest sum is the act.
// Made by training/rostra_train/act_table.py from {count} marked attributions; not written by hand.
#pragma once

namespace rostra::statements {{

/// [read from the content, from the cue][act by the rules][act], in the order of rostra::Act.
inline constexpr float act_evidence[2][12][12] = {{
"""


def as_cpp(table, count):
    out = HEAD.format(count=count)
    for part in table.tolist():
        out += "    {" + ",\n     ".join("{" + ", ".join(f"{x:.3f}f" for x in row) + "}" for row in part) + "},\n"
    return out + "};\n\n}  // namespace rostra::statements\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    write, fitting = commands.add_parser("write"), commands.add_parser("fit")
    fitting.add_argument("models", type=pathlib.Path, nargs="+", help="weights.rnn")
    fitting.add_argument("--rules", type=pathlib.Path, required=True)
    for p in (write, fitting):
        p.add_argument("--data", type=pathlib.Path, required=True)
        p.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    learned, held = marked_documents(args.data, False), marked_documents(args.data, True)
    if args.command == "write":
        lines = (json.dumps({"id": d.id, "text": d.text, "attributions": [{r: a[r] for r in PARTS} for a in d.acts]}) for d in learned + held)
        args.out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return
    rules = by_rules(args.rules)
    table = likelihoods(learned, rules)
    rows = {}
    for path in args.models:
        tagger, vocabulary, _ = load.exported(path)
        found = judged(tagger, vocabulary, tagger.config, held)
        rows[path] = [(*found[k], *rules[k]) for k in found if k in rules]
    right = {share: sum(share_right(r, share * table) for r in rows.values()) / len(rows) for share in SHARES}
    best = max(right, key=right.get)
    for path, r in rows.items():
        print(f"{path}: {len(r)} held-out attributions; right: rules {100 * sum(x[0] == x[2] for x in r) / len(r):.1f}, "
              f"model {share_right(r, 0 * table):.1f}, both {share_right(r, best * table):.1f} (share {best})")
    args.out.write_text(as_cpp(best * table, sum(len(d.acts) for d in learned)), encoding="utf-8")


if __name__ == "__main__":
    main()

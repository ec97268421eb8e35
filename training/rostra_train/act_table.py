"""How much the rules' act counts beside the model's: fitted on the held-out marks, written as a C++ table.

python -m rostra_train.act_table write --data DATA --out HELD.ndjson
rostra read --as ndjson --attributions gold --explain --format ndjson HELD.ndjson > RULES.ndjson
python -m rostra_train.act_table fit MODEL [MODEL ...] --data DATA --rules RULES.ndjson --out ../src/statements/act_evidence.h

The act is the one with the highest sum of the model's log chance and the table's row: one row for each act that the rules
can give, apart for those read from the cue and those read from the content.
"""
import argparse
import json
import pathlib

import torch
import torch.nn.functional as F

from . import acts, batches, load, prepare
from .prepare import PARTS
from .text import owners_of, windows_of

RIDGE = 3e-3
BY_CUE = {"cue", "cue-frame", "expressed-noun", "cue-by-speaker", "negated-cue"}  # rules of src/statements/acts.cc that rest on the cue


def held_documents(data):
    marks = acts.read_marks()
    polnear = acts.put_on(list(prepare.read_documents(data / "polnear/train.jsonl")), "polnear", marks, held=True)
    return polnear + acts.put_on(list(prepare.read_documents(data / "unlabelled.jsonl.gz")), "unlabelled", marks, held=True)


def place_of(mark):
    return json.dumps([sorted(mark["cue"]), sorted(mark["content"])])


@torch.no_grad()
def judged(tagger, vocabulary, config, documents):
    """(report, place of the attribution) → (act, the model's log chances), read in the window that owns its cue."""
    out = {}
    for d in documents:
        e = prepare.encode_document(d, vocabulary).encoded
        ranges = windows_of(e, config.window, config.overlap)
        owner = owners_of(e, ranges)
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
            t = batches.tensors_of([window])
            states = tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"])
            rows, masks, labels = acts.targets([window], states.shape[1])
            chances = torch.log_softmax(tagger.act(states, rows, masks).float(), -1)
            for mark, row, label in zip(kept, chances, labels):
                out[d.id, place_of(mark)] = (int(label), row)
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


def fit(rows, rounds=300):
    """rows: (true act, log chances, act by the rules, from the cue). The table [2, acts, acts]."""
    truth, chances = torch.tensor([r[0] for r in rows]), torch.stack([r[1] for r in rows])
    rule, cue = torch.tensor([r[2] for r in rows]), torch.tensor([int(r[3]) for r in rows])
    table = torch.zeros(2, len(acts.ACTS), len(acts.ACTS), requires_grad=True)
    optimiser = torch.optim.LBFGS([table], max_iter=rounds)

    def loss():
        optimiser.zero_grad()
        value = F.cross_entropy(chances + table[cue, rule], truth) + RIDGE * (table ** 2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    return table.detach()


def share_right(rows, table=None):
    return 100 * sum(int((r[1] if table is None else r[1] + table[int(r[3]), r[2]]).argmax()) == r[0] for r in rows) / len(rows)


def cross_fitted(rows, folds=5):
    """Share right when each fifth is read by a table that was fitted on the others."""
    right = 0.0
    for k in range(folds):
        table = fit([r for i, r in enumerate(rows) if i % folds != k])
        part = rows[k::folds]
        right += share_right(part, table) * len(part)
    return right / len(rows)


HEAD = """// How much the act by the rules counts beside the model's log chances: added to them, the highest sum is the act.
// Fitted by training/rostra_train/act_table.py on {count} held-out attributions; not written by hand.
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
    documents = held_documents(args.data)
    if args.command == "write":
        lines = (json.dumps({"id": d.id, "text": d.text, "attributions": [{r: a[r] for r in PARTS} for a in d.acts]}) for d in documents)
        args.out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return
    rules, rows = by_rules(args.rules), []
    for path in args.models:
        tagger, vocabulary, _ = load.exported(path)
        found = judged(tagger, vocabulary, tagger.config, documents)
        of_model = [(*found[k], *rules[k]) for k in found if k in rules]
        print(f"{path}: {len(of_model)} attributions; right: rules {100 * sum(r[0] == r[2] for r in of_model) / len(of_model):.1f}, "
              f"model {share_right(of_model):.1f}, both, cross-fitted {cross_fitted(of_model):.1f}")
        rows += of_model
    args.out.write_text(as_cpp(fit(rows), len(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()

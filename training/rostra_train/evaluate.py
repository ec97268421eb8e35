"""Scores a trained model:  python -m rostra_train.evaluate MODEL GOLD.jsonl [--scorer FILE] [--intervals N]

MODEL is a checkpoint (.pt, its vocabulary.txt beside it) or an exported weights.rnn.
The figures come from the project's shared scorer, score_attributions.py.
"""
import argparse
import importlib.util
import json
import os
import pathlib
import random
import sys
import time

import torch

from . import load, prepare


def scorer(path):
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(decoder, documents):
    out = []
    for i in range(0, len(documents), 16):
        out += decoder.read_many([d.text for d in documents[i:i + 16]])
    return out


def triples(documents, found):
    return [(d.text, d.versions[0], [f.as_dict() for f in fs]) for d, fs in zip(documents, found)]


def counts_by_document(module, rows):
    """For each document, the scorer's own counts by figure: (hits in gold, hits in predictions, predicted, gold)."""
    plain, made = module.Count, []

    class Watched(plain):
        def add(self, *numbers):
            if self not in made:
                made.append(self)
            super().add(*numbers)

    module.Count, out = Watched, []
    for row in rows:
        made.clear()
        names = list(module.score([row]))
        out.append({n: (c.tp, getattr(c, "tp_p", c.tp), c.predicted, c.gold) for n, c in zip(names, made)})
    module.Count = plain
    return out


def f1_of(counts):
    hits, right, predicted, gold = map(sum, zip(*counts))
    precision, recall = right / max(predicted, 1), hits / max(gold, 1)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def intervals(counts, rounds, seed=1):
    """95% bootstrap intervals of every F1, articles drawn with replacement."""
    rng, out = random.Random(seed), {}
    drawn = [rng.choices(counts, k=len(counts)) for _ in range(rounds)]
    for name in counts[0]:
        values = sorted(f1_of([c[name] for c in draw]) for draw in drawn)
        out[name] = (values[int(0.025 * rounds)], values[int(0.975 * rounds)])
    return out


def calibration_error(module, rows, found, bins=10):
    """Expected calibration error: how far confidence is from the share that scores as who-said-what."""
    pairs = []
    for (text, gold, predicted), fs in zip(rows, found):
        pairs += zip((f.confidence for f in fs), right_ones(module, text, gold, predicted))
    if not pairs:
        return 0.0
    error = 0.0
    for b in range(bins):
        inside = [(c, r) for c, r in pairs if min(int(c * bins), bins - 1) == b]
        if inside:
            error += abs(sum(c for c, _ in inside) - sum(r for _, r in inside)) / len(pairs)
    return error


def right_ones(module, text, gold, predicted):
    """For each predicted attribution, whether it pairs with a gold one as who-said-what."""
    words = [m.span() for m in module.WORD.finditer(text)]
    g = [{r: module.words_of(a[r], words) for r in module.ROLES} for a in gold]
    p = [{r: module.words_of(a[r], words) for r in module.ROLES} for a in predicted]
    hit = {j for _, j in module.match(g, p, lambda a, b: module.overlap_f1(a["source"], b["source"]) >= 0.5
                                      and module.overlap_f1(a["content"], b["content"]) >= 0.5)}
    return [j in hit for j in range(len(predicted))]


def figures(model, gold, scorer_path):
    """F1 by name of a checkpoint or an exported model, with its own cue bias."""
    torch.set_num_threads(1)
    documents = list(prepare.read_documents(gold))
    found = predictions(load.decoder(model), documents)
    return {name: f["f1"] for name, f in scorer(scorer_path).score(triples(documents, found)).items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--scorer", default=os.environ.get("ROSTRA_SCORER", "../../shared/tools/score_attributions.py"))
    parser.add_argument("--intervals", type=int, default=0, metavar="N", help="bootstrap rounds")
    parser.add_argument("--predicted", type=pathlib.Path, help="write the predictions here")
    parser.add_argument("--bias", type=float, help="cue bias instead of the model's")
    parser.add_argument("--bf16", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    module = scorer(args.scorer)
    decoder = load.decoder(args.model)
    decoder.settings.bf16 = args.bf16
    if args.bias is not None:
        decoder.settings.cue_bias = args.bias
    documents = list(prepare.read_documents(args.gold))
    began = time.time()
    found = predictions(decoder, documents)
    seconds = time.time() - began
    rows = triples(documents, found)
    if args.predicted:
        args.predicted.write_text("".join(json.dumps({"id": d.id, "attributions": r[2]}) + "\n" for d, r in zip(documents, rows)))
    spread = intervals(counts_by_document(module, rows), args.intervals) if args.intervals else {}
    for name, f in module.score(rows).items():
        low, high = spread.get(name, (None, None))
        extra = f"  [{low:.1f}, {high:.1f}]" if spread else ""
        print(f"{name:28}{f['f1']:8.2f}{f['precision']:8.2f}{f['recall']:8.2f}{f['gold']:8}{extra}")
    print(f"calibration error {calibration_error(module, rows, found):.4f}; {sum(len(d.text.split()) for d in documents) / seconds:.0f} words/s in Python", file=sys.stderr)


if __name__ == "__main__":
    main()

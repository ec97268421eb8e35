"""Fits the cue bias and the confidence on the held-out training articles:

python -m rostra_train.calibrate RUN/final.pt --data DATA --out RUN/settings.json
"""
import argparse
import json
import os
import pathlib
from dataclasses import asdict

import numpy as np
import torch

from . import act_table, evaluate, load, prepare

FLAT = 0.25  # figures nearer to the best than this are not told apart by 48 articles: then the bias that finds more wins
BIASES = [-2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5]


def logistic(features, right, rounds=200, ridge=1e-3):
    """Weights and bias of a logistic regression, by Newton's method on standardised features."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    x = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    weights = w[:-1] / spread
    return weights.tolist(), float(w[-1] - weights @ mean)


def confidence_curve(chances, right, shares=6):
    """Pairs that the confidence is read off: of equal shares of the attributions, by chance, the mean chance and how many are right."""
    order = np.argsort(chances)
    knots, floor = [[0.0, 0.0]], 0.0
    for share in np.array_split(order, shares):
        x, floor = float(chances[share].mean()), max(floor, float(right[share].mean()))
        if x > knots[-1][0]:
            knots.append([round(x, 4), round(floor, 4)])
    return [*knots, [1.0, max(0.99, knots[-1][1])]]


def act_scale(tagger, vocabulary, data):
    """What the act head's logits are multiplied with: the held-out marks are then likeliest."""
    rows = list(act_table.judged(tagger, vocabulary, tagger.config, act_table.marked_documents(data, held=True)).values())
    truth, chances = torch.tensor([r[0] for r in rows]), torch.stack([r[1] for r in rows])
    costs = {k / 20: float(torch.nn.functional.cross_entropy(chances * k / 20, truth)) for k in range(6, 31)}
    best = min(costs, key=costs.get)
    right = float((chances.argmax(1) == truth).float().mean())
    print(f"{len(rows)} marked acts, {right:.3f} right; scale {best}, cost {costs[best]:.3f} (unscaled {costs[1.0]:.3f})")
    return best


def best_bias(module, decoder, documents, prepared, measure):
    kept = []
    for bias in BIASES:
        decoder.settings.cue_bias = bias
        figures = module.score(evaluate.triples(documents, decoder.find(prepared)))
        value = sum(figures[m]["f1"] for m in measure) / len(measure)
        print(f"bias {bias:5.2f}: " + "  ".join(f"{m} {figures[m]['f1']:.2f}" for m in measure), flush=True)
        kept.append((value, bias))
    best = max(kept)[0]
    return min(bias for value, bias in kept if value >= best - FLAT)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--scorer", default=os.environ.get("ROSTRA_SCORER", "../../shared/tools/score_attributions.py"))
    parser.add_argument("--bias", type=float, help="take this cue bias instead of choosing one")
    args = parser.parse_args()
    torch.set_num_threads(1)
    module = evaluate.scorer(args.scorer)
    decoder = load.decoder(args.checkpoint)
    _, _, recipe = load.checkpoint(args.checkpoint)
    decoder.settings.bf16 = recipe.get("bf16", False)
    _, out = prepare.split(list(prepare.read_documents(args.data / recipe["train"])), recipe["held_out"])
    documents = out + [prepare.strip_marks(d) for d in out]
    prepared = decoder.states_of([d.text for d in documents])
    chosen = best_bias(module, decoder, documents, prepared, ("who-said-what", "who-said-what-exact")) if args.bias is None else args.bias
    decoder.settings.cue_bias = chosen
    found = decoder.find(prepared)
    rows = evaluate.triples(documents, found)
    right = [r for row in rows for r in evaluate.right_ones(module, *row)]
    features = np.array([f.features for fs in found for f in fs])
    if not right:  # a model that has learned nothing yet, as in the smoke run
        args.out.write_text(json.dumps(asdict(decoder.settings), indent=2) + "\n")
        print("no attribution found on the held-out articles: nothing fitted")
        return
    decoder.settings.weights, decoder.settings.bias = logistic(features, np.array(right, float))
    chances = 1 / (1 + np.exp(-(features @ np.array(decoder.settings.weights) + decoder.settings.bias)))
    decoder.settings.curve = confidence_curve(chances, np.array(right, float))
    decoder.settings.bf16 = False
    if decoder.tagger.act:
        decoder.settings.act_scale = act_scale(decoder.tagger, decoder.vocabulary, args.data)
    args.out.write_text(json.dumps(asdict(decoder.settings), indent=2) + "\n")
    print(f"{len(right)} attributions, {np.mean(right):.3f} right; bias {decoder.settings.cue_bias}")


if __name__ == "__main__":
    main()

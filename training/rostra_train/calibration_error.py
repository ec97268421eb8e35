"""Expected calibration error of the confidence (Guo et al., ICML 2017), ten bins; right is what counts as who-said-what:

python -m rostra_train.calibration_error GOLD.jsonl PREDICTED.ndjson [--scorer FILE]
"""
import argparse
import json
import os
import pathlib

from . import evaluate

BINS = 10


def expected_error(pairs):
    """pairs: (confidence, whether right)."""
    bins = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in bins) / max(1, len(pairs))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("predicted", type=pathlib.Path)
    parser.add_argument("--scorer", default=os.environ.get("ROSTRA_SCORER", "../../shared/tools/score_attributions.py"))
    args = parser.parse_args()
    module = evaluate.scorer(args.scorer)
    gold = {d["id"]: d for d in map(json.loads, args.gold.open(encoding="utf-8"))}
    pairs = []
    for p in map(json.loads, args.predicted.open(encoding="utf-8")):
        g = gold[p["id"]]
        right = evaluate.right_ones(module, g["text"], g["attributions"], p["attributions"])
        pairs += list(zip((a["confidence"] for a in p["attributions"]), right, strict=True))
    print(f"{len(pairs)} attributions, expected calibration error {expected_error(pairs):.3f}")


if __name__ == "__main__":
    main()

"""Averages the weights of checkpoints that began from one start (Wortsman et al., Model soups, ICML 2022):

python -m rostra_train.average OUT.pt ONE.pt TWO.pt ...

Exported weights may be among them; the last must be a checkpoint.
"""
import argparse
import pathlib
import shutil

import torch

from . import load


def opened(path):
    """A checkpoint; of exported weights (weights.rnn) what the average needs of one."""
    if path.suffix == ".rnn":
        return {"model": load.exported(path)[0].state_dict()}
    return torch.load(path, map_location="cpu", weights_only=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("checkpoints", type=pathlib.Path, nargs="+")
    parser.add_argument("--weights", type=float, nargs="+", help="a share a checkpoint; equal shares without")
    args = parser.parse_args()
    shares = args.weights or [1 / len(args.checkpoints)] * len(args.checkpoints)
    kept = [opened(path) for path in args.checkpoints]
    last = kept[-1]["model"]
    # What the others lack (an act head) is the last one's.
    mean = {name: sum(w * k["model"].get(name, last[name]) for w, k in zip(shares, kept)) for name in last}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({**kept[-1], "model": mean, "optimiser": None}, args.out)
    shutil.copy(args.checkpoints[-1].parent / "vocabulary.txt", args.out.parent / "vocabulary.txt")


if __name__ == "__main__":
    main()

"""Makes a model smaller without learning: drops the word pieces that the texts at hand use least, and positions past the window.

python -m rostra_train.cut_vocabulary IN.pt OUT.pt --data DATA --pieces 20000

A word that had such a piece is cut into shorter ones from then on. Single characters stay, so that every word still has a cut.
"""
import argparse
import collections
import dataclasses
import pathlib

import torch

from . import load, model, prepare, text, train


def counts_of(data, vocabulary):
    counts = collections.Counter()
    for name in ("polnear/train.jsonl", "unlabelled.jsonl.gz"):
        for document in prepare.read_documents(data / name):
            counts.update(text.encode(document.text, vocabulary).pieces)
    return counts


def kept_pieces(vocabulary, counts, size):
    """Numbers of the pieces that stay, in their old order."""
    needed = [i for i, p in enumerate(vocabulary.pieces) if len(p.removeprefix("##")) == 1 or p.startswith("[")]
    others = sorted(set(range(len(vocabulary.pieces))) - set(needed), key=lambda i: (-counts[i], i))
    return sorted(needed + others[:size - len(needed)])


def smaller(tagger, kept, positions):
    config = dataclasses.replace(tagger.config, vocab=len(kept), max_positions=positions)
    state = dict(tagger.state_dict())
    state["embed.word.weight"] = state["embed.word.weight"][torch.tensor(kept)]
    state["embed.position.weight"] = state["embed.position.weight"][:positions]
    out = model.Tagger(config, 0.0)
    out.load_state_dict(state)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--pieces", type=int, required=True, help="how many stay")
    args = parser.parse_args()
    tagger, vocabulary, recipe = load.checkpoint(args.checkpoint)
    counts = counts_of(args.data, vocabulary)
    kept = kept_pieces(vocabulary, counts, args.pieces)
    lost = sum(counts.values()) - sum(counts[i] for i in kept)
    print(f"{len(vocabulary.pieces)} pieces, {len(kept)} kept; {1e6 * lost / sum(counts.values()):.0f} of a million pieces of text are cut shorter")
    out = smaller(tagger, kept, tagger.config.window)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    train.save(args.out, out, None, 0, {**recipe, "config": out.config.as_dict()})
    (args.out.parent / "vocabulary.txt").write_text("\n".join(vocabulary.pieces[i] for i in kept), encoding="utf-8")


if __name__ == "__main__":
    main()

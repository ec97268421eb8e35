"""Has a trained model mark texts softly, for a smaller one to learn from:

python -m rostra_train.teach TEACHER --data DATA --recipe recipes/fast.json --part unlabelled --out RUN/unlabelled.soft

A part is `train` (articles as published and stripped) or `unlabelled`. For every unit the chance of each cue
label, and for every likely cue the chance of each role label near it: the marginals of the teacher's chains.
"""
import argparse
import pathlib
import random
import time
from dataclasses import dataclass

import numpy as np
import torch

from . import batches, crf, decode, load, prepare, text
from .model import cue_vectors, distance_buckets

REACH = 96  # units on either side of a cue whose role labels are kept; further off they count as O


@dataclass
class Soft:
    """The teacher's opinion of one document, by unit."""

    cues: np.ndarray  # [units, 3] f16
    marked: list  # (cue start, cue stop, first unit, [n, 5] f16)


def marginals(logits, mask, transitions):
    """Chance of each label of each unit under the chain: the gradient of log Z."""
    logits = logits.detach().requires_grad_()
    with torch.enable_grad():
        crf.log_partition(logits, mask, transitions.detach()).sum().backward()
    return logits.grad


class Teacher:
    def __init__(self, decoder, bias, bf16):
        self.decoder, self.bias, self.bf16 = decoder, bias, bf16
        self.transitions = decoder.tagger.transitions()

    def mark(self, documents, room=12):
        """Sets `soft` on each encoded document."""
        jobs = []
        for d in documents:
            d.soft = Soft(np.zeros((len(d.encoded.units), 3), np.float16), [])
            ranges, owner = text.reading_windows(d.encoded, self.decoder.settings.window, self.decoder.settings.overlap)
            jobs += [(d, w, a, b, owner) for w, (a, b) in enumerate(ranges)]
        jobs.sort(key=lambda j: j[3] - j[2])
        for i in range(0, len(jobs), room):
            self._mark_batch(jobs[i:i + room])

    def _mark_batch(self, jobs):
        tagger = self.decoder.tagger
        t = batches.tensors_of([batches.Window(d, a, b) for d, _, a, b, _ in jobs])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            states = tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"])
        states = states.float()
        width = states.shape[1]
        mask = torch.arange(width)[None] < t["units"][:, None]
        with torch.no_grad():
            logits = tagger.cue(states)
        chances = marginals(logits, mask, self.transitions[0]).numpy()
        rows, starts, stops, owners = [], [], [], []
        for i, (d, w, a, b, owner) in enumerate(jobs):
            own = np.array(owner[a:b]) == w
            d.soft.cues[a:b][own] = chances[i, :b - a][own]
            biased = logits[i, :b - a].numpy().copy()
            biased[:, 0] += self.bias
            for s, e in decode.runs_of(crf.viterbi(biased, self.decoder.cue_transitions), 1, 2):
                if own[s]:
                    rows.append(i)
                    starts.append(s)
                    stops.append(e)
        if not rows:
            return
        rows, starts, stops = map(torch.tensor, (rows, starts, stops))
        with torch.no_grad():
            tokens = tagger.role.token(states)
            roles = tagger.role(tokens, rows, cue_vectors(states, rows, starts, stops), distance_buckets(starts, stops, width))
        chances = marginals(roles, mask[rows], self.transitions[1]).numpy()
        for i, s, e, c in zip(rows.tolist(), starts.tolist(), stops.tolist(), chances):
            d, _, a, b, _ = jobs[i]
            low, high = max(0, s - REACH), min(b - a, e + REACH)
            d.soft.marked.append((a + s, a + e, a + low, c[low:high].astype(np.float16)))


def chosen_texts(data, recipe, part):
    if part == "train":
        documents = list(prepare.read_documents(data / recipe["train"]))
        keep, _ = prepare.split(documents, recipe["held_out"])
        return [d for k in keep for d in (k, prepare.strip_marks(k))]
    documents = [d for d in prepare.read_documents(data / recipe["unlabelled"]) if 400 < len(d.text) < 20000]
    random.Random(recipe["seed"]).shuffle(documents)
    shares, out = dict(recipe["unlabelled_characters"]), []
    for d in documents:
        if shares.get(d.kind, 0) > 0:
            shares[d.kind] -= len(d.text)
            out.append(prepare.strip_marks(d) if len(out) % 3 == 0 else d)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("teacher", type=pathlib.Path)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--recipe", required=True, type=pathlib.Path)
    parser.add_argument("--part", required=True, choices=("train", "unlabelled"))
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long, keeping what is done")
    args = parser.parse_args()
    torch.set_num_threads(1)
    recipe = load.recipe(args.recipe)
    decoder = load.decoder(args.teacher)
    teacher = Teacher(decoder, recipe["teacher_cue_bias"], recipe["bf16"])
    began, done = time.time(), []
    documents = chosen_texts(args.data, recipe, args.part)
    for i in range(0, len(documents), 24):
        some = [prepare.encode_document(d, decoder.vocabulary) for d in documents[i:i + 24]]
        teacher.mark(some)
        done += [{"text": d.text, "cues": torch.from_numpy(d.soft.cues),
                  "marked": [(a, b, low, torch.from_numpy(c)) for a, b, low, c in d.soft.marked]} for d in some]
        if args.minutes and time.time() - began > 60 * args.minutes:
            break
    torch.save(done, args.out)
    pieces = sum(len(d["cues"]) for d in done)
    print(f"{len(done)} of {len(documents)} texts, {pieces} units, {sum(len(d['marked']) for d in done)} cues, {pieces / (time.time() - began):.0f} units/s")


if __name__ == "__main__":
    main()

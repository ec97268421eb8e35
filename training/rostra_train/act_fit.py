"""Fits the act head of a checkpoint whose encoder stays as it is (an average of others, say):

python -m rostra_train.act_fit IN OUT.pt --recipe recipes/accurate-acts.json --data DATA

IN is a checkpoint or exported weights. The states are computed once; the head alone is learned, from the marks in training/acts that are not held out.
"""
import argparse
import pathlib

import torch
import torch.nn.functional as F

from . import acts, batches, load, passages, prepare, train
from .model import ActHead

EPOCHS, BATCH, RATE = 12, 128, 1e-3


def documents_of(recipe, data, vocabulary, rng):
    chosen = train.chosen_articles(recipe, data)
    own = [d for _ in range(recipe["passages"]) for d in passages.draw(passages.Slots(), rng)]
    encoded = [prepare.encode_document(d, vocabulary) for d in chosen + own if d.acts]
    return encoded + train.act_documents(recipe, data, vocabulary)


@torch.no_grad()
def pooled_examples(tagger, documents, rng, bf16):
    """(means of source, cue and content [3, hidden], states of the content [units, hidden], act) of every marked attribution."""
    out = []
    windows = [w for d in documents for w in (batches.Window(d, a, b) for a, b in batches.ranges_of(d, tagger.config, rng)) if w.acts]
    for batch in batches.in_batches(windows, 4096, rng):
        t = batches.tensors_of(batch)
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            states = tagger.encode(t["pieces"], t["shapes"], t["lengths"], t["first"]).float()
        rows, masks, labels = acts.targets(batch, states.shape[1])
        means = torch.einsum("aku,auh->akh", masks / masks.sum(-1, keepdim=True).clamp(min=1), states[rows])
        for i, (row, mask) in enumerate(zip(rows.tolist(), masks)):
            out.append((means[i].half(), states[row][mask[2] > 0].half(), int(labels[i])))
    return out


def as_batch(examples):
    """States [n, units, hidden] laid out so that the head can be called as in training: three units of means, then the content."""
    width = 3 + max(len(e[1]) for e in examples)
    states = torch.zeros(len(examples), width, examples[0][1].shape[1])
    masks = torch.zeros(len(examples), 3, width)
    for i, (means, content, _) in enumerate(examples):
        states[i, :3], states[i, 3:3 + len(content)] = means.float(), content.float()
        masks[i, 2, 3:3 + len(content)] = 1
        for k in range(2):
            masks[i, k, k] = float(means[k].abs().sum() > 0)
    return states, masks, torch.tensor([e[2] for e in examples])


def fit(head, examples, rng):
    optimiser = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(examples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: max(0.0, 1 - k / steps))
    head.train()
    for epoch in range(EPOCHS):
        rng.shuffle(examples)
        total = 0.0
        for i in range(0, len(examples) - BATCH + 1, BATCH):
            states, masks, labels = as_batch(examples[i:i + BATCH])
            loss = F.cross_entropy(head(states, torch.arange(len(labels)), masks), labels, label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: {total / (len(examples) // BATCH):.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--recipe", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--fresh", action="store_true", help="begin with a new head, not with the checkpoint's")
    args = parser.parse_args()
    tagger, vocabulary = (load.exported if args.checkpoint.suffix == ".rnn" else load.checkpoint)(args.checkpoint)[:2]
    recipe = load.recipe(args.recipe)
    torch.manual_seed(recipe["seed"])
    rng = batches.new_random(recipe["seed"])
    examples = pooled_examples(tagger.eval(), documents_of(recipe, args.data, vocabulary, rng), rng, recipe["bf16"])
    print(f"{len(examples)} marked attributions", flush=True)
    head = ActHead(tagger.config, 0.2)
    if not args.fresh:
        head.load_state_dict(tagger.act.state_dict())
    fit(head, examples, rng)
    tagger.act.load_state_dict(head.state_dict())
    args.out.parent.mkdir(parents=True, exist_ok=True)
    train.save(args.out, tagger, None, 0, {**recipe, "config": {**tagger.config.as_dict(), **recipe["config"]}})
    (args.out.parent / "vocabulary.txt").write_text("\n".join(vocabulary.pieces), encoding="utf-8")


if __name__ == "__main__":
    main()

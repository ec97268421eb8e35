"""Fits the act reader and the act head over an encoder that stays as it is (docs/formats/model-file.md, 9):

python -m rostra_train.reader_fit IN OUT.pt --recipe recipes/accurate-reader.json --data DATA

IN is a checkpoint or exported weights. The encoder's states are computed once and kept in memory (2 GB); the reader and a
fresh head are learned from the marks in training/acts that are not held out, and read those held out after each epoch.
"""
import argparse
import pathlib

import torch
import torch.nn.functional as F

from . import act_reader, act_table, acts, batches, load, model, passages, prepare, train
from .text import reading_windows


def documents_of(recipe, data, vocabulary, rng):
    """Marked articles, passages of ours and unlabelled texts; of some articles and passages a copy without its quotation marks besides."""
    own = [d for _ in range(recipe["passages"]) for d in passages.draw(passages.Slots(), rng)]
    whole = [d for d in train.chosen_articles(recipe, data) + own if d.acts]
    stripped = [prepare.strip_marks(d) for d in whole if rng.random() < recipe["stripped_share"]]
    return [prepare.encode_document(d, vocabulary) for d in whole + stripped] + train.act_documents(recipe, data, vocabulary)


def kept_examples(tagger, windows, rng):
    """(kept, roles, act) of every marked attribution of the windows."""
    out = []
    for batch in batches.in_batches(windows, 4096, rng):
        t = batches.tensors_of(batch)
        tensors = {k: t[k] for k in ("pieces", "shapes", "lengths", "first")}
        labels = [acts.ACTS.index(act) for w in batch for _, act in w.acts]
        out += [(kept.half(), roles, label) for (kept, roles), label in zip(act_reader.examples_of(tagger, batch, tensors), labels)]
    return out


def marked_windows(documents, config, rng):
    return [w for d in documents for w in (batches.Window(d, a, b) for a, b in batches.ranges_of(d, config, rng)) if w.acts]


def held_windows(data, vocabulary, config):
    """Windows as reading lays them, each with the marks whose cue it owns."""
    out = []
    for d in act_table.marked_documents(data, held=True):
        e = prepare.encode_document(d, vocabulary).encoded
        ranges, owner = reading_windows(e, config.window, config.overlap)
        for number, (start, stop) in enumerate(ranges):
            window = batches.Window(d, start, stop)
            owned = [(parts, act) for parts, act in d.act_units if owner[(parts[1] or parts[2])[0]] == number]
            window.acts = [([[j - start for j in p if start <= j < stop] for p in parts], act) for parts, act in owned]
            out += [window] if window.acts else []
    return out


def blurred(roles, rng, jitter):
    """Contents lose their last units at times, and some sources are missed, as in what is found."""
    roles = roles.clone()
    content = (roles == 3).nonzero().flatten()
    if len(content) > 4 and rng.random() < jitter:
        roles[content[-rng.randrange(1, 4):]] = 0
    if rng.random() < jitter / 4:
        roles[roles == 1] = 0
    return roles


def in_batches(examples, units, rng):
    """Batches of examples of like length, at most so many units each after padding."""
    examples = list(examples)
    rng.shuffle(examples)
    out = []
    for i in range(0, len(examples), 512):
        batch = []
        for e in sorted(examples[i:i + 512], key=lambda e: len(e[1])):
            if batch and (len(batch) + 1) * len(e[1]) > units:
                out.append(batch)
                batch = []
            batch.append(e)
        out.append(batch)
    rng.shuffle(out)
    return out


@torch.no_grad()
def share_right(tagger, examples):
    right = 0
    for i in range(0, len(examples), 32):
        some = examples[i:i + 32]
        logits = act_reader.judge(tagger, *act_reader.laid_out([e[:2] for e in some]))
        right += int((logits.argmax(-1) == torch.tensor([e[2] for e in some])).sum())
    return 100 * right / len(examples)


def fit(tagger, examples, held, recipe, rng):
    parameters = [*tagger.reader.parameters(), *tagger.act.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=recipe["rate"], weight_decay=recipe["decay"])
    total, step = recipe["epochs"] * len(in_batches(examples, recipe["batch_units"], rng)), 0
    for epoch in range(recipe["epochs"]):
        lost, count = 0.0, 0
        for batch in in_batches(examples, recipe["batch_units"], rng):
            rate = recipe["rate"] * min(1, step / (recipe["warm_share"] * total)) * max(0.02, 1 - step / total)
            for group in optimiser.param_groups:
                group["lr"] = rate
            tagger.reader.train(), tagger.act.train()
            logits = act_reader.judge(tagger, *act_reader.laid_out([(kept, blurred(roles, rng, recipe["jitter"])) for kept, roles, _ in batch]))
            loss = F.cross_entropy(logits, torch.tensor([e[2] for e in batch]), label_smoothing=0.05)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step, lost, count = step + 1, lost + loss.item() * len(batch), count + len(batch)
        tagger.eval()
        print(f"epoch {epoch}: loss {lost / count:.3f}, held out {share_right(tagger, held):.2f}", flush=True)


def with_reader(tagger, recipe):
    """The tagger with a fresh reader and head of the recipe's sizes."""
    config = model.Config(**{**tagger.config.as_dict(), **recipe["config"]})
    out = model.Tagger(config, recipe["dropout"])
    kept = {n: t for n, t in tagger.state_dict().items() if not n.startswith(("act.", "reader."))}
    missing, unknown = out.load_state_dict(kept, strict=False)
    assert not unknown and all(n.startswith(("act.", "reader.")) for n in missing), (missing, unknown)
    for parameter in out.parameters():
        parameter.requires_grad_(False)
    for parameter in [*out.reader.parameters(), *out.act.parameters()]:
        parameter.requires_grad_(True)
    return out.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--recipe", required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, help="another than the recipe's")
    args = parser.parse_args()
    recipe = load.recipe(args.recipe)
    if args.seed is not None:
        recipe["seed"] = args.seed
    torch.manual_seed(recipe["seed"])
    torch.set_num_threads(1)
    rng = batches.new_random(recipe["seed"])
    tagger, vocabulary = (load.exported if args.checkpoint.suffix == ".rnn" else load.checkpoint)(args.checkpoint)[:2]
    tagger = with_reader(tagger, recipe)
    held = kept_examples(tagger, held_windows(args.data, vocabulary, tagger.config), rng)
    examples = kept_examples(tagger, marked_windows(documents_of(recipe, args.data, vocabulary, rng), tagger.config, rng), rng)
    print(f"{len(examples)} marked attributions, {len(held)} held out", flush=True)
    fit(tagger, examples, held, recipe, rng)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    train.save(args.out, tagger, None, 0, {**recipe, "config": tagger.config.as_dict()})
    (args.out.parent / "vocabulary.txt").write_text("\n".join(vocabulary.pieces), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Writes a model folder:  python -m rostra_train.export RUN/final.pt OUT --settings RUN/settings.json

OUT gets weights.rnn and manifest.json; the card and the licence files are written by hand beside them.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import subprocess

import torch

from . import load, model_file
from .acts import ACTS
from .decode import Decoder, Settings
from .prepare import CUE_LABELS, ROLE_LABELS
from .text import Vocabulary

SAMPLES = json.loads((pathlib.Path(__file__).parent / "samples.json").read_text(encoding="utf-8"))


def header_of(tagger, settings, identity, recipes, commit):
    cue, role = (t.detach().tolist() for t in tagger.transitions())
    config = {**tagger.config.as_dict(), "window": settings.window, "overlap": settings.overlap}
    special = {"pad": Vocabulary.PAD, "paragraph": Vocabulary.PARAGRAPH, "unk": Vocabulary.UNK,
               "cls": Vocabulary.CLS, "sep": Vocabulary.SEP}
    return {"id": identity, "commit": commit, "recipe": " ".join(f"recipes/{r}.json" for r in recipes), "config": config,
            "special": special, "cue_labels": CUE_LABELS, "role_labels": ROLE_LABELS, "cue_transitions": cue,
            "role_transitions": role, "cue_bias": settings.cue_bias,
            **({"act_labels": ACTS} if tagger.act else {}), "calibration": {"weights": settings.weights, "bias": settings.bias, **({"curve": settings.curve} if settings.curve else {})}, "self_test": []}


def tensors_of(tagger):
    return {model_file.file_name(n): t.detach().float().numpy() for n, t in tagger.state_dict().items()
            if not n.endswith("_transitions")}


def samples_of(path):
    """The self-test: what the written, rounded weights find in texts of our own."""
    decoder = Decoder(*load.exported(path))
    out = []
    for text in SAMPLES:
        found = [{r: getattr(f, r) for r in ("source", "cue", "content")} for f in decoder.read(text)]
        out.append({"text": text, "attributions": found})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("checkpoint", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--settings", type=pathlib.Path, help="what calibrate.py wrote")
    parser.add_argument("--recipes", nargs="+", required=True, help="names of the recipes that led to the checkpoint, in order")
    parser.add_argument("--id", help="the model's id, for instance accurate-3; without it the checkpoint's own")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tagger, vocabulary, recipe = load.checkpoint(args.checkpoint)
    settings = Settings(window=recipe["config"]["window"], overlap=recipe["config"]["overlap"])
    if args.settings:
        settings = Settings(**json.loads(args.settings.read_text()))
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    identity = args.id or recipe["id"]
    if tagger.act:
        with torch.no_grad():
            tagger.act.out.weight *= settings.act_scale
            tagger.act.out.bias *= settings.act_scale
    header, tensors = header_of(tagger, settings, identity, args.recipes, commit), tensors_of(tagger)
    args.out.mkdir(parents=True, exist_ok=True)
    weights = args.out / "weights.rnn"
    model_file.write(weights, header, vocabulary.pieces, tensors)
    header["self_test"] = samples_of(weights)
    model_file.write(weights, header, vocabulary.pieces, tensors)
    data = weights.read_bytes()
    manifest = {"id": identity, "format": model_file.VERSION, "file": "weights.rnn", "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(), "recipe": header["recipe"], "licence": "Apache-2.0",
                "made": datetime.date.today().isoformat()}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()

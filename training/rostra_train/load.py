"""Opens what evaluate and export need: a checkpoint or an exported model file."""
import json
import pathlib

import torch

from . import model_file
from .decode import Decoder, Settings
from .model import Config, Tagger
from .text import Vocabulary


def recipe(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def checkpoint(path):
    """Tagger, vocabulary and recipe of a run's checkpoint."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    tagger = Tagger(Config(**kept["config"]), 0.0)
    tagger.load_state_dict(kept["model"])
    pieces = (pathlib.Path(path).parent / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return tagger, Vocabulary(pieces), kept["recipe"]


def exported(path):
    header, pieces, tensors = model_file.read(path)
    tagger = Tagger(Config(**header["config"]), 0.0)
    state = {n: torch.from_numpy(t) for n, t in tensors.items()}
    state["cue_transitions"] = torch.tensor(header["cue_transitions"])
    state["role_transitions"] = torch.tensor(header["role_transitions"])
    tagger.load_state_dict({model_file.torch_name(n): t for n, t in state.items()})
    c = header["calibration"]
    settings = Settings(header["cue_bias"], header["config"]["window"], header["config"]["overlap"], c["weights"], c["bias"], c.get("curve", []))
    return tagger, Vocabulary(pieces), settings


def decoder(path):
    path = pathlib.Path(path)
    if path.suffix == ".rnn":
        return Decoder(*exported(path))
    tagger, vocabulary, recipe = checkpoint(path)
    c = recipe["config"]
    return Decoder(tagger, vocabulary, Settings(window=c["window"], overlap=c["overlap"]))

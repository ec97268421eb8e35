"""Writes and reads `weights.rnn` (docs/formats/model-file.md)."""
import json
import struct

import numpy as np
import xxhash

MAGIC = b"ROSTRANN"
VERSION = 1
ALIGN = 64


def torch_name(name):
    """Our tensor names are PyTorch's, but for the one bare parameter tables."""
    if name.startswith("embed.") and name.count(".") == 1:
        return name + ".weight"
    return name


def file_name(name):
    if name.startswith("embed.") and not name.startswith("embed.norm") and name.endswith(".weight"):
        return name[: -len(".weight")]
    return name


def is_int8(name):
    if name == "embed.word" or name in ("role.token.weight", "role.gate.weight", "role.cue.weight", "act.up.weight", "reader.enter.weight"):
        return True
    return name.startswith(("layer.", "reader.layer.")) and name.endswith(".weight") and "norm" not in name


def quantise(matrix):
    """Symmetric int8 by row; the scale of an empty row is 1."""
    scale = np.abs(matrix).max(1) / 127.0
    scale[scale == 0] = 1.0
    return np.clip(np.rint(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def up_to(n):
    return -n % ALIGN


def _blobs(tensors, pieces):
    """(name, dtype, shape, bytes, scale's name) in file order."""
    for name, value in tensors.items():
        value = np.ascontiguousarray(value, np.float32)
        if is_int8(name):
            q, scale = quantise(value)
            yield name, "i8", list(q.shape), q.tobytes(), name + ".scale"
            yield name + ".scale", "f32", list(scale.shape), scale.tobytes(), None
        else:
            yield name, "f32", list(value.shape), value.tobytes(), None
    yield None, None, None, "\n".join(pieces).encode() + b"\n", None


def write(path, header, pieces, tensors):
    """header: everything but `vocabulary` and `tensors`, which are filled in here."""
    blobs = list(_blobs(tensors, pieces))
    length = 0
    for _ in range(4):  # the offsets' digits change the header's length: repeat until it stands
        offset = 32 + length + up_to(32 + length)
        table, words = {}, None
        for name, dtype, shape, data, scale in blobs:
            place = {"offset": offset, "bytes": len(data)}
            if name is None:
                words = place
            else:
                table[name] = {"dtype": dtype, "shape": shape, **place, **({"scale": scale} if scale else {})}
            offset += len(data) + up_to(len(data))
        text = json.dumps({**header, "vocabulary": words, "tensors": table}, separators=(",", ":"), ensure_ascii=False).encode()
        if len(text) == length:
            break
        length = len(text)
    body = bytearray(text) + bytes(up_to(32 + len(text)))
    for *_, data, _ in blobs:
        body += data + bytes(up_to(len(data)))
    head = MAGIC + struct.pack("<IIQQ", VERSION, len(text), 32 + len(body), xxhash.xxh3_64_intdigest(bytes(body)))
    path.write_bytes(head + body)


def read(path):
    """Header, pieces and float tensors of a file that this module wrote."""
    data = path.read_bytes()
    version, length, size, digest = struct.unpack("<IIQQ", data[8:32])
    if data[:8] != MAGIC or version != VERSION or size != len(data) or digest != xxhash.xxh3_64_intdigest(data[32:]):
        raise ValueError(f"{path} is not a whole model file of version {VERSION}")
    header = json.loads(data[32:32 + length])

    def array(entry):
        kind = np.int8 if entry["dtype"] == "i8" else np.float32
        raw = data[entry["offset"]:entry["offset"] + entry["bytes"]]
        return np.frombuffer(raw, kind).reshape(entry["shape"]).copy()

    table, out = header["tensors"], {}
    for name, entry in table.items():
        if name.endswith(".scale"):
            continue
        value = array(entry)
        out[name] = value.astype(np.float32) * array(table[entry["scale"]])[:, None] if "scale" in entry else value
    words = header["vocabulary"]
    pieces = data[words["offset"]:words["offset"] + words["bytes"]].decode().split("\n")[:-1]
    return header, pieces, out

"""The forms in which reports quote (tests/cases/forms), read by both published models, with their marks and without."""
import json
import os
import pathlib
import re
import subprocess
import unittest

PROGRAM = os.environ["ROSTRA_PROGRAM"]
FORMS = pathlib.Path(__file__).resolve().parents[1] / "cases/forms/forms.txt"
MARKS = "\"'’‘“”—–"
# Found at least, of the 34 attributions in the file: model, whether the marks stay → share. Measured: accurate 32 and 32, fast 31 and 31.
FLOORS = {("accurate", True): 0.9, ("accurate", False): 0.9, ("fast", True): 0.85, ("fast", False): 0.85}


def parsed(marked, keep_marks):
    """Text and attributions of one case; without marks, as careless scrapers leave it."""
    text, open_, spans, i = "", [], {}, 0
    while i < len(marked):
        start = re.match(r"\[([sct])(\d+):", marked[i:])
        if start:
            open_.append((start[1], int(start[2]), len(text)))
            i += start.end()
        elif marked[i] == "]" and open_:
            part, number, begin = open_.pop()
            spans.setdefault(number, {"s": [], "c": [], "t": []})[part].append((begin, len(text)))
            i += 1
        else:
            text += marked[i] if keep_marks or marked[i] not in MARKS else ""
            i += 1
    return text, list(spans.values())


def cases(keep_marks):
    for block in FORMS.read_text(encoding="utf-8").split("== ")[1:]:
        name, _, body = block.partition("\n")
        text, attributions = parsed("\n\n".join(line for line in body.split("\n") if line), keep_marks)
        yield {"id": name, "text": text}, attributions


def words(text, spans):
    return {m.start() for m in re.finditer(r"\w+", text) if any(a <= m.start() < b for a, b in spans)}


def overlap(a, b):
    return 1.0 if not a and not b else 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


class Forms(unittest.TestCase):
    def test_each_form_is_read(self):
        for (model, keep_marks), floor in FLOORS.items():
            with self.subTest(model=model, marks=keep_marks):
                rows = list(cases(keep_marks))
                lines = "".join(json.dumps(report) + "\n" for report, _ in rows)
                read = subprocess.run([PROGRAM, "read", "--model", model, "--as", "ndjson", "--format", "ndjson", "-"], input=lines, capture_output=True, text=True, check=True)
                found = {r["id"]: r["attributions"] for r in map(json.loads, read.stdout.splitlines())}
                self.assertEqual(len(found), len(rows))
                missed, count = [], 0
                for report, wanted in rows:
                    for one in wanted:
                        count += 1
                        hit = any(overlap(words(report["text"], one["s"]), words(report["text"], f["source"])) >= 0.5
                                  and overlap(words(report["text"], one["t"]), words(report["text"], f["content"])) >= 0.5 for f in found[report["id"]])
                        if not hit:
                            missed.append(report["id"])
                self.assertGreaterEqual((count - len(missed)) / count, floor, f"{model}, marks {keep_marks}: {count - len(missed)} of {count}; missed {missed}")


if __name__ == "__main__":
    unittest.main()

"""Run with:  cd training && python -m unittest discover tests"""
import collections
import itertools
import pathlib
import random
import tempfile
import unittest

try:
    import numpy as np
    import torch
except ImportError as missing:
    raise unittest.SkipTest(f"skipped: {missing.name} is not installed (pip install -r requirements.txt)") from missing

from rostra_train import act_reader, acts, batches, crf, cut_vocabulary, model_file, passages, prepare, recast, text
from rostra_train.model import ActHead, Config, Tagger, bucket_of
from rostra_train.prepare import ROLE_LABELS


def vocabulary(*pieces):
    return text.Vocabulary(list(text.Vocabulary.SPECIAL) + list(pieces))


class Cutting(unittest.TestCase):
    def test_units_split_marks_and_symbols(self):
        sample = "Zoë’s $5.20 re-run…"
        self.assertEqual([sample[a:b] for a, b in text.units_of(sample)],
                         ["Zoë", "’", "s", "$", "5", ".", "20", "re", "-", "run", "…"])

    def test_shapes(self):
        wanted = {"’": text.QUOTE, "mp3": text.DIGIT, ",": text.NONE, "A": text.SINGLE_CAPITAL, "UN": text.CAPITALS,
                  "Oslo": text.CAPITALISED, "oslo": text.LOWER, "McKay": text.MIXED}
        self.assertEqual({u: text.shape_of(u) for u in wanted}, wanted)

    def test_accents_go_and_long_words_are_unknown(self):
        v = vocabulary("zoe", "a", "##a")
        self.assertEqual(v.cut("Zoë"), (5,))
        self.assertEqual(v.cut("a" * 101), (v.UNK,))
        self.assertEqual(v.cut("aaa"), (6, 7, 7))

    def test_a_paragraph_piece_travels_with_its_unit(self):
        e = text.encode("a\n\na", vocabulary("a"))
        self.assertEqual((e.pieces, e.begin, e.first, e.end), ([5, 1, 5], [0, 1], [0, 2], [1, 3]))

    def test_every_unit_has_one_owner_that_holds_it(self):
        e = text.encode("a " * 100, vocabulary("a"))
        windows, owners = text.reading_windows(e, 22, 8)
        self.assertEqual(windows[:2], [(0, 20), (14, 34)])
        self.assertEqual(owners[15:17], [0, 1])
        for unit, owner in enumerate(owners):
            self.assertTrue(windows[owner][0] <= unit < windows[owner][1])

    def test_a_window_takes_over_with_a_sentence_and_rather_with_a_paragraph(self):
        v = vocabulary("a", ".")
        windows, owners = text.reading_windows(text.encode("a " * 14 + "a. " + "a " * 40, v), 22, 8)
        self.assertEqual((windows[0], windows[1][0], owners.index(1)), ((0, 20), 14, 16))
        windows, owners = text.reading_windows(text.encode("a " * 12 + "a\na a. " + "a " * 40, v), 22, 8)
        self.assertEqual(owners.index(1), 13)
        windows, owners = text.reading_windows(text.encode("a " * 59 + "a. " + "a " * 80, v), 102, 40)
        self.assertEqual((windows[0], owners.index(1)), ((0, 73), 61))

    def test_sentences_open_by_the_signs_before_them(self):  # as Units.SentencesOpenByTheSignsBeforeThem in tests/attribution
        e = text.encode("He left. “Never.” She said: Mr. Lind of the U.S. stayed (why?) Yes!\n“Go”", vocabulary("a"))
        opening = ["He left. “Never.” She said: Mr. Lind of the U.S. stayed (why?) Yes!\n“Go”"[a:b] for (a, b), o in zip(e.units, e.opens) if o]
        self.assertEqual(opening, ["“", "She", "Yes", "“"])
        self.assertEqual([o for o in e.opens if o], [1, 1, 1, 2])


class Chains(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.logits = torch.randn(1, 5, 5)
        self.transitions = torch.randn(5, 5) + crf.forbidden(ROLE_LABELS)

    def score(self, labels):
        return float(crf.gold_score(self.logits, torch.tensor([labels]), torch.ones(1, 5), self.transitions))

    def test_log_partition_is_the_sum_over_all_paths(self):
        every = torch.tensor([self.score(p) for p in itertools.product(range(5), repeat=5)])
        z = crf.log_partition(self.logits, torch.ones(1, 5, dtype=torch.bool), self.transitions)
        self.assertAlmostEqual(float(z), float(torch.logsumexp(every, 0)), places=3)

    def test_units_outside_the_mask_do_not_count(self):
        mask = torch.tensor([[True, True, True, False, False]])
        short = crf.log_partition(self.logits[:, :3], mask[:, :3], self.transitions)
        self.assertAlmostEqual(float(crf.log_partition(self.logits, mask, self.transitions)), float(short), places=3)

    def test_viterbi_finds_the_best_path(self):
        best = max(itertools.product(range(5), repeat=5), key=self.score)
        self.assertEqual(tuple(crf.viterbi(self.logits[0].numpy(), self.transitions.numpy())), best)


class Passages(unittest.TestCase):
    def setUp(self):
        self.slots, self.rng = passages.Slots(), random.Random(1)

    def pieces(self, d, role):
        return [[d.text[s:e] for s, e in a[role]] for a in d.versions[0]]

    def test_braces_nest_and_slots_are_filled_once(self):
        d = passages.expand("x", "{1s <person:a>} {1q said} {1c {2s <surname:a>} {2q wants} {2c <num:b> of <num:b>}}.", self.slots, self.rng)
        (_, last), (_, number) = self.pieces(d, "source")[0][0].split(" ", 1), d.text.rstrip(".").split(" of ")
        self.assertEqual(self.pieces(d, "source")[1], [last])
        self.assertEqual(self.pieces(d, "content"), [[f"{last} wants {number} of {number}"], [f"{number} of {number}"]])

    def test_wrong_marks_name_their_passage(self):
        for raw in ("{1s A} {1q said} {1c b", "A} said", "{1s A} {1q said}", "<nothing:a>"):
            with self.assertRaisesRegex(ValueError, "odd|unknown slot"):
                passages.expand("odd", raw, self.slots, self.rng)

    def test_every_passage_of_ours_is_marked_rightly(self):
        raws = passages.read_passages()
        self.assertGreater(len(raws), 200)
        for name, raw in raws:
            d = passages.expand(name, raw, self.slots, self.rng)
            for spans in (a[r] for a in d.versions[0] for r in a):
                for s, e in spans:
                    self.assertEqual(d.text[s:e], d.text[s:e].strip(), f"{name}: blanks at the edge of a mark")

    def test_recast_quotations_keep_their_words(self):
        words = [f"Nothing that anybody said in the {n} hours of that long debate was new to me." for n in ("two", "six", "ten")]
        text = " ".join(f"“{w}” he said." for w in words)
        spans = [[text.index(w) - 1, text.index(w) + len(w) + 1] for w in words]
        d = prepare.Document("x", text, [[{"source": [], "cue": [[0, 1]], "content": [s]} for s in spans]])
        for _ in range(8):
            (out,) = recast.draw([d], self.slots, self.rng, 1.1)
            got = sorted(" ".join(c).strip("“”\"‘’'") for c in self.pieces(out, "content"))
            self.assertEqual(got, sorted(words))

    def test_long_contents_are_cut_at_the_window(self):
        m = prepare.Marked((3, 4), [(1, 2, 3), (3, 4, 40)])
        self.assertEqual(batches._clipped(m, 0, 20), [(1, 2, 3), (3, 4, 20)])
        self.assertEqual(batches._clipped(m, 10, 30), [])


class Acts(unittest.TestCase):
    def document(self):
        d = prepare.Document("r", "“We deplore it,” she said of the raid.", [[]])
        d.acts = [{"source": [[17, 20]], "cue": [[21, 25]], "content": [[0, 16]], "act": "criticise"}]
        return d

    def test_marks_follow_a_document_without_its_quotation_marks(self):
        d = prepare.strip_marks(self.document())
        self.assertEqual([d.text[s:e] for r in ("source", "cue", "content") for s, e in d.acts[0][r]], ["she", "said", "We deplore it,"])
        e = prepare.encode_document(d, vocabulary("a"))
        (source, cue, content), act = e.act_units[0]
        self.assertEqual((source, cue, content, act), ([4], [5], [0, 1, 2, 3], "criticise"))

    def test_a_window_has_only_those_whose_cue_and_half_content_it_shows(self):
        d = prepare.encode_document(self.document(), vocabulary("a"))
        whole = batches.Window(d, 0, len(d.encoded.units))
        self.assertEqual(len(whole.acts), 1)
        self.assertEqual(batches.Window(d, 0, 5).acts, [])  # the cue is outside
        self.assertEqual(batches.Window(d, 4, len(d.encoded.units)).acts, [])  # most of the content is
        rows, masks, labels = acts.targets([whole], len(d.encoded.units))
        self.assertEqual((rows.tolist(), labels.tolist()), ([0], [acts.ACTS.index("criticise")]))
        self.assertEqual(masks.sum(-1).tolist(), [[1, 1, 6]])

    def test_the_head_does_not_look_outside_the_parts(self):
        torch.manual_seed(0)
        head = ActHead(Config(vocab=9, hidden=8, layers=1, heads=1, intermediate=8, act_hidden=16), 0.0).eval()
        states, masks = torch.randn(1, 6, 8), torch.zeros(1, 3, 6)
        masks[0, 1, 2] = masks[0, 2, 3] = masks[0, 2, 4] = 1
        before = head(states, torch.tensor([0]), masks)
        states[0, [0, 1, 5]] += 3
        self.assertTrue(torch.allclose(before, head(states, torch.tensor([0]), masks)))

    def test_every_mark_of_ours_is_an_act_of_a_passage(self):
        keys = {acts.passage_key(raw) for _, raw in passages.read_passages()}
        marks = acts.read_passage_marks()
        self.assertGreater(len(marks), 1000)
        self.assertTrue(all(key in keys and act in acts.ACTS for (key, _), act in marks.items()))


class Reader(unittest.TestCase):
    def test_crops_are_those_of_the_program(self):  # tests/attribution/act_reader_test.cc has the same
        def bounds(parts, units):
            return act_reader.crop(parts, units)[:2]
        self.assertEqual(bounds([[100, 101], [102], list(range(103, 120))], 300), (92, 128))
        self.assertEqual(bounds([[202, 203], [201], list(range(100, 200))], 300), (153, 212))
        self.assertEqual(bounds([[10], [11], list(range(12, 290))], 300), (2, 98))
        start, stop, roles = act_reader.crop([[1], [2, 5], [3, 4, 5]], 9)
        self.assertEqual((start, stop, roles.tolist()), (0, 9, [0, 1, 2, 3, 3, 2, 0, 0, 0]))

    def test_distances_are_the_role_heads(self):
        roles = torch.tensor([[0, 1, 0, 2, 2, 0, 3], [3, 3, 3, 0, 0, 0, 0]])
        self.assertEqual(act_reader.distances(roles)[0].tolist(), bucket_of(7, 3, 5).tolist())
        self.assertEqual(act_reader.distances(roles)[1].tolist(), bucket_of(7, 0, 0).tolist())

    def test_a_crop_does_not_see_its_padding(self):
        torch.manual_seed(0)
        sizes = {"hidden": 16, "layers": 1, "heads": 2, "intermediate": 16, "states": [1, 2]}
        tagger = Tagger(Config(vocab=9, hidden=8, layers=2, heads=1, intermediate=8, act_hidden=16, act_reader=sizes), 0.0).eval()
        short, long = [(torch.randn(n, 2, 8), torch.tensor([1, 2] + [3] * (n - 2), dtype=torch.uint8)) for n in (5, 9)]
        alone = act_reader.judge(tagger, *act_reader.laid_out([short]))
        beside = act_reader.judge(tagger, *act_reader.laid_out([short, long]))
        self.assertTrue(torch.allclose(alone[0], beside[0], atol=1e-5))

    def test_a_smaller_vocabulary_still_cuts_every_word(self):
        v = vocabulary("a", "##b", "ab", "##ab", "abab")
        kept = cut_vocabulary.kept_pieces(v, collections.Counter({v.number["ab"]: 5}), len(v.pieces) - 2)
        self.assertEqual([v.pieces[i] for i in kept], [p for p in v.pieces if p not in ("##ab", "abab")])


class Data(unittest.TestCase):
    def test_stripping_moves_spans(self):
        d = prepare.Document("x", "“Go,” said Al’s aide", [[{"source": [[11, 20]], "cue": [[6, 10]], "content": [[0, 5]]}]])
        s = prepare.strip_marks(d)
        self.assertEqual(s.text, "Go, said Als aide")
        self.assertEqual({r: [s.text[a:b] for a, b in v] for r, v in s.versions[0][0].items()},
                         {"source": ["Als aide"], "cue": ["said"], "content": ["Go,"]})

    def test_buckets(self):
        self.assertEqual(bucket_of(7, 3, 4).tolist(), [3, 2, 1, 0, 12, 13, 14])

    def test_model_file_round_trip(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "weights.rnn"
            word = np.array([[1.0, -0.5], [0.0, 0.0]], np.float32)
            model_file.write(path, {"id": "x"}, ["a", "é"], {"embed.word": word, "cue.bias": np.ones(3)})
            header, pieces, tensors = model_file.read(path)
            self.assertEqual((header["id"], pieces), ("x", ["a", "é"]))
            np.testing.assert_allclose(tensors["embed.word"], word, atol=1 / 254)
            self.assertTrue(all(t["offset"] % 64 == 0 for t in header["tensors"].values()))
            path.write_bytes(path.read_bytes()[:-1] + b"x")
            with self.assertRaises(ValueError):
                model_file.read(path)


if __name__ == "__main__":
    unittest.main()


def test_expected_calibration_error():
    from rostra_train.calibration_error import expected_error
    assert expected_error([(0.95, True)] * 19 + [(0.95, False)]) < 1e-9
    assert abs(expected_error([(0.85, False)] * 10 + [(0.1, True)] * 10) - 0.875) < 1e-9


def test_confidence_is_read_off_a_rising_curve():
    import numpy as np
    from rostra_train.calibrate import confidence_curve
    from rostra_train.decode import on_curve
    draw = np.random.default_rng(3)
    chances = draw.uniform(0, 1, 6000)
    right = (draw.uniform(0, 1, 6000) < chances ** 2).astype(float)  # surer than it should be
    curve = confidence_curve(chances, right)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in zip(curve, curve[1:]))
    off = [abs(on_curve(curve, c) - c ** 2) for c in np.linspace(0.1, 0.9, 9)]
    assert max(off) < 0.05, off
    assert on_curve([], 0.3) == 0.3

"""The plan by which models are made; needs nothing but the standard library."""
import json
import pathlib
import re
import shlex
import tempfile
import unittest

from rostra_train import make

ROOT = pathlib.Path(__file__).resolve().parents[2]


def argument(words, name):
    return words[words.index(name) + 1]


class Plan(unittest.TestCase):
    def setUp(self):
        self.plan = make.read_plan()
        self.steps = self.plan["steps"]

    def test_a_step_comes_after_those_that_it_needs(self):
        for target in self.steps:
            order = make.in_order(target, self.steps)
            self.assertEqual(order[-1], target)
            for at, name in enumerate(order):
                self.assertLessEqual(set(make.needs(self.steps[name], self.steps)), set(order[:at]))

    def test_every_step_leads_to_a_model_or_the_control(self):
        used = {name for target in ("accurate-7", "fast-6", "scratch") for name in make.in_order(target, self.steps)}
        self.assertEqual(used, set(self.steps))

    def test_recipes_are_there_and_the_manifests_name_those_that_lead_to_the_model(self):
        for target in ("accurate-7", "fast-6"):
            own = "accurate" if target.startswith("accurate") else "fast"
            words = [w for name in make.in_order(target, self.steps) for w in shlex.split(self.steps[name])]
            recipes = list(dict.fromkeys(re.findall(r"recipes/([\w-]+)\.json", " ".join(words))))
            for recipe in recipes:
                json.loads((ROOT / "training/recipes" / f"{recipe}.json").read_text(encoding="utf-8"))
            manifest = json.loads((ROOT / "models" / target / "manifest.json").read_text(encoding="utf-8"))
            named = [f"recipes/{r}.json" for r in recipes if r.startswith(own)]
            self.assertEqual(sorted(set(manifest["recipe"].split())), sorted(named))
            exported = shlex.split(self.steps[target])
            self.assertEqual(argument(exported, "--id"), target)
            self.assertEqual(" ".join(f"recipes/{r}.json" for r in exported[exported.index("--recipes") + 1:]), manifest["recipe"])

    def test_what_is_expected_is_of_a_step_and_of_dev(self):
        for made, expected in self.plan["expected"].items():
            self.assertIn(made.split("/")[0], self.steps)
            self.assertGreater(expected["within"], 0)
            self.assertLessEqual(set(expected) - {"within"}, {"dev", "dev.stripped"})

    def test_an_unknown_model_is_refused_with_those_that_there_are(self):
        with self.assertRaisesRegex(make.Fault, "no such step; plan.json has .*accurate-7"):
            make.in_order("accurate-9", self.steps)

    def test_a_circle_is_refused(self):
        with self.assertRaisesRegex(make.Fault, "needs itself"):
            make.in_order("a", {"a": "average {b}", "b": "average {a}"})


class Data(unittest.TestCase):
    def test_data_is_told_by_its_hash(self):
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder)
            (data / "a.jsonl").write_text("{}\n")
            right = make.sha256(data / "a.jsonl")
            make.check_data({"data": {"a.jsonl": right}}, data)
            with self.assertRaisesRegex(make.Fault, "a.jsonl: not the file"):
                make.check_data({"data": {"a.jsonl": "0" * 64}}, data)
            with self.assertRaisesRegex(make.Fault, "b.jsonl: not there"):
                make.check_data({"data": {"b.jsonl": right}}, data)

    def test_figures_are_compared(self):
        lines, good = make.compared({"x": 77.0, "y": 50.0}, {"x": 76.5, "y": 52.0}, 1.0)
        self.assertFalse(good)
        self.assertNotIn("NOT AS EXPECTED", lines[0])
        self.assertIn("NOT AS EXPECTED", lines[1])


class Running(unittest.TestCase):
    def test_done_steps_are_passed_over_and_a_failing_one_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            plan = {"steps": {"one": "no_such_module {folder}"}}
            maker = make.Maker(plan, work, work, work, work, False)
            with self.assertRaisesRegex(make.Fault, "one: no_such_module ended with 1; its words are in"):
                maker.run("one")
            (work / "one" / "done").touch()
            maker.run("one")

    def test_the_vocabulary_goes_along(self):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            maker = make.Maker({"steps": {"one": "train", "two": "train --start {one}/final.pt"}}, work, work, work, work, False)
            for name in ("one", "two"):
                (work / name).mkdir()
            (work / "one" / "vocabulary.txt").write_text("a\nb")
            maker.bring_vocabulary("two")
            self.assertEqual((work / "two" / "vocabulary.txt").read_text(), "a\nb")


if __name__ == "__main__":
    unittest.main()

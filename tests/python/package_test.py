"""The Python package over the real model."""
import concurrent.futures
import os
import tempfile
import unittest

import rostra

TEXT = "“We will keep talking,” Norway’s UN ambassador Mona Juul told reporters on Friday. She said the talks had been useful."


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reader = rostra.Reader()

    def test_spans_are_python_indices(self):
        report = self.reader.read(TEXT, id="a", published="2020-06-26")
        self.assertEqual(report.text, TEXT)
        self.assertTrue(report.statements)
        first = report.statements[0]
        self.assertIn("We will keep talking", first.words)
        self.assertEqual(" … ".join(report.text[a:b] for a, b in first.content), first.words)
        self.assertEqual(first.id.split(":")[0], "a")

    def test_threads_agree_with_one(self):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            results = {str(r.raw) for r in pool.map(lambda _: self.reader.read(TEXT), range(8))}
        self.assertEqual(len(results), 1)

    def test_bad_input_is_named_and_the_rest_goes_on(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "in.ndjson")
            with open(path, "w", encoding="utf-8") as out:
                out.write('{"id": "1", "text": "He said yes."}\n{"id": 2,\n{"id": "3", "text": "She said no."}\n')
            errors = []
            ids = [r.id for r in self.reader.read_file(path, errors=errors)]
        self.assertEqual(ids, ["1", "3"])
        self.assertEqual(len(errors), 1)
        self.assertIn("in.ndjson:2", errors[0])

    def test_errors_are_exceptions(self):
        with self.assertRaises(rostra.ReadError):
            rostra.Reader("no-such-model")
        with self.assertRaises(rostra.ReadError):
            self.reader.read("")


if __name__ == "__main__":
    unittest.main()

"""`rostra read` from outside: exit codes, errors that name the place, nothing lost, resuming after a kill."""
import gzip
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["ROSTRA_PROGRAM"]
# A tiny model with random weights: where only the way through matters.
TINY = ("--models", str(pathlib.Path(__file__).resolve().parents[1] / "frozen/models"), "--model", "tiny-1")
SAID = "The talks were useful, Norway's UN ambassador Mona Juul said on Friday."


def run(*arguments, stdin=b"", limit=120):
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, timeout=limit)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def reports(out):
    return [json.loads(line) for line in out.splitlines()]


class Read(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.addCleanup(self.temporary.cleanup)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def test_text_is_kept_and_named_by_its_file(self):
        code, out, err = run("read", "--format", "ndjson", self.file("juul.txt", SAID))
        self.assertEqual((code, err), (0, ""))
        (report,) = reports(out)
        self.assertEqual((report["id"], report["text"]), ("juul", SAID))
        self.assertTrue(report["statements"])

    def test_standard_input(self):
        code, out, _ = run("read", "-", stdin=SAID.encode())
        self.assertEqual(code, 0)
        self.assertEqual(reports(out)[0]["text"], SAID)

    def test_bad_inputs_are_named_and_the_others_go_on(self):
        bad = {
            "missing.txt": None,
            "folder": "folder",
            "empty.txt": b"",
            "nul.txt": b"He said\x00 yes.",
            "broken.ndjson": b'{"id": "1", "text": "He said yes."}\n{"id": "2", "text": 5}\n{"id"',
        }
        paths = []
        for name, content in bad.items():
            path = self.folder / name
            if content == "folder":
                path.mkdir()
            elif content is not None:
                path.write_bytes(content)
            paths.append(path)
        code, out, err = run("read", "--format", "ndjson", *paths, self.file("good.txt", SAID))
        self.assertEqual(code, 1)
        self.assertEqual([r["id"] for r in reports(out)], ["1", "good"])
        for name in bad:
            self.assertIn(name, err)
        self.assertIn("broken.ndjson:2", err)
        self.assertIn("broken.ndjson:3", err)

    def test_invalid_utf8_is_an_error_or_read_as_another_encoding_never_passed_on(self):
        code, out, err = run("read", "--format", "ndjson", self.file("latin.txt", b"Caf\xe9 owners said no."))
        self.assertTrue((code == 1 and "latin.txt" in err) or reports(out)[0]["text"] == "Café owners said no.")

    def test_a_huge_line_is_refused_in_bounded_memory_and_the_rest_goes_on(self):
        path = self.folder / "huge.txt"
        with open(path, "wb") as out:
            for _ in range(200):
                out.write(b"said " * 200_000)
        code, out, err = run("read", "--format", "ndjson", path, self.file("good.txt", SAID))
        self.assertEqual(code, 1)
        self.assertIn("huge.txt", err)
        self.assertEqual([r["id"] for r in reports(out)], ["good"])

    def test_usage_is_2(self):
        self.assertEqual(run("read")[0], 2)
        self.assertEqual(run("nonsense")[0], 2)
        self.assertEqual(run("read", "--model", "no-such", self.file("a.txt", SAID))[0] in (1, 2), True)
        self.assertEqual(run("read", "--resume", self.file("a.txt", SAID))[0], 2)

    def test_help_of_every_verb(self):
        _, out, _ = run("--help")
        for verb in ("read", "add", "search", "blocs", "export", "verify", "serve", "eval", "models", "bench"):
            self.assertIn(verb, out)
            code, text, _ = run(verb, "--help")
            self.assertEqual(code, 0)
            self.assertGreater(len(text), 200, verb)

    def test_min_confidence_drops_the_unsure(self):
        path = self.file("a.txt", SAID)
        self.assertEqual(reports(run("read", "--format", "ndjson", "--min-confidence", "1", path)[1])[0]["statements"], [])

    def test_given_attributions_are_taken(self):
        line = {"id": "g", "text": SAID, "attributions": [{"source": [[23, 54]], "cue": [[55, 59]], "content": [[0, 21]]}]}
        _, out, _ = run("read", "--attributions", "gold", "--as", "ndjson", "-", stdin=json.dumps(line).encode())
        (statement,) = reports(out)[0]["statements"]
        self.assertEqual(statement["content"], [[0, 21]])

    def test_acts_by_the_rules_alone(self):
        said = "He has been the best friend that our farmers ever had, Anna Berg said on Friday."  # the rules and the model differ here
        given = {"id": "g", "text": said, "attributions": [{"source": [[55, 64]], "cue": [[65, 69]], "content": [[0, 53]]}]}
        for attributions in ("model", "gold"):
            rules = {}
            for acts in ((), ("--acts", "rules")):
                _, out, _ = run("read", *acts, "--explain", "--attributions", attributions, "--as", "ndjson", "-", stdin=json.dumps(given).encode())
                (statement,) = reports(out)[0]["statements"]
                self.assertEqual((statement["content"][0][0], statement["speaker"]["name"]), (0, "Anna Berg"))
                rules[acts] = next(e["rule"] for e in statement["explain"] if e["field"] == "act")
            self.assertIn("model", rules[()])
            self.assertNotIn("model", rules["--acts", "rules"])

    def test_killed_and_resumed_equals_undisturbed(self):
        lines = "".join(json.dumps({"id": str(i), "text": f"{SAID} It was day {i}. " * 12}) + "\n" for i in range(3000))
        self.killed_and_resumed([self.file("many.ndjson", lines)], 0)

    def test_pages_without_an_article_are_counted_and_no_failures(self):
        source = self.archive("crawl.warc.gz", 1)
        done = subprocess.run([PROGRAM, "read", *TINY, "--format", "ndjson", str(source)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 2)
        self.assertRegex(done.stderr, r"crawl.warc.gz@byte \d+: (record cut off: )?damaged gzip data")
        self.assertIn("587 reports, ", done.stderr)
        self.assertIn(", 1 failed; 12 pages without an article; 12 not read, language de", done.stderr)
        alone = self.file("front.html", "<html><body><ul><li><a href=/>Home</a></li></ul></body></html>")
        code, _, said = run("read", *TINY, alone)
        self.assertEqual(code, 1)
        self.assertIn("front.html: the page has no article text", said)

    def test_archives_killed_and_resumed_equal_undisturbed(self):
        self.killed_and_resumed([self.archive(f"crawl-{n}.warc.gz", n) for n in range(3)], 1, "--ordered")

    def test_a_journal_of_another_run_is_refused_and_nothing_lost(self):
        lines = "".join(json.dumps({"id": str(i), "text": f"{SAID} It was day {i}. " * 12}) + "\n" for i in range(3000))
        source, out = self.file("many.ndjson", lines), self.folder / "other.out"
        command = [PROGRAM, "read", *TINY, "--format", "ndjson", "--output", str(out), "--resume"]
        process = subprocess.Popen([*command, str(source)], stderr=subprocess.DEVNULL)
        while process.poll() is None and not self.journal(out):
            time.sleep(0.005)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGKILL)
        process.wait()
        size = out.stat().st_size
        for other in ([str(self.file("other.ndjson", lines))], ["--explain", str(source)]):
            refused = subprocess.run([*command, *other], capture_output=True, text=True)
            self.assertEqual(refused.returncode, 2)
            self.assertIn("other.out.progress: is of a run with other files, model or options", refused.stderr)
            self.assertEqual(out.stat().st_size, size)
        self.assertEqual(subprocess.run([*command, str(source)], stderr=subprocess.DEVNULL).returncode, 0)

    def archive(self, name, number):
        """600 pages, one gzip member each; some have no article, some are in another language, one member is damaged."""
        members = []
        for i in range(600):
            said = f"<p>{SAID} It was day {i} of week {number}.</p>" * 12
            if i % 50 == 7:
                said = "<ul><li><a href=/>Home</a></li></ul>"
            if i % 50 == 9:
                said = f"<p>Die Gespr\u00e4che waren am Freitag n\u00fctzlich, sagte die Botschafterin am Abend des Tages {i}.</p>" * 9
            page = f"<html><head><title>Day {i}</title></head><body><article>{said}</article></body></html>".encode()
            message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org/{number}/{i}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(message)}\r\n\r\n"
            members.append(gzip.compress(head.encode() + message + b"\r\n\r\n", 6, mtime=0))
        members[300] = members[300][:40] + b"\xff" * 40 + members[300][80:]
        return self.file(name, b"".join(members))

    def killed_and_resumed(self, sources, code, *options):
        """Reads the sources undisturbed and with up to three kills: the bytes, the exit code and the summary must be the same."""
        plain, killed = self.folder / "plain.out", self.folder / "killed.out"
        undisturbed = subprocess.run([PROGRAM, "read", *TINY, "--format", "ndjson", *options, "--output", str(plain), *map(str, sources)], capture_output=True, text=True)
        self.assertEqual(undisturbed.returncode, code)
        command = [PROGRAM, "read", *TINY, "--format", "ndjson", *options, "--output", str(killed), "--resume", *map(str, sources)]
        for kills in range(4):
            process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
            before = self.journal(killed)
            while kills < 3 and process.poll() is None and self.journal(killed) == before:
                time.sleep(0.005)
            if kills == 3 or process.poll() is not None:
                break
            process.send_signal(signal.SIGKILL)
            process.communicate()
        said = process.communicate()[1]
        self.assertGreater(kills, 0)
        self.assertEqual(process.returncode, code)
        self.assertEqual(said.splitlines()[-1:], undisturbed.stderr.splitlines()[-1:])
        self.assertEqual(killed.read_bytes(), plain.read_bytes())
        self.assertFalse(os.path.exists(str(killed) + ".progress"))

    @staticmethod
    def journal(path):
        try:
            return pathlib.Path(str(path) + ".progress").read_text()
        except FileNotFoundError:
            return ""


if __name__ == "__main__":
    unittest.main()

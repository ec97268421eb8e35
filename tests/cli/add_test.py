"""`rostra add` that is killed, starved of disk or doubled: in the end the record is the one that an undisturbed run makes."""
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ["ROSTRA_PROGRAM"]
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STATEMENTS = 6000
GIVEN = ["--attributions", "gold", "--acts", "rules"]  # no model: what is tested is the keeping


def rostra(*arguments, **more):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, **more)


def exported(record):
    """All that the record says, in two shapes."""
    return [rostra("export", "--record", record, "--format", form, check=True).stdout for form in ("ndjson", "csv")]


class Add(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.reports = pathlib.Path(cls.folder.name) / "made.ndjson"
        rostra("bench", "record", "--write", cls.reports, "--statements", STATEMENTS, "--reports", ROOT / "examples/reports", check=True)
        cls.undisturbed = pathlib.Path(cls.folder.name) / "undisturbed.db"
        cls.add(cls.undisturbed, check=True)
        cls.wanted = exported(cls.undisturbed)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def add(cls, record, **more):
        return rostra("add", "--record", record, *GIVEN, cls.reports, **more)

    def record(self, name):
        return pathlib.Path(self.folder.name) / name

    def assert_whole(self, record):
        verified = rostra("verify", "--record", record)
        self.assertEqual(verified.returncode, 0, verified.stderr)
        self.assertEqual(exported(record), self.wanted)

    def test_killed_again_and_again(self):
        record, killed = self.record("killed.db"), 0
        for moment in (0.05, 0.3, 0.6, 0.9):
            with subprocess.Popen([PROGRAM, "add", "--record", record, *GIVEN, self.reports], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding:
                time.sleep(moment)
                adding.send_signal(signal.SIGKILL)
            killed += adding.returncode == -signal.SIGKILL
        self.assertGreater(killed, 0)
        if record.exists():
            self.assertEqual(rostra("verify", "--record", record).returncode, 0)
        self.assertEqual(self.add(record).returncode, 0)
        self.assert_whole(record)

    def test_a_full_disk_is_said_and_can_be_gone_on_from(self):
        record = self.record("full.db")

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))

        full = self.add(record, preexec_fn=small_files)
        self.assertEqual(full.returncode, 1)
        self.assertTrue(full.stderr.strip(), "the fault is named")
        self.assertEqual(rostra("verify", "--record", record).returncode, 0)
        self.assertEqual(self.add(record).returncode, 0)
        self.assert_whole(record)

    def test_two_at_once(self):
        record = self.record("two.db")
        command = [PROGRAM, "add", "--record", record, *GIVEN, self.reports]
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
        for one in both:
            self.assertEqual(one.wait(), 0, one.stderr.read())
            one.stderr.close()
        self.assert_whole(record)

    def test_backup_and_restore(self):
        copy = self.record("copy.db")
        self.assertEqual(rostra("backup", "--record", self.undisturbed, copy).returncode, 0)
        self.assert_whole(copy)
        again = rostra("backup", "--record", self.undisturbed, copy)
        self.assertEqual(again.returncode, 1, "a backup never overwrites")
        self.assertEqual(self.add(copy).returncode, 0, "the copy goes on as a record")
        self.assert_whole(copy)


if __name__ == "__main__":
    unittest.main()

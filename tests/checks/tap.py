"""TAP for the checks: report what a check found, case by case."""

import sys


class Tap:
    def __init__(self):
        self.count = 0
        self.failures = 0

    def ok(self, good, name, *details):
        """One case; the details say what is wrong when it is not good."""
        self.count += 1
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        if not good:
            self.failures += 1
            for detail in details:
                for line in str(detail).splitlines():
                    print(f"# {line}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")

    def note(self, text):
        print(f"# {text}")

    def done(self):
        print(f"1..{self.count}")
        sys.exit(1 if self.failures else 0)

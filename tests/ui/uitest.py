"""Window tests: one program on one workspace with demo data, one TAP line a case."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "checks"))
sys.dont_write_bytecode = True
from places import Places  # noqa: E402
from tap import Tap  # noqa: E402
from uidriver import App, Failure, Workspace  # noqa: E402


class Window:
    """The program under test, and what its cache holds."""

    def __init__(self, folder, log, **options):
        self.folder, self.log, self.options = folder, log, options
        self.app = self.places = None

    def start(self, *arguments, **options):
        self.app = App(self.folder, arguments=arguments, log=self.log, **(self.options | options))
        self.places = Places(self.app, self.folder)
        return self.app

    def query(self, sql, *parameters, database="cache.db"):
        path = os.path.join(self.folder, database)
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20) as connection:
            return connection.execute(sql, parameters).fetchall()

    def wait_query(self, expected, sql, *parameters, database="cache.db"):
        last = [None]

        def same():
            try:
                last[0] = self.query(sql, *parameters, database=database)
            except sqlite3.OperationalError:
                return False
            return last[0] == expected
        try:
            self.app.wait(same, f"{expected} in {database}")
        except Failure as problem:
            raise Failure(f"{problem}; there is {last[0]}") from None


def require(good, text):
    if not good:
        raise Failure(text)


def complaints(log):
    """What the program wrote that no program should write."""
    with open(log, encoding="utf-8", errors="replace") as file:
        text = file.read()
    # No desktop stands behind the bus of most tests: nobody shows notifications there, which GLib says.
    found = [line for line in text.splitlines()
             if ("CRITICAL" in line or "ERROR" in line or "-WARNING" in line or "runtime error" in line)
             and "unable to send notifications" not in line]
    return sorted(set(line.split(": ", 1)[-1] for line in found))


def others_demo(window):
    """Demo data in which nothing is the person's: who comes to a workspace that others have filled."""
    os.makedirs(window.folder, mode=0o700)
    subprocess.run([os.environ["ROUNDS_SERVER"], "demo", "--database", "sqlite:" + os.path.join(window.folder, "server.db")],
                   check=True, stdout=subprocess.DEVNULL)


def main(cases, arguments=("--demo=1",), before=None, ready=None, **options):
    """Runs @cases, functions of a Window; what one leaves behind the next one has to live with. @before makes what is there at the
    first start, @ready waits for what the cases need."""
    tap = Tap()
    wanted = sys.argv[1:]
    with Workspace() as holder, tempfile.NamedTemporaryFile(suffix=".log") as log:
        window = Window(os.path.join(holder, "workspace"), log.name, **options)
        try:
            if before:
                before(window)
            app = window.start(*arguments)
            app.expect(name=app._("In sync"), cap=120)
            if ready:
                ready(window)
        except Exception as problem:  # pylint: disable=broad-except
            tap.ok(False, "start", problem, tail(log.name))
            if window.app:
                window.app.kill()
            tap.done()
            return
        for case in cases:
            name = case.__name__.replace("_", " ")
            if wanted and case.__name__ not in wanted:
                continue
            try:
                case(window)
                tap.ok(True, name)
            except Exception as problem:  # pylint: disable=broad-except
                tap.ok(False, name, traceback.format_exc(limit=-3) if not isinstance(problem, Failure) else problem)
                picture(window, case.__name__)
                settle(window)
                window.places = Places(window.app, window.folder)
        if window.app.process.poll() is None:
            try:
                # What is still on its way at the end is not this test's matter.
                window.app.expect(name=window.app._("In sync"))
                status = window.app.close()
                tap.ok(status == 0, "ends well", f"exit status {status}", tail(log.name))
            except Failure as problem:
                tap.ok(False, "ends well", problem)
        found = complaints(log.name)
        tap.ok(not found, "says nothing amiss", *found[:20])
    tap.done()


def settle(window):
    """After a case that broke off: closes what it left open."""
    app = window.app
    if app.process.poll() is not None:
        return
    try:
        app.drop()
        for _ in range(3):
            if app.find(role=("dialog", "alert")) is None:
                break
            app.press("Escape")
    except Exception:  # pylint: disable=broad-except
        pass


def picture(window, name):
    folder = os.environ.get("G_TEST_BUILDDIR")
    if folder and window.app.process.poll() is None:
        try:
            path = window.app.picture(os.path.join(folder, f"failed-{name}.png"))
            print(f"# {path}")
        except Exception:  # pylint: disable=broad-except
            pass


def tail(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return "\n".join(file.read().splitlines()[-40:])

"""Drives the real program as a person does: pointer and keys through xdotool, and
what is on the screen through the accessibility bus, as a screen reader gets it.

Runs inside build-aux/display. Nothing here sleeps for a result: App.wait() looks
again until what is waited for is there, or says what was there instead.
"""

import gettext
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

BORDER = 5
CAP = float(os.environ.get("ROUNDS_UI_CAP", "30"))
ACCESSIBLE = "org.a11y.atspi.Accessible"
NOTHING = GLib.Variant.new_tuple()


class Failure(Exception):
    """What was expected on the screen is not there."""


def property_of(name):
    return GLib.Variant("(ss)", (ACCESSIBLE, name))


class Bus:
    """The accessibility bus, with many questions under way at once."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress",
                                    None, None, Gio.DBusCallFlags.NONE, 20000).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)

    def ask(self, questions):
        """Answers, in order, to (name, path, interface, method, arguments); None where there was no answer."""
        answers = [None] * len(questions)
        waiting = [len(questions)]

        def answered(connection, result, index):
            try:
                answers[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass
            waiting[0] -= 1

        for index, (name, path, interface, method, arguments) in enumerate(questions):
            self.connection.call(name, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, 10000, None, answered, index)
        context = GLib.MainContext.default()
        while waiting[0]:
            context.iteration(True)
        return answers

    def ask_one(self, *question):
        return self.ask([question])[0]

    def applications(self):
        answer = self.ask_one("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                              ACCESSIBLE, "GetChildren", NOTHING)
        return answer[0] if answer else []

    def process_of(self, name):
        answer = self.ask_one("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                              "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)))
        return answer[0] if answer else 0


class Node:
    """One thing on the screen, as it was when it was looked at."""

    def __init__(self, bus, address, parent):
        self.bus, self.address, self.parent = bus, address, parent
        self.name = ""
        self.role = "invalid"
        self.states = set()
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def showing(self):
        return "showing" in self.states

    @property
    def description(self):
        """What a screen reader says after the name."""
        answer = self.bus.ask_one(*self.address, "org.freedesktop.DBus.Properties", "Get", property_of("Description"))
        return answer[0] if answer else ""

    @property
    def text(self):
        """What an entry holds."""
        count = self.bus.ask_one(*self.address, "org.freedesktop.DBus.Properties", "Get",
                                 GLib.Variant("(ss)", ("org.a11y.atspi.Text", "CharacterCount")))
        answer = self.bus.ask_one(*self.address, "org.a11y.atspi.Text", "GetText",
                                  GLib.Variant("(ii)", (0, count[0] if count else -1)))
        return answer[0] if answer else ""

    def raw_extents(self):
        """x, y, width, height in the window, as GTK says it."""
        answer = self.bus.ask_one(*self.address, "org.a11y.atspi.Component", "GetExtents",
                                  GLib.Variant("(u)", (1,)))
        if not answer:
            raise Failure(f"{self} has no place on the screen")
        return answer[0]

    @property
    def extents(self):
        """x, y, width, height in the window.

        GTK 4 adds up where each widget's border box is in its parent's content box, so the padding and
        borders on the way are missing. A widget whose children leave a little room, all of it at their
        ends, is taken to have half of it on each side; one that stands beside another of the same length
        may have been stretched to it, so only very little room counts there.
        """
        chain = [node for node in self.ancestors() if node.role not in ("application", "invalid")]
        questions = [(*node.address, "org.a11y.atspi.Component", "GetExtents", GLib.Variant("(u)", (1,)))
                     for holder in chain for node in [holder] + holder.children]
        answers = iter(self.bus.ask(questions))
        x, y, width, height = self.raw_extents()
        holders = []
        for holder in chain:
            own = next(answers)
            holders.append((holder, own, [box[0] for box in (next(answers) for _ in holder.children) if box and box[0][2] > 0]))
        for place, (holder, own, boxes) in enumerate(holders):
            if not own or not boxes:
                continue
            beside = holders[place + 1][2] if place + 1 < len(holders) else []
            left, top, wide, high = own[0]
            if holder is chain[-1]:
                x, y = x - left, y - top
            for axis, start, length in ((0, left, wide), (1, top, high)):
                first = min(box[axis] for box in boxes) - start
                last = max(box[axis] + box[axis + 2] for box in boxes) - start
                room = length - last
                alike = [box for box in beside if (box[axis], box[axis + 2]) == (start, length)]
                if abs(first) <= 2 and 0 < room <= (24 if len(alike) > 1 else 60):
                    if axis == 0:
                        x += room // 2
                    else:
                        y += room // 2
        return x, y, width, height

    def __str__(self):
        return f"{self.role} “{self.name}”"


ROLES = {}


def role_name(number):
    if not ROLES:
        for key in dir(Atspi.Role):
            value = getattr(Atspi.Role, key)
            if isinstance(value, Atspi.Role):
                ROLES[int(value)] = key.lower().replace("_", "-")
    return ROLES.get(number, str(number))


STATES = {}


def state_names(words):
    if not STATES:
        for key in dir(Atspi.StateType):
            value = getattr(Atspi.StateType, key)
            if isinstance(value, Atspi.StateType):
                STATES[int(value)] = key.lower().replace("_", "-")
    bits = words[0] | (words[1] << 32 if len(words) > 1 else 0)
    return {name for bit, name in STATES.items() if bits >> bit & 1}


def snapshot(bus, address, everything=False):
    """The tree below an address; without @everything, what is not shown is left out."""
    root = Node(bus, address, None)
    level = [root]
    while level:
        questions = []
        for node in level:
            name, path = node.address
            questions += [
                (name, path, "org.freedesktop.DBus.Properties", "Get", property_of("Name")),
                (name, path, ACCESSIBLE, "GetRole", NOTHING),
                (name, path, ACCESSIBLE, "GetState", NOTHING),
                (name, path, ACCESSIBLE, "GetChildren", NOTHING),
            ]
        answers = bus.ask(questions)
        following = []
        for index, node in enumerate(level):
            label, role, states, children = answers[4 * index:4 * index + 4]
            node.name = label[0] if label else ""
            node.role = role_name(role[0]) if role else "invalid"
            node.states = state_names(states[0]) if states else set()
            if not everything and node.role not in ("application", "invalid") and not node.showing:
                continue
            for child in children[0] if children else []:
                node.children.append(Node(bus, tuple(child), node))
            following += node.children
        level = following
    return root


def settings(size, keep=False, text=1.0):
    """The desktop's settings in the folders of build-aux/display: the font of GNOME, @text times as large as usual, and a window as
    wanted. With @keep, what the program has written there stays, and the window is as it was left."""
    folder = os.environ["XDG_CONFIG_HOME"]
    width, height = size or (1200, 760)
    if keep and os.path.exists(os.path.join(folder, "glib-2.0/settings/keyfile")):
        return
    for path, lines in (
            ("gtk-4.0/settings.ini", "[Settings]\ngtk-font-name=Adwaita Sans 11\ngtk-xft-antialias=1\n"
                                     "gtk-xft-hinting=1\ngtk-xft-hintstyle=hintslight\ngtk-xft-rgba=none\n"
                                     f"gtk-xft-dpi={round(96 * 1024 * text)}\n"),
            ("glib-2.0/settings/keyfile", "[io/github/rounds_crm/Rounds]\n"
                                          f"window-maximized={'false' if size else 'true'}\n"
                                          f"window-width={width}\nwindow-height={height}\n")):
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(lines)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


VIEW_ROLES = ("page-tab", "radio-button", "toggle-button")


class App:
    """The program, from its start to its end."""

    def __init__(self, folder, language="en", dark=False, arguments=(), program=None, size=None, log=None,
                 contrast=False, failure=None, keep_settings=False, text=1.0):
        locale = {"en": "en_US.UTF-8", "fr": "fr_FR.UTF-8"}[language]
        environment = dict(os.environ)
        environment.update({
            "LC_ALL": locale,
            "LANG": locale,
            "LANGUAGE": language,
            "TZ": "Europe/Paris",
            "ADW_DEBUG_COLOR_SCHEME": "prefer-dark" if dark else "prefer-light",
            "ADW_DEBUG_HIGH_CONTRAST": "1" if contrast else "0",
            "ADW_DISABLE_PORTAL": "1",
        })
        self.language = language
        self.failure = failure
        self.catalogue = gettext.translation(
            "rounds", os.environ.get("ROUNDS_LOCALEDIR"), [language], fallback=True)
        self.mnemonics = {key.replace("_", ""): read for key, read in getattr(self.catalogue, "_catalog", {}).items()
                          if isinstance(key, str) and "_" in key}
        self.toolkit = gettext.translation("gtk40", "/usr/share/locale", [language], fallback=True)
        self.log = open(log, "ab") if log else None
        settings(size, keep_settings, text)
        program = program or os.environ["ROUNDS_APP"]
        screen = run("xdotool", "getdisplaygeometry").split()
        run("xdotool", "mousemove", str(int(screen[0]) - 2), str(int(screen[1]) - 2))
        command = [program]
        if folder:
            command.append(f"--workspace={folder}")
        self.process = subprocess.Popen(command + list(arguments), env=environment,
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.bus = Bus()
        self.address = None
        self.window = None
        self.shown = None
        try:
            self.window = self.wait(self._find_window, "the window")
            self.address = self.wait(self._find_application, "the program on the accessibility bus")
            if size is None:
                self.wait(lambda: self.origin()[:2] == (0, 0) and self.origin()[2] > 1000, "the window over the whole screen")
                self.focus()
            else:
                self.resize(*size)
        except BaseException:
            self.kill()
            raise

    # --- Finding ---------------------------------------------------------

    def _(self, text):
        """How a text of ours reads in the program's language, both without their mnemonics."""
        read = self.catalogue.gettext(text)
        return (self.mnemonics.get(text, text) if read == text else read).replace("_", "")

    def _find_window(self):
        try:
            windows = run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        except subprocess.CalledProcessError:
            return None
        for window in windows:
            try:
                fields = dict(line.split("=") for line in
                              run("xdotool", "getwindowgeometry", "--shell", window).split() if "=" in line)
            except subprocess.CalledProcessError:
                continue
            if int(fields["WIDTH"]) > 100:
                return window
        return None

    def _find_application(self):
        for name, path in self.bus.applications():
            if self.bus.process_of(name) == self.process.pid:
                return (name, path)
        return None

    def look(self, everything=False):
        """What is shown now."""
        self.shown = snapshot(self.bus, self.address, everything)
        return self.shown

    def wait(self, condition, what, cap=CAP):
        """The first answer of @condition that is true."""
        end = time.monotonic() + cap
        pause = 0.05
        while True:
            if self.process.poll() is not None:
                raise Failure(f"the program ended ({self.process.returncode}) before {what}")
            answer = condition()
            if answer:
                return answer
            if time.monotonic() > end:
                raise Failure(f"not seen in {cap:.0f} s: {what}")
            time.sleep(pause)
            pause = min(pause * 1.3, 0.25)

    @staticmethod
    def matches(node, role=None, name=None, starts=None, has=None, states=(), test=None):
        if role is not None and node.role not in ((role,) if isinstance(role, str) else role):
            return False
        if name is not None and node.name != name:
            return False
        if starts is not None and not node.name.startswith(starts):
            return False
        if has is not None and has not in node.name:
            return False
        if not set(states) <= node.states:
            return False
        return test is None or test(node)

    def every(self, within=None, fresh=True, **wanted):
        """All that is shown and fits, in the order of the screen reader; @within is what Node or what fits."""
        root = self.look() if fresh else self.shown
        if isinstance(within, dict):
            holders = [node for node in root.walk() if node.showing and self.matches(node, **within)]
        elif isinstance(within, Node):
            holders = [node for node in root.walk() if node.address == within.address]
        else:
            holders = [root]
        seen, found = set(), []
        for holder in holders:
            for node in holder.walk():
                if node is not holder and node.address not in seen and node.showing and \
                        self.matches(node, **wanted):
                    seen.add(node.address)
                    found.append(node)
        return found

    def find(self, **wanted):
        found = self.every(**wanted)
        return found[0] if found else None

    def expect(self, cap=CAP, **wanted):
        """Waits until something that fits is shown."""
        return self.wait(lambda: self.find(**wanted), self.describe(wanted), cap)

    def expect_gone(self, cap=CAP, **wanted):
        self.wait(lambda: not self.find(**wanted), "the end of " + self.describe(wanted), cap)

    @staticmethod
    def describe(wanted):
        return ", ".join(f"{key} {value!r}" for key, value in wanted.items() if not callable(value))

    def dump(self, file=sys.stderr):
        """Prints the tree that is shown."""
        def show(node, depth):
            extra = sorted(node.states & {"focused", "checked", "selected", "expanded", "pressed"})
            print("  " * depth + str(node) + (" " + " ".join(extra) if extra else ""), file=file)
            for child in node.children:
                show(child, depth + 1)
        try:
            show(self.look(), 0)
        except (Failure, GLib.Error) as problem:
            print(problem, file=file)

    # --- Pointer and keys ------------------------------------------------

    def origin(self):
        fields = dict(line.split("=") for line in
                      run("xdotool", "getwindowgeometry", "--shell", self.window).split() if "=" in line)
        return int(fields["X"]), int(fields["Y"]), int(fields["WIDTH"]), int(fields["HEIGHT"])

    def resize(self, width=None, height=None):
        """The whole screen when no size is given."""
        if width is None:
            width, height = (int(word) for word in run("xdotool", "getdisplaygeometry").split())
        # No compositor here, so no shadow either: the window is what is seen of it.
        run("xdotool", "windowsize", self.window, str(width), str(height))
        run("xdotool", "windowmove", self.window, "0", "0")
        self.wait(lambda: self.origin() == (0, 0, width, height), f"a window of {width}×{height}")
        self.focus()

    def focus(self, window=None):
        run("xdotool", "windowactivate", "--sync", window or self.window)

    def windows(self):
        try:
            return run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        except subprocess.CalledProcessError:
            return []

    def other_window(self):
        """A window of its own that the program has opened, such as GTK's file dialog."""
        for window in self.windows():
            try:
                if window != self.window and "_NET_WM_WINDOW_TYPE_DIALOG" in \
                        run("xprop", "-id", window, "_NET_WM_WINDOW_TYPE"):
                    return window
            except subprocess.CalledProcessError:
                continue  # it has gone since
        return None

    def still(self, node):
        """Where @node is on the screen, when it has stopped moving."""
        last = [None]

        def same():
            place = node.extents
            rested = place == last[0] and place[2] > 0
            last[0] = place
            return rested
        self.wait(same, f"{node} at rest")
        x, y, _, _ = self.origin()
        left, top, width, height = last[0]
        return x + left, y + top, width, height

    def middle(self, node, across=0.5, down=0.5):
        x, y, width, height = self.still(node)
        return round(x + width * across), round(y + height * down)

    def click(self, node, across=0.5, down=0.5, button=1, count=1):
        x, y = self.middle(node, across, down)
        run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(count), "--delay", "60", str(button))

    def click_with(self, key, node, across=0.5, down=0.5):
        """Clicks while a key such as ctrl is held."""
        x, y = self.middle(node, across, down)
        run("xdotool", "mousemove", str(x), str(y), "keydown", key, "click", "1", "keyup", key)

    def hover(self, node, across=0.5, down=0.5):
        x, y = self.middle(node, across, down)
        run("xdotool", "mousemove", str(x - 3), str(y), "mousemove", str(x), str(y))

    def rest(self):
        """Takes the pointer to where it shows no tooltip."""
        x, y, width, height = self.origin()
        run("xdotool", "mousemove", str(x + width - 2), str(y + height - 2))

    def press(self, *keys):
        run("xdotool", "key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text):
        run("xdotool", "type", "--clearmodifiers", "--delay", "25", "--", text)

    def wheel(self, node, down=1):
        """Turns the wheel over @node; negative for up."""
        x, y = self.middle(node)
        run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(abs(down)), "--delay", "60",
            "5" if down > 0 else "4")

    @staticmethod
    def wheel_at(x, y, down=1):
        run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", str(abs(down)), "--delay", "60",
            "5" if down > 0 else "4")

    def scroll_to(self, find, over, top=70, bottom=60):
        """Turns the wheel over @over until what find() gives lies within the window."""
        for _ in range(60):
            node = find()
            _, y, _, height = self.still(node)
            _, _, _, window = self.origin()
            if y < top:
                turns = -1
            elif y + height > window - bottom:
                turns = 1 + max(0, min((y + height - window) // 200, 3))
            else:
                return node
            x, place = over
            run("xdotool", "mousemove", str(x), str(place), "click", "--repeat", str(abs(turns)), "--delay", "60",
                "5" if turns > 0 else "4")
        raise Failure(f"{node} could not be scrolled into view")

    def go(self, page):
        """Goes to a page by the sidebar."""
        self.click(self.expect(within={"role": "list", "name": self._("Pages")}, role="label", name=self._(page)))

    def view(self, name):
        """Goes to one view of a page that has several."""
        wanted = {"role": VIEW_ROLES, "name": self._(name)}
        self.click(self.expect(**wanted))
        self.wait(lambda: {"selected", "checked", "pressed"} & set(self.expect(**wanted).states), f"the view {name}")

    def choose_from_menu(self, button, place):
        """The item of a button's menu, counted from the top or, if negative, from the end: items have no names there."""
        def focus():
            return [index for index, node in enumerate(self.every(role="menu-item")) if "focused" in node.states]
        self.click(self.expect(role="toggle-button", name=self._(button)))
        last = self.wait(focus, f"the menu “{button}”")
        place %= len(self.every(role="menu-item"))
        for _ in range(20):
            if last == [place]:
                self.press("Return")
                return
            self.press("Down")
            last = self.wait(lambda before=last: [index for index in focus() if [index] != before], f"item {place} of the menu")
        raise Failure(f"the keys do not come to item {place} of the menu “{button}”")

    def answer_file_chooser(self, path, saving=False):
        """Types a path into GTK's own file dialog."""
        self.focus(self.wait(self.other_window, "the file dialog"))
        self.expect(role="tree-table", within={"role": "dialog"})

        def entry():
            return self.find(within={"role": "dialog"}, role="text", states=["focused"])
        if not saving:
            self.wait(lambda: entry() or self.press("ctrl+l"), "a place to type")
        self.wait(entry, "a place to type")
        self.press("ctrl+a", "BackSpace")
        self.type(path)
        if entry() and entry().text != path:
            self.press("shift+End", "Delete")
        self.wait(lambda: entry() and entry().text == path, "the path in the file dialog")

        # The first Return may go to the folder and select the file there, the next one takes it.
        def gone():
            self.press("Return")
            try:
                return self.wait(lambda: not self.other_window(), "the end of the file dialog", 2)
            except Failure:
                return None
        self.wait(gone, "the end of the file dialog")
        self.focus()

    def grab(self, node, across=0.5, down=0.5):
        """Presses on @node and moves far enough to begin a drag."""
        x, y = self.middle(node, across, down)
        run("xdotool", "mousemove", str(x), str(y))
        time.sleep(0.1)
        run("xdotool", "mousedown", "1")
        for step in range(1, 5):
            time.sleep(0.1)
            run("xdotool", "mousemove", str(x + 4 * step), str(y + 3 * step))
        self.held = x + 16, y + 12

    def carry(self, x, y, steps=8):
        """Moves what is held to a place on the screen, at a hand's pace."""
        from_x, from_y = self.held
        for step in range(1, steps + 1):
            time.sleep(0.1)
            run("xdotool", "mousemove", str(round(from_x + (x - from_x) * step / steps)),
                str(round(from_y + (y - from_y) * step / steps)))
        # A hand is never quite still: the last moves say where it rests.
        for tremor in (1, 0):
            time.sleep(0.1)
            run("xdotool", "mousemove", str(round(x) + tremor, ), str(round(y)))
        self.held = x, y

    def drop(self):
        time.sleep(0.1)
        run("xdotool", "mouseup", "1")
        self.held = None

    # --- Pictures and the end --------------------------------------------

    def picture(self, path):
        """The window, when it has stopped changing."""
        x, y, width, height = self.origin()
        # Without a compositor GTK draws a border where a shadow would be.
        x, y, width, height = x + BORDER, y + BORDER, width - 2 * BORDER, height - 2 * BORDER
        last = b""
        for _ in range(20):
            picture = subprocess.run(
                ["import", "-silent", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage",
                 "-define", "png:exclude-chunk=date,time", "png:-"],
                check=True, capture_output=True).stdout
            if picture == last:
                break
            last = picture
            time.sleep(0.15)
        with open(path, "wb") as file:
            file.write(picture)
        return path

    def close(self, cap=CAP):
        """Quits as a person does; the exit status."""
        self.focus()
        self.press("ctrl+q")
        try:
            status = self.process.wait(cap)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"the program had not ended {cap:.0f} s after Ctrl+Q") from None
        self._done()
        return status

    def descendants(self):
        found, waiting = [], [self.process.pid]
        while waiting:
            process = waiting.pop()
            try:
                for task in os.listdir(f"/proc/{process}/task"):
                    with open(f"/proc/{process}/task/{task}/children", encoding="ascii") as file:
                        waiting += [int(word) for word in file.read().split()]
            except OSError:
                continue
            found.append(process)
        return found[1:]

    def kill(self):
        """Ends the program and what it started, at once."""
        if self.process.poll() is None:
            others = self.descendants()
            self.process.kill()
            self.process.wait()
            for process in others:
                try:
                    os.kill(process, signal.SIGTERM)
                except OSError:
                    pass
        self._done()

    def _done(self):
        if self.log:
            self.log.close()
            self.log = None

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, trace):
        if self.process.poll() is None:
            if kind is not None:
                print(f"uidriver: {problem}; on the screen:", file=sys.stderr)
                self.dump()
                if self.failure:
                    try:
                        self.picture(self.failure)
                    except (subprocess.SubprocessError, OSError, ValueError, KeyError):
                        pass
            self.kill()


class Workspace:
    """A folder that is gone afterwards."""

    def __init__(self):
        self.folder = None

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="rw.", dir="/tmp")
        return self.folder

    def __exit__(self, *unused):
        shutil.rmtree(self.folder, ignore_errors=True)

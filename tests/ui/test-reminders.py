#!/usr/bin/env python3
"""Reminders that fall due are told through the desktop, and can be answered there."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import uitest  # noqa: E402
from uitest import require  # noqa: E402

INTERFACE = """<node><interface name='org.freedesktop.Notifications'>
<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
<arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>
<arg type='u' direction='out'/></method>
<method name='CloseNotification'><arg type='u' direction='in'/></method>
<method name='GetCapabilities'><arg type='as' direction='out'/></method>
<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>
<arg type='s' direction='out'/></method>
<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>"""


class Desktop:
    """Stands in for the part of a desktop that shows notifications."""

    def __init__(self):
        self.sent, self.closed = {}, []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.bus.register_object("/org/freedesktop/Notifications", info, self.called, None, None)
        Gio.bus_own_name_on_connection(self.bus, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE, None, None)

    def called(self, connection, sender, path, interface, method, arguments, invocation):
        if method == "Notify":
            number = len(self.sent) + 1
            _, _, _, title, body, actions, _, _ = arguments.unpack()
            self.sent[number] = {"title": title, "body": body, "actions": dict(zip(actions[1::2], actions[::2])), "sender": sender}
            invocation.return_value(GLib.Variant("(u)", (number,)))
        elif method == "CloseNotification":
            self.closed.append(arguments.unpack()[0])
            invocation.return_value(None)
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body"],)))
        else:
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))

    def find(self, title):
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        return next((number for number, sent in reversed(self.sent.items()) if sent["title"] == title), None)

    def was_closed(self, number):
        self.find("")
        return number in self.closed

    def choose(self, number, label):
        key = self.sent[number]["actions"][label] if label else "default"
        self.bus.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                             GLib.Variant("(us)", (number, key)))


DESKTOP = Desktop()


def ready(window):
    window.app.expect(name=window.app._("In sync"), cap=120)


def remind(window, line):
    app = window.app
    app.press("ctrl+t")
    app.expect(role=("entry", "text"), name=app._("Write down what comes to mind"), states=["focused"])
    app.type(line)
    app.press("Return")


def told(window, title):
    return window.app.wait(lambda: DESKTOP.find(title), f"a notification “{title}”", 150)


def due_reminder_is_told_and_done(window):
    remind(window, "rappel commander du papier hier")
    number = told(window, "Commander du papier")
    require(set(DESKTOP.sent[number]["actions"]) >= {window.app._("Done"), window.app._("In 10 Minutes"), window.app._("Tomorrow")},
            f"what can be done: {DESKTOP.sent[number]['actions']}")
    DESKTOP.choose(number, window.app._("Done"))
    window.wait_query([(1,)], "SELECT is_completed FROM reminders WHERE title = 'Commander du papier'")
    window.app.wait(lambda: DESKTOP.was_closed(number), "the end of the notification")


def put_off_from_the_notification(window):
    remind(window, "rappel relire le contrat hier")
    number = told(window, "Relire le contrat")
    DESKTOP.choose(number, window.app._("Tomorrow"))
    window.wait_query([(1,)], "SELECT reminder_date > 1000000 * (CAST(strftime('%s', 'now') AS INTEGER) + 80000) FROM reminders"
                              " WHERE title = 'Relire le contrat'")


def done_in_the_window_takes_it_away(window):
    app = window.app
    remind(window, "rappel appeler le bloc hier")
    number = told(window, "Appeler le bloc")
    app.click(app.expect(role="push-button", name=app._("Mark as Done"), within={"role": "list-item", "starts": "Appeler le bloc"}))
    app.wait(lambda: DESKTOP.was_closed(number), "the end of the notification")


def click_opens_it(window):
    app = window.app
    remind(window, "rappel changer la pile hier")
    number = told(window, "Changer la pile")
    DESKTOP.choose(number, None)
    app.expect(role="dialog")
    app.press("Escape")
    app.expect_gone(role="dialog")


def overdue_at_the_start_are_one(window):
    app = window.app
    app.close()
    before = len(DESKTOP.sent)
    window.start()
    app = window.app
    app.wait(lambda: DESKTOP.find("1 reminder is overdue"), "the summary")
    require(len(DESKTOP.sent) == before + 1, "one notification for all")


if __name__ == "__main__":
    uitest.main([due_reminder_is_told_and_done, put_off_from_the_notification, done_in_the_window_takes_it_away, click_opens_it,
                 overdue_at_the_start_are_one], before=uitest.others_demo, arguments=(), ready=ready)

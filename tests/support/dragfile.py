"""A window of another program, from which a file can be dragged: dragfile.py FILE..."""

import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def main():
    Gtk.init()
    files = Gdk.FileList.new_from_array([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    value = GObject.Value(Gdk.FileList, files)
    source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(value), actions=Gdk.DragAction.COPY)
    label = Gtk.Label(label="File", width_request=160, height_request=120)
    label.add_controller(source)
    window = Gtk.Window(title="dragfile", child=label, decorated=False, resizable=False)
    window.present()
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()

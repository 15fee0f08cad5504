"""The places of the program: how a person comes to each of them by keys and pointer, and what proves that it is there.

The tour takes a picture of each, the window tests look at what each says to a screen reader and whether it fits in the window. What
hangs over a page, such as a dialog, is closed when the place's context ends. All of it works in every language and at every size of
the window.
"""

import contextlib
import datetime
import os
import sqlite3
import tempfile
import unicodedata

from uidriver import Failure

TYPED = ("entry", "text")
BUTTONS = ("push-button", "toggle-button", "link", "list-item")
CHARTS = ("chart", "image", "img", "figure", "grouping", "panel", "graphic")
CHECKS = ("check-box", "radio-button")
DIALOG = {"role": ("dialog", "alert")}
KEYS = {"Today": "alt+Home", "Institutions": "ctrl+1", "Contacts": "ctrl+2", "Pipeline": "ctrl+3", "Forecast": "ctrl+4",
        "Deals": "ctrl+5", "Quotes": "ctrl+6", "Invoices": "ctrl+7", "Activities": "ctrl+8"}
# The items of a list's menu, counted from the top: they have no names there.
COLUMNS, IMPORT_VCARDS = 0, 3

VCARDS = ("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Zimmer;Astrid;;;\r\nFN:Astrid Zimmer\r\nEMAIL;type=WORK:astrid@zimmer.example\r\n"
          "TEL;type=CELL:06 11 22 33 44\r\nEND:VCARD\r\n"
          "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hospital\r\nORG:Hospital\r\nEND:VCARD\r\n")

INSTITUTION = (
    "SELECT name FROM (SELECT i.name AS name, "
    " (SELECT count(*) FROM invoices v WHERE v.institution_id = i.id AND v.deleted_at IS NULL"
    "   AND v.issue_date >= date('now', '-11 months', 'start of month')) AS invoices,"
    " (SELECT count(*) FROM opportunities o WHERE o.institution_id = i.id AND o.deleted_at IS NULL) AS deals,"
    " (SELECT count(*) FROM contacts c WHERE c.institution_id = i.id AND c.deleted_at IS NULL) AS contacts,"
    " (SELECT count(*) FROM meetings m WHERE m.institution_id = i.id AND m.deleted_at IS NULL) AS meetings,"
    " (SELECT count(*) FROM institutions j WHERE j.name = i.name) AS namesakes"
    " FROM institutions i WHERE i.deleted_at IS NULL)"
    " WHERE invoices > 0 AND deals > 0 AND meetings > 0 AND contacts > 1 AND namesakes = 1"
    " ORDER BY min(invoices, 4) + min(meetings, 3) + min(deals, 2) + min(contacts, 3) DESC, name LIMIT 1")
CONTACT = (
    "SELECT first_name || ' ' || last_name FROM contacts c JOIN invoices v ON v.contact_person_id = c.id"
    " WHERE c.reports_to_id IS NOT NULL AND c.deleted_at IS NULL AND v.deleted_at IS NULL"
    " AND (SELECT count(*) FROM contacts d WHERE d.last_name = c.last_name AND d.first_name = c.first_name) = 1"
    " GROUP BY c.id ORDER BY count(*) DESC, c.sort_key LIMIT 1")
DEAL = (
    "SELECT name FROM opportunities o WHERE stage = 'proposal' AND deleted_at IS NULL AND"
    " (SELECT count(*) FROM opportunities p WHERE p.name = o.name) = 1"
    " ORDER BY (SELECT count(*) FROM quotes q WHERE q.opportunity_id = o.id AND q.deleted_at IS NULL) DESC, name LIMIT 1")
DOCUMENT = "SELECT {0}, title FROM {1} WHERE {2} AND {0} IS NOT NULL AND deleted_at IS NULL ORDER BY {0} DESC LIMIT 1"
QUOTE = DOCUMENT.format("quote_number", "quotes", "status = 'sent'")
INVOICE = DOCUMENT.format("invoice_number", "invoices", "type = 'invoice' AND status IN ('sent', 'overdue', 'partially_paid')")
CREDIT_NOTE = DOCUMENT.format("invoice_number", "invoices", "type = 'credit_note'")


def plain(text):
    """The text as any keyboard types it: the search does not mind accents."""
    return unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("’", " ")).encode("ascii", "ignore").decode()


def calendar():
    """A file with two meetings, one of them with a rule that nobody can follow."""
    day = (datetime.date.today() + datetime.timedelta(days=3)).strftime("%Y%m%d")
    events = "".join(f"BEGIN:VEVENT\r\nUID:place-{number}@example.com\r\nSUMMARY:Revue {number}\r\n"
                     f"DTSTART:{day}T1{number}0000Z\r\n{more}END:VEVENT\r\n"
                     for number, more in ((1, ""), (2, "RRULE:FREQ=HOURLY\r\n")))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


class Places:
    """Walks about in @app, whose cache lies in the folder @workspace."""

    def __init__(self, app, workspace, register=None):
        self.app, self.workspace, self.register = app, workspace, register
        self.current = self.opened = None

    def first(self, sql):
        """The first answer of the cache, to know which record is worth a visit."""
        def ask():
            with sqlite3.connect(f"file:{self.workspace}/cache.db?mode=ro", uri=True, timeout=10) as database:
                return database.execute(sql).fetchall()
        return self.app.wait(ask, sql, 60)[0]

    def button(self, name, cap=30):
        return self.app.expect(role=BUTTONS, name=self.app._(name), cap=cap)

    # --- Ways --------------------------------------------------------------

    def page(self, name):
        """The page itself, not what has been opened over it: that is what the second time asks for."""
        if self.current != name or self.opened:
            self.app.press(KEYS[name], KEYS[name])
        self.current, self.opened = name, None
        return self.app

    def rows(self, name, view=None):
        app = self.page(name)
        if view:
            app.view(view)
        # The first row has the titles of the columns.
        app.wait(lambda: len(app.every(role="table-row")) > 1, f"the rows of {view or name}")
        return app

    def record(self, sql):
        """What Ctrl+K finds for the first answer to @sql."""
        app = self.app
        name, = self.first(sql)
        if self.opened == name:
            return app
        app.press("ctrl+k")
        dialog = app.expect(role="dialog", name=app._("Find"))
        app.expect(states=["focused"], role=TYPED, within=dialog)
        app.type(plain(name).lower())
        wanted = {"within": {"role": "list", "name": app._("Found")}, "role": "list-item", "has": name}
        app.expect(**wanted)
        app.click(app.expect(**wanted), across=0.3)
        app.expect_gone(role="dialog")
        app.expect(role=("heading", "label"), has=name)
        self.opened = name
        return app

    def close(self, **what):
        """With Escape, of which the first may close no more than a list that hangs from a field."""
        for _ in range(4):
            self.app.press("Escape")
            try:
                self.app.expect_gone(cap=1.5, **what)
                return
            except Failure:
                continue
        self.app.expect_gone(**what)

    @contextlib.contextmanager
    def dialog(self, name):
        """A dialog of that title, until the context ends."""
        wanted = {"role": ("dialog", "alert"), "name": self.app._(name)}
        self.app.expect(**wanted)
        yield self.app
        self.close(**wanted)

    @contextlib.contextmanager
    def popover(self, button, **inside):
        """What hangs from a button, until the context ends."""
        self.app.click(button)
        self.app.expect(**inside)
        yield self.app
        self.close(**inside)

    @contextlib.contextmanager
    def file(self, name, text):
        with tempfile.TemporaryDirectory(prefix="rp.", dir="/tmp") as folder:
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            yield path

    # --- Pages -------------------------------------------------------------

    @contextlib.contextmanager
    def today(self):
        app = self.page("Today")
        app.expect(role="list", name=app._("Today"))
        yield

    @contextlib.contextmanager
    def writing_down(self):
        """A line typed in a hurry, and what is understood of it."""
        app = self.page("Today")
        app.press("ctrl+t")
        entry = {"role": TYPED, "name": app._("Write down what comes to mind"), "states": ["focused"]}
        app.expect(**entry)
        app.type("rappeler la pharmacie centrale demain 10h")
        app.expect(**entry, test=lambda node: node.text == "rappeler la pharmacie centrale demain 10h")
        app.expect(role="push-button", starts=app._("When") + ":")
        yield
        app.press("ctrl+a", "BackSpace", "Escape")

    @contextlib.contextmanager
    def list(self, page, view=None):
        self.rows(page, view)
        yield

    @contextlib.contextmanager
    def selected(self):
        app = self.rows("Deals")
        app.press("ctrl+f", "Down")
        app.expect(role="table-row", states=["focused"])
        app.press("ctrl+a")
        app.expect(role="push-button", name=app._("Assign…"))
        yield
        app.press("Escape")
        app.expect_gone(role="push-button", name=app._("Assign…"))

    @contextlib.contextmanager
    def nothing_found(self):
        app = self.rows("Institutions")
        app.press("ctrl+f")
        app.expect(states=["focused"], role=TYPED)
        app.type("zzzz")
        app.expect(role="label", name=app._("No Results Found"))
        yield
        app.press("ctrl+a", "BackSpace")
        app.expect_gone(role="label", name=app._("No Results Found"))

    @contextlib.contextmanager
    def pipeline(self):
        app = self.page("Pipeline")
        app.expect(role="grouping", name=app._("Pipeline board"))
        app.expect(within={"role": "list", "name": app._("Prospecting")}, role="list-item")
        yield

    @contextlib.contextmanager
    def peek(self):
        with self.pipeline():
            app = self.app
            app.click(app.expect(within={"role": "list", "name": app._("Prospecting")}, role="list-item"), across=0.3, down=0.3)
            app.expect(role="label", name=app._("Chances"))
            yield
            self.close(role="label", name=app._("Chances"))

    @contextlib.contextmanager
    def board_filter(self):
        with self.pipeline(), self.popover(self.button("Filter"), role=TYPED + ("combo-box",)):
            yield

    @contextlib.contextmanager
    def forecast(self):
        app = self.page("Forecast")
        app.expect(role="grouping", name=app._("Deals by month"))
        app.expect(role=CHARTS, name=app._("Forecast by month"))
        app.wait(lambda: len(app.every(role="list-item")) > 1, "the cards of the forecast")
        yield

    @contextlib.contextmanager
    def whose_forecast(self):
        with self.forecast(), self.popover(self.button("Whose deals"), role=CHECKS, name=self.app._("Everyone")):
            yield

    # --- What a list opens -------------------------------------------------

    @contextlib.contextmanager
    def filter(self):
        self.rows("Institutions")
        with self.popover(self.button("Filter"), role="combo-box"):
            yield

    @contextlib.contextmanager
    def filter_builder(self):
        app = self.rows("Institutions")
        app.click(self.button("Filter"))
        app.click(self.button("More Conditions…"))
        with self.dialog("Filter"):
            app.click(app.expect(within=DIALOG, role="push-button", name=app._("Add Group")))
            app.expect(within=DIALOG, role="toggle-button", name=app._("Any of these holds"))
            yield

    @contextlib.contextmanager
    def filter_values(self):
        with self.filter_builder(), self.popover(self.app.expect(within=DIALOG, role="toggle-button", name=self.app._("Choose…")),
                                                 role="check-box"):
            yield

    def views_button(self):
        return self.app.expect(role="toggle-button", starts=self.app._("View: %s").split("%s", maxsplit=1)[0])

    @contextlib.contextmanager
    def saved_views(self):
        self.rows("Institutions")
        with self.popover(self.views_button(), role="menu-item", states=["focused"]):
            yield

    @contextlib.contextmanager
    def saving_a_view(self):
        app = self.rows("Institutions")
        app.choose_from_menu(self.views_button().name, -4)
        with self.dialog("Save View"):
            yield

    @contextlib.contextmanager
    def columns(self):
        self.rows("Quotes")
        self.app.choose_from_menu("View", COLUMNS)
        with self.dialog("Columns"):
            yield

    # --- Editors -----------------------------------------------------------

    @contextlib.contextmanager
    def new(self, page, title, view=None):
        app = self.rows(page, view)
        app.press("ctrl+n")
        with self.dialog(title):
            app.expect(within=DIALOG, role=TYPED)
            yield

    @contextlib.contextmanager
    def new_quote(self):
        """With a line, for which products are offered."""
        app = self.app
        with self.new("Quotes", "New Quote"):
            x, y, width, height = app.origin()
            app.click(app.scroll_to(lambda: app.expect(within=DIALOG, role=("list-item", "push-button"), name=app._("Add Line")),
                                    (x + width // 2, y + height // 2)))
            app.expect(role=TYPED, name=app._("Description"), states=["focused"])
            app.type("moniteur")
            app.expect(role="list-item", within={"role": "list", "name": app._("Products")})
            yield

    # --- Records -----------------------------------------------------------

    @contextlib.contextmanager
    def institution(self, view, part=None, **proof):
        app = self.record(INSTITUTION)
        app.view(view)
        if part:
            app.view(part)
        for key in proof.keys() & {"name", "starts"}:
            proof[key] = app._(proof[key])
        app.expect(**proof)
        yield

    @contextlib.contextmanager
    def contact(self, view, **proof):
        app = self.record(CONTACT)
        app.view(view)
        for key in proof.keys() & {"name", "starts"}:
            proof[key] = app._(proof[key])
        app.expect(**proof)
        yield

    @contextlib.contextmanager
    def health(self):
        app = self.app
        with self.institution("Overview", role=BUTTONS, starts="Customer health"), \
                self.popover(app.expect(role=BUTTONS, starts=app._("Customer health")), role="label", name=app._("Last contact")):
            yield

    @contextlib.contextmanager
    def timeline_filter(self, button):
        with self.institution("Timeline", role="list", name="Timeline"), self.popover(self.button(button), role=CHECKS):
            yield

    @contextlib.contextmanager
    def new_from(self, view, button, title):
        app = self.record(INSTITUTION)
        app.view(view)
        app.click(self.button(button))
        with self.dialog(title):
            yield

    @contextlib.contextmanager
    def deal(self, view, **proof):
        app = self.record(DEAL)
        app.view(view)
        for key in proof.keys() & {"name", "starts"}:
            proof[key] = app._(proof[key])
        app.expect(**proof)
        yield

    @contextlib.contextmanager
    def document(self, page, sql):
        """Found by its number in the list: what Ctrl+K finds for it may be a message about it."""
        number, title = self.first(sql)
        app = self.rows(page)
        app.press("ctrl+f")
        app.expect(states=["focused"], role=TYPED)
        app.press("ctrl+a")
        app.type(number)

        def alone():
            found = app.every(role="table-row")
            return len(found) == 2 and found[1].name.startswith(title)
        app.wait(alone, f"{number}, {title} alone in the list")
        app.click(app.expect(role="table-row", starts=title), across=0.2)
        self.opened = number
        app.expect(name=app._("Lines"))
        yield

    # --- From everywhere ---------------------------------------------------

    @contextlib.contextmanager
    def find(self):
        app = self.app
        app.press("ctrl+k")
        with self.dialog("Find"):
            app.expect(within=DIALOG, states=["focused"], role=TYPED)
            app.type("cardio")
            app.expect(within={"role": "list", "name": app._("Found")}, role="list-item")
            yield

    def command(self, label):
        """What Ctrl+K can do."""
        app = self.app
        app.press("ctrl+k")
        app.expect(within={"role": "dialog", "name": app._("Find")}, states=["focused"], role=TYPED)
        app.type(plain(app._(label)).lower())
        wanted = {"within": {"role": "list", "name": app._("Found")}, "role": "list-item", "starts": app._(label)}
        app.expect(**wanted)
        app.click(app.expect(**wanted), across=0.3)

    @contextlib.contextmanager
    def over_everything(self, keys, title):
        self.app.press(keys)
        with self.dialog(title):
            yield

    @contextlib.contextmanager
    def about(self):
        """Whose title is libadwaita's."""
        other = {"role": ("dialog", "alert"), "test": lambda node: node.name != self.app._("Find")}
        self.command("About Rounds")
        self.app.expect(**other)
        yield
        self.close(**other)

    @contextlib.contextmanager
    def import_register(self):
        app = self.app
        app.press("ctrl+i")
        with self.dialog("Import a Register"):
            if self.register and os.path.exists(self.register):
                app.click(app.expect(within=DIALOG, role="push-button", name=app._("File")))
                app.answer_file_chooser(self.register)
                app.expect(role="label", name=os.path.basename(self.register))
            yield

    @contextlib.contextmanager
    def import_calendar(self):
        app = self.app
        with self.file("invitation.ics", calendar()) as path:
            self.command("Import a calendar file")
            app.answer_file_chooser(path)
            with self.dialog("Import Meetings"):
                app.expect(role="list-item", starts="Revue 1")
                yield

    @contextlib.contextmanager
    def import_vcards(self):
        app = self.rows("Contacts")
        with self.file("cards.vcf", VCARDS) as path:
            app.choose_from_menu("View", IMPORT_VCARDS)
            app.answer_file_chooser(path)
            with self.dialog("Import vCards"):
                app.expect(role="list-item", starts="Astrid Zimmer")
                yield


# In the order of a walk: places of one page or one record follow each other.
PAGES = {
    "today": Places.today,
    "today-writing": Places.writing_down,
    "institutions": lambda places: places.list("Institutions"),
    "institutions-nothing-found": Places.nothing_found,
    "institutions-filter": Places.filter,
    "institutions-filter-builder": Places.filter_builder,
    "institutions-filter-values": Places.filter_values,
    "institutions-views": Places.saved_views,
    "institutions-save-view": Places.saving_a_view,
    "contacts": lambda places: places.list("Contacts"),
    "contacts-import": Places.import_vcards,
    "pipeline": Places.pipeline,
    "pipeline-peek": Places.peek,
    "pipeline-filter": Places.board_filter,
    "forecast": Places.forecast,
    "forecast-whose": Places.whose_forecast,
    "deals": lambda places: places.list("Deals"),
    "deals-selected": Places.selected,
    "quotes": lambda places: places.list("Quotes"),
    "quotes-columns": Places.columns,
    "invoices": lambda places: places.list("Invoices"),
    "tasks": lambda places: places.list("Activities", "Tasks"),
    "meetings": lambda places: places.list("Activities", "Meetings"),
    "calls": lambda places: places.list("Activities", "Calls"),
    "notes": lambda places: places.list("Activities", "Notes"),
    "find": Places.find,
    "history": lambda places: places.over_everything("ctrl+shift+h", "History"),
    "shortcuts": lambda places: places.over_everything("F1", "Keyboard Shortcuts"),
    "about": Places.about,
    "import": Places.import_register,
    "import-calendar": Places.import_calendar,
}
RECORDS = {
    "institution-new": lambda places: places.new("Institutions", "New Institution"),
    "contact-new": lambda places: places.new("Contacts", "New Contact"),
    "deal-new": lambda places: places.new("Deals", "New Deal"),
    "quote-new": Places.new_quote,
    "invoice-new": lambda places: places.new("Invoices", "New Invoice"),
    "task-new": lambda places: places.new("Activities", "New Task", "Tasks"),
    "institution-overview": lambda places: places.institution("Overview", role=BUTTONS, starts="Customer health"),
    "institution-health": Places.health,
    "institution-activity": lambda places: places.institution("Activity", role="label", name="Open tasks"),
    "meeting-new": lambda places: places.new_from("Activity", "Meeting", "New Meeting"),
    "call-new": lambda places: places.new_from("Activity", "Call", "New Call"),
    "reminder-new": lambda places: places.new_from("Activity", "Reminder", "New Reminder"),
    "institution-timeline": lambda places: places.institution("Timeline", role="list", name="Timeline"),
    "institution-timeline-kinds": lambda places: places.timeline_filter("All kinds"),
    "institution-timeline-people": lambda places: places.timeline_filter("Everyone"),
    "institution-timeline-time": lambda places: places.timeline_filter("Any time"),
    "institution-medical": lambda places: places.institution("Medical", role="label", name="Beds"),
    "institution-contacts": lambda places: places.institution("Contacts", "List", role="push-button", name="New Contact"),
    "institution-map": lambda places: places.institution("Contacts", "Relation Map", name="Who reports to whom"),
    "institution-deals": lambda places: places.institution("Deals", role="push-button", name="New Deal"),
    "institution-revenue": lambda places: places.institution("Revenue", role=CHARTS, starts="Invoiced in the last 12 months"),
    "contact-overview": lambda places: places.contact("Overview", starts="First name"),
    "contact-timeline": lambda places: places.contact("Timeline", role="list", name="Timeline"),
    "contact-deals": lambda places: places.contact("Deals", role="push-button", name="New Deal"),
    "contact-revenue": lambda places: places.contact("Revenue", role=CHARTS, starts="Invoiced in the last 12 months"),
    "deal": lambda places: places.deal("Overview", role="label", name="Chances"),
    "deal-timeline": lambda places: places.deal("Timeline", role="list", name="Timeline"),
    "quote": lambda places: places.document("Quotes", QUOTE),
    "invoice": lambda places: places.document("Invoices", INVOICE),
    "credit-note": lambda places: places.document("Invoices", CREDIT_NOTE),
}
PLACES = PAGES | RECORDS

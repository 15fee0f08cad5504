#!/usr/bin/env python3
"""No request runs more statements for more rows: every route that reads is asked for little and for much."""

import os
import re
import sys
import tempfile
import urllib.parse

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", part) for part in ("support", "checks")]
sys.dont_write_bytecode = True
from restserver import Server  # noqa: E402
from tap import Tap  # noqa: E402

# What a request may run more when there is something than when there is nothing: the records that belong to those found, kind by kind.
SLACK = 4

# A pull asks each kind for what has changed, and reads the kinds of which something has.
SLACK_OF = {"/api/sync/changes": 60}

# A file is written in pieces, so that it needs no more memory for more records; what belongs to records is read for so many at once.
PIECE = 256

# Answers that hold the connection open, or are of other things than rows.
OTHER = {"/api/imports/{id}", "/api/bulk-changes/{id}"}

# What nobody has in a new workspace: a notification is of what a colleague did.
UNASKED = {"/api/notifications/{id}"}

# What the demo has none of.
MADE = {
    "custom-fields": [{"kind": "institution", "key": "budgetCode", "label": "Budget", "type": "text"}],
    "saved-views": [{"name": "All", "collection": "institutions"}],
    "segments": [{"name": "None", "type": "institution", "criteria": {"field": "createdAt", "op": "lt", "value": "2001-01-01T00:00:00Z"}},
                 {"name": "All", "type": "institution", "criteria": {"field": "createdAt", "op": "gt", "value": "2001-01-01T00:00:00Z"}}],
    "reminder-rules": [{"name": "Late", "entityType": "task", "triggerType": "overdue", "titleTemplate": "{title} {days}",
                        "messageTemplate": "{title}"}],
    "webhooks": [{"name": "Hook", "url": "https://example.com/x", "events": ["quote.accepted"], "secret": "sixteen letters!"}],
}

# Lists that are asked by something else than an id of their own: by records of a collection, or by values.
BY_COLLECTION = {"institution": "institutions", "by-institution": "institutions", "user": "users", "assigned": "users"}
BY_VALUE = {"type": ("incoming", "missed"), "priority": ("low", "high"), "phone": ("0240123456", "02"), "category": ("general", "none")}
STATUSES = {"quotes": ("draft", "accepted"), "invoices": ("draft", "paid"), "reminders": ("overdue", "pending")}

# A list of nothing, beside one of all there is.
NOTHING = "filter=" + urllib.parse.quote('{"field":"createdAt","op":"lt","value":"2001-01-01T00:00:00Z"}')

LINE = re.compile(r"GET (\S+) (\d+) [\d.]+ ms statements=(\d+) ")


class Log:
    """The server's log, and where the next request will stand in it."""

    def __init__(self):
        self.file = tempfile.NamedTemporaryFile("w+b")
        self.place = 0

    def read(self):
        self.file.flush()
        with open(self.file.name, "rb") as file:
            file.seek(self.place)
            text = file.read()
            self.place = file.tell()
        return text.decode("utf-8", "replace")


def find_ids(server, token, collection):
    """The id of a record with little around it, and of one with much: the first and the last by what the demo gives them."""
    records = server.ask("GET", f"/api/{collection}?limit=200", token=token).json["data"]
    return [records[0]["id"], records[-1]["id"]] if records else []


def count(server, log, token, path):
    """How many statements the request ran; None when it is no answer."""
    log.read()
    answer = server.ask("GET", path, token=token)
    if answer.status != 200:
        return None
    # The line is written when the answer has gone, so it may come a moment later: ask again until it is there.
    for _ in range(50):
        found = LINE.findall(log.read())
        if found:
            return int(found[-1][2])
        server.ask("GET", "/api/health")
    raise RuntimeError(f"nothing in the log about {path}")


def slack(server, token, path):
    """How many statements more a request may run for much than for little."""
    if not path.endswith("/export"):
        return SLACK_OF.get(path, SLACK)
    total = server.ask("GET", path.removesuffix("/export") + "?limit=1", token=token).json["meta"]["total"]
    return SLACK + 2 * (total // PIECE)


def variants(server, token, path, operation):
    names = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter.get("in") == "query"}
    collection, word = path.split("/")[2:4] if path.count("/") > 2 else (path.split("/")[2], "")
    places = [path]
    if "{id}" in path and word == "status":
        places = [path.replace("{id}", value) for value in STATUSES[collection]]
    elif "{id}" in path and word in BY_VALUE:
        places = [path.replace("{id}", value) for value in BY_VALUE[word]]
    elif "{id}" in path and word in BY_COLLECTION:
        places = [path.replace("{id}", id_) for id_ in find_ids(server, token, BY_COLLECTION[word])]
    elif "{id}" in path:
        places = [path.replace("{id}", id_) for id_ in find_ids(server, token, collection)]
    queries = [""]
    if "q" in names:
        queries = ["?q=zzzz", "?q=c&limit=100"]
    elif "filter" in names and "limit" in names:
        queries = ["?limit=1", "?limit=200", "?" + NOTHING]
    elif "limit" in names:
        queries = ["?limit=1", "?limit=200"]
    elif "months" in names:
        queries = ["?months=1", "?months=24"]
    elif "format" in names:
        queries = ["?format=json", "?format=csv&" + NOTHING]
    return [place + query for place in places for query in queries]


def make(tap, server, token):
    """Records of the kinds that the demo has none of, and what follows from them."""
    wrong = []
    institution = find_ids(server, token, "institutions")[0]
    asked = [(f"/api/{collection}", body) for collection, bodies in MADE.items() for body in bodies]
    asked += [("/api/comments", {"content": "Kind", "recordKind": "institution", "recordId": institution}),
              (f"/api/institutions/{institution}/next-actions/dismiss", {"key": "no_interaction"})]
    for path, body in asked:
        answer = server.ask("POST", path, body, token)
        if answer.status not in (200, 201):
            wrong.append(f"{path}: {answer.status} {answer.text}")
        elif path == "/api/webhooks":
            answer = server.ask("POST", f"/api/webhooks/{answer.json['data']['id']}/test", token=token)
    answer = server.ask("POST", f"/api/attachments?recordKind=institution&recordId={institution}&fileName=a.txt", "Words", token, "text/plain")
    if answer.status != 201:
        wrong.append(f"attachments: {answer.status} {answer.text}")
    tap.ok(not wrong, "there is something of every kind", *wrong)


def main():
    tap = Tap()
    log = Log()
    server = Server()
    server.run("demo", "--database", server.database, "--scale", "1")
    server.start(log=log.file)
    try:
        token = server.sign_in()
        make(tap, server, token)
        paths = server.ask("GET", "/api/openapi.json").json["paths"]
        asked = 0
        unasked = set()
        for path, methods in sorted(paths.items()):
            if "get" not in methods or path in OTHER:
                continue
            counts = {place: count(server, log, token, place) for place in variants(server, token, path, methods["get"])}
            known = [number for number in counts.values() if number is not None]
            asked += len(known)
            if not known:
                unasked.add(path)
            else:
                tap.ok(max(known) <= min(known) + slack(server, token, path), f"GET {path}", *[f"{number} statements: {place}" for place, number in counts.items()])
        tap.ok(unasked == UNASKED, f"every route that reads is asked, {asked} answers in all", *sorted(unasked ^ UNASKED))
    finally:
        status = server.stop()
    tap.ok(status == 0, "the server ends well")
    tap.done()


main()

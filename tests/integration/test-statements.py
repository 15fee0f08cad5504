#!/usr/bin/env python3
"""No request runs more statements for more rows: every route that reads is asked for little and for much."""

import os
import re
import sys
import tempfile

sys.path[:0] = [os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", part) for part in ("support", "checks")]
sys.dont_write_bytecode = True
from restserver import Server  # noqa: E402
from tap import Tap  # noqa: E402

# What a request may run more when there is something than when there is nothing: the records that belong to those found, kind by kind.
SLACK = 4

# A pull asks each kind for what has changed, and reads the kinds of which something has.
SLACK_OF = {"/api/sync/changes": 60}

# Answers that hold the connection open, or are of other things than rows.
OTHER = {"/api/imports/{id}", "/api/bulk-changes/{id}"}

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


def variants(server, token, path, operation):
    names = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter.get("in") == "query"}
    collection = path.split("/")[2]
    places = [path]
    if "{id}" in path:
        places = [path.replace("{id}", id_) for id_ in find_ids(server, token, collection)]
    queries = [""]
    if "q" in names:
        queries = ["?q=zzzz", "?q=c&limit=100"]
    elif "limit" in names:
        queries = ["?limit=1", "?limit=200"]
    elif "months" in names:
        queries = ["?months=1", "?months=24"]
    elif "format" in names:
        queries = ["?format=json"]
    return [place + query for place in places for query in queries]


def main():
    tap = Tap()
    log = Log()
    server = Server()
    server.run("demo", "--database", server.database, "--scale", "1")
    server.start(log=log.file)
    try:
        token = server.sign_in()
        paths = server.ask("GET", "/api/openapi.json").json["paths"]
        asked = 0
        for path, methods in sorted(paths.items()):
            if "get" not in methods or path in OTHER:
                continue
            counts = {place: count(server, log, token, place) for place in variants(server, token, path, methods["get"])}
            known = [number for number in counts.values() if number is not None]
            asked += len(known)
            if known:
                tap.ok(max(known) <= min(known) + SLACK_OF.get(path, SLACK), f"GET {path}", *[f"{number} statements: {place}" for place, number in counts.items()])
        tap.ok(asked > 80, "most routes answer", f"{asked} answers")
    finally:
        status = server.stop()
    tap.ok(status == 0, "the server ends well")
    tap.done()


main()

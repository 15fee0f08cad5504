#!/usr/bin/env python3
"""The API's description is sound, and every request that it shows does what it says there."""

import copy
import datetime
import json
import os
import re
import sys
import urllib.parse

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "checks"))
sys.dont_write_bytecode = True
from restserver import Server  # noqa: E402
from tap import Tap  # noqa: E402

MADE_BY_ROUNDS = "Rounds makes these records itself: their ids come with their list"
WITHOUT_EXAMPLE = {
    "POST /api/auth/change-password": "It ends every other session of whoever asks",
    "DELETE /api/bulk-changes/{id}": "In a new workspace no change takes so long",
    "GET /api/bulk-changes/{id}": "In a new workspace no change takes so long",
    "POST /api/notifications/{id}/read": MADE_BY_ROUNDS,
    "POST /api/payments/{id}/restore": "A payment is reversed, not deleted",
    "GET /api/action-marks/{id}": MADE_BY_ROUNDS,
    "GET /api/audit-entries/{id}": MADE_BY_ROUNDS,
    "GET /api/notifications/{id}": MADE_BY_ROUNDS,
    "GET /api/security-events/{id}": MADE_BY_ROUNDS,
    "GET /api/stage-changes/{id}": MADE_BY_ROUNDS,
    "GET /api/webhook-deliveries/{id}": MADE_BY_ROUNDS,
}

METHODS = ("get", "post", "put", "patch", "delete")
FORMATS = FormatChecker()


@FORMATS.checks("uuid")
def is_uuid(text):
    return not isinstance(text, str) or re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(text):
    return not isinstance(text, str) or (text[10] == "T" and datetime.datetime.fromisoformat(text).tzinfo is not None)


def walk(value):
    """Every object in a tree."""
    if isinstance(value, dict):
        yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(member)


def pointer(*parts):
    return "/".join(["#"] + [part.replace("~", "~0").replace("/", "~1") for part in parts])


def lookup(document, place):
    for part in place.removeprefix("#/").split("/"):
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


def close(document):
    """The same with every object closed: an answer that has more than is promised does not pass."""
    closed = copy.deepcopy(document)
    for schema in walk(closed["components"]["schemas"]):
        if "allOf" in schema:
            merged = {"type": "object", "properties": {}, "required": []}
            for part in schema.pop("allOf"):
                part = lookup(document, part["$ref"]) if "$ref" in part else part
                merged["properties"].update(copy.deepcopy(part["properties"]))
                merged["required"] += part.get("required", [])
            schema.update(merged)
    for schema in walk(closed):
        if isinstance(schema.get("properties"), dict) and "type" in schema and "additionalProperties" not in schema:
            schema["additionalProperties"] = False
    return closed


class Checker:
    """Checks values against schemas of the document."""

    def __init__(self, document):
        self.registry = Registry().with_resource("urn:api", Resource.from_contents(document, default_specification=DRAFT202012))

    def problem(self, value, *place):
        """What is wrong with the value, None when nothing is."""
        validator = Draft202012Validator({"$ref": "urn:api" + pointer(*place)}, registry=self.registry, format_checker=FORMATS)
        worst = best_match(validator.iter_errors(value))
        return worst and f"{worst.json_path}: {worst.message[:500]}"


def operations_of(document):
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def parameters_of(document, operation):
    for parameter in operation["parameters"]:
        yield lookup(document, parameter["$ref"]) if "$ref" in parameter else parameter


def example_of(operation):
    """The type and the example of the body, None and None without."""
    for kind, content in operation.get("requestBody", {"content": {}})["content"].items():
        if "example" in content:
            return kind, content["example"]
    return None, None


def check_structure(tap, document):
    schemas = document["components"]["schemas"]
    wrong = []
    for name, schema in schemas.items():
        worst = best_match(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema))
        if worst:
            wrong.append(f"{name}: {worst.json_path}: {worst.message}")
    tap.ok(not wrong, f"{len(schemas)} schemas are JSON Schema 2020-12", *wrong)

    references = [value["$ref"] for value in walk(document) if isinstance(value.get("$ref"), str)]
    wrong = []
    for place in references:
        try:
            lookup(document, place)
        except KeyError:
            wrong.append(place)
    tap.ok(references and not wrong, f"{len(references)} references lead somewhere", *wrong)

    unused = [name for name in schemas if pointer("components", "schemas", name) not in references]
    tap.ok(not unused, "every schema is used", *unused)

    ids = [operation["operationId"] for _, _, operation in operations_of(document)]
    ids += [item["post"]["operationId"] for item in document["webhooks"].values()]
    twice = {name for name in ids if ids.count(name) > 1}
    tap.ok(ids and not twice, f"{len(ids)} operations have ids of their own", *twice)

    wrong = []
    for path, method, operation in operations_of(document):
        named = [(parameter["in"], parameter["name"]) for parameter in parameters_of(document, operation)]
        wanted = {("path", name) for name in re.findall(r"{(\w+)}", path)}
        if len(named) != len(set(named)) or {pair for pair in named if pair[0] == "path"} != wanted:
            wrong.append(f"{method} {path}: {named}")
    tap.ok(not wrong, "parameters are named once, and those of the path are there", *wrong)


def check_examples(tap, document):
    """Examples are what their own schemas ask for."""
    checker, wrong, count = Checker(document), [], 0
    for path, method, operation in operations_of(document):
        kind, example = example_of(operation)
        if kind == "application/json":
            count += 1
            problem = checker.problem(example, "paths", path, method, "requestBody", "content", kind, "schema")
            if problem:
                wrong.append(f"{method} {path}: {problem}")
        for index, parameter in enumerate(operation["parameters"]):
            if "example" in parameter:
                count += 1
                problem = checker.problem(parameter["example"], "paths", path, method, "parameters", str(index), "schema")
                if problem:
                    wrong.append(f"{method} {path} {parameter['name']}: {problem}")
    tap.ok(count and not wrong, f"{count} examples are what their schemas ask for", *wrong)


class Runner:
    """Sends the examples, each to records that are as it wants them."""

    def __init__(self, server, document):
        self.server, self.document = server, document
        self.checker = Checker(close(document))
        self.token = server.sign_in()
        self.creators = {path: operation for path, method, operation in operations_of(document) if method == "post"}
        self.by_id = {operation["operationId"]: (path, method, operation) for path, method, operation in operations_of(document)}
        self.merged = None
        self.n_fresh = 0

    def send(self, path, method, operation, record=None, body=None):
        kind, example = example_of(operation)
        query = []
        for parameter in parameters_of(self.document, operation):
            if "example" not in parameter:
                continue
            if parameter["in"] == "path":
                path = path.replace("{%s}" % parameter["name"], urllib.parse.quote(record or parameter["example"]))
            else:
                values = parameter["example"]
                query += [(parameter["name"], value) for value in (values if isinstance(values, list) else [values])]
        if query:
            path += "?" + urllib.parse.urlencode(query)
        # What ends a session ends one of its own.
        token = self.server.sign_in() if operation["operationId"] in ("sessionEnd", "sessionRefresh") else self.token
        if operation.get("security") == []:
            token = None
        return self.server.ask(method.upper(), path, example if body is None else body, token, kind or "application/json")

    @staticmethod
    def names_its_record(operation):
        """Whether the example that creates a record says which id it gets; a file does not."""
        return not isinstance(example_of(operation)[1], str)

    def fresh(self, path):
        """The id of a new record of the collection, as in its example but for what can be there only once."""
        collection = "/".join(path.split("/")[:3])
        operation = self.creators[collection]
        if not self.names_its_record(operation):
            answer = self.send(collection, "post", operation)
            if answer.status not in (201, 202):
                raise ValueError(f"a new record for {path}: {answer.status} {answer.text}")
            return answer.json["data"]["id"]
        _, example = example_of(operation)
        body = copy.deepcopy(example)
        del body["id"]
        self.n_fresh += 1
        answer = self.send(collection, "post", operation, body=body)
        while answer.status != 201:
            taken = [error["field"] for error in answer.json.get("errors", []) if error["code"] == "ALREADY_EXISTS"]
            taken = [name for name in taken if isinstance(body.get(name), str)]
            if not taken:
                raise ValueError(f"a new record for {path}: {answer.status} {answer.text}")
            for name in taken:
                self.n_fresh += 1
                body[name] = f"fresh{self.n_fresh}{body[name]}" if "@" in body[name] else f"{body[name]}{self.n_fresh}"
                if len(body[name]) > 60 or body[name].isdigit():
                    del body[name]
            answer = self.send(collection, "post", operation, body=body)
        return answer.json["data"]["id"]

    def takes_id(self, operation):
        """Whether the path names its record by its id: a setting has a key."""
        return all(is_uuid(parameter.get("example")) for parameter in parameters_of(self.document, operation) if parameter["in"] == "path")

    def changes_unique(self, path, operation):
        """Whether the example sets what no second record can have."""
        schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        if "$ref" not in schema or path.count("/") > 3:
            return False
        fields = lookup(self.document, schema["$ref"])["properties"]
        return any(fields[name].get("x-unique") for name in example_of(operation)[1])

    def problem(self, path, method, operation):
        """What is wrong with the answer to the operation's example, None when nothing is."""
        record = None
        creator = self.creators.get("/".join(path.split("/")[:3]))
        is_named = creator is None or self.names_its_record(creator)
        if "{id}" in path and self.takes_id(operation) and (method != "get" or not is_named) and not self.changes_unique(path, operation):
            record = self.fresh(path)
        # A merge has an id, and is taken back once: what the examples say is one merge.
        if path.endswith("/split"):
            return self.check(path, method, operation, self.send(path, method, operation, self.merged))
        if path.endswith("/merge"):
            self.merged = record
        for name in operation.get("x-after", ()):
            before = self.send(*self.by_id[name], record=record if self.by_id[name][0].split("/")[2] == path.split("/")[2] else None)
            if before.status >= 300:
                return f"{name} before it answers {before.status}: {before.text}"

        return self.check(path, method, operation, self.send(path, method, operation, record))

    def check(self, path, method, operation, answer):
        """What is wrong with an answer, None when nothing is."""
        promised = next(status for status in operation["responses"] if status.startswith("2"))
        if str(answer.status) != promised:
            return f"answers {answer.status}, not {promised}: {answer.text}"
        kind, content = next(iter(operation["responses"][promised]["content"].items()))
        # A document has the type that it came with.
        if answer.type != kind and kind != "application/octet-stream":
            return f"answers {answer.type}, not {kind}"
        if answer.json is None:
            return None
        return self.checker.problem(answer.json, "paths", path, method, "responses", promised, "content", kind, "schema")

    def refusal(self, path, method, body, token, status):
        answer = self.server.ask(method, path, body, token)
        if answer.status != status or answer.type != "application/problem+json":
            return f"answers {answer.status} {answer.type}, not {status}"
        return self.checker.problem(answer.json, "components", "schemas", "Problem")


def run_examples(tap, server, document):
    runner = Runner(server, document)
    order = {"post": 0, "get": 1, "put": 2, "patch": 3, "delete": 4}
    # Records are made first, in the order of the document, which is the order in which they refer to each other.
    # What has been merged is split before anything else wants it.
    listed = sorted(operations_of(document),
                    key=lambda entry: (order[entry[1]], "{id}" in entry[0], not entry[0].endswith(("/merge", "/split"))))
    without = {}
    for path, method, operation in listed:
        if not operation["x-example"]:
            without[f"{method.upper()} {path}"] = operation.get("x-no-example", "no reason")
            continue
        try:
            problem = runner.problem(path, method, operation)
        except ValueError as error:
            problem = str(error)
        tap.ok(problem is None, f"{method.upper()} {path}", problem)
    odd = [f"{name}: {reason}" for name, reason in sorted(without.items() ^ WITHOUT_EXAMPLE.items())]
    tap.ok(not odd, f"{len(without)} operations have no example, each for its reason", *odd)
    odd = [name for name, _, operation in operations_of(document) if operation["x-example"] and "x-no-example" in operation]
    tap.ok(not odd, "no example has a reason not to be there", *odd)

    missing = "/api/institutions/01990d5a-7c00-7000-8000-ffffffffffff"
    for name, arguments in {
        "malformed JSON": ("/api/institutions", "POST", "{", runner.token, 400),
        "nobody": ("/api/institutions", "GET", None, None, 401),
        "a record that is not there": (missing, "GET", None, runner.token, 404),
        "a value that is no value": ("/api/institutions", "POST", {"name": 7, "type": "tent"}, runner.token, 422),
    }.items():
        problem = runner.refusal(*arguments)
        tap.ok(problem is None, f"{name} is refused as promised", problem)


def main():
    tap = Tap()
    server = Server()
    server.start()
    answer = server.ask("GET", "/api/openapi.json")
    tap.ok(answer.status == 200 and answer.json["openapi"].startswith("3.1."), "the server describes itself, to everybody", answer.text[:200])
    twice = []
    json.loads(answer.text, object_pairs_hook=lambda pairs: twice.extend({name for name, _ in pairs if [n for n, _ in pairs].count(name) > 1}))
    tap.ok(not twice, "nothing is said twice", *twice)
    check_structure(tap, answer.json)
    check_examples(tap, answer.json)
    run_examples(tap, server, answer.json)
    tap.ok(server.stop() == 0, "the server ends well")
    tap.done()


if __name__ == "__main__":
    main()

"""How fast the server answers: wrk asks a real one for what clients ask for, beside the same questions as bare SQL in the same engine."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import time
import urllib.parse
import urllib.request

EMAIL = "bench@example.org"
PASSWORD = "a long password for a bench"
SECONDS = float(os.environ.get("ROUNDS_BENCH_SECONDS", "4"))
CLIENTS = (1, 32)

# What the audited web system does with 20,000 institutions on 2 cores: milliseconds of one client, requests a second. Ten times
# better is the least that is asked.
AUDITED = {"list": (36, 39), "search": (32, 45), "record": (5.7, 370), "timeline": (10, 120), "pipeline": (400, 1.8),
           "forecast": (129, 8), "stage": (7.4, 290)}

# wrk asks for the lines of a file in turn, and says at its end what it measured.
SCRIPT = """
local requests, n, failures = {}, 0, 0
function init(args)
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. args[2] }
    if body ~= "" then headers["Content-Type"] = "application/json" else body = nil end
    requests[#requests + 1] = wrk.format(method, path, headers, body)
  end
  n = math.random(#requests)
end
function request()
  n = n % #requests + 1
  return requests[n]
end
function response(status)
  if status >= 400 then failures = failures + 1 end
end
local threads = {}
function setup(thread) threads[#threads + 1] = thread end
function done(summary, latency)
  local refused = 0
  for _, thread in ipairs(threads) do refused = refused + thread:get("refused") end
  io.write(string.format('{"requests":%d,"seconds":%.3f,"p50":%.3f,"p95":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, refused, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""
# The count of each thread is read at the end, so it is a global of that thread.
SCRIPT = SCRIPT.replace("local requests, n, failures = {}, 0, 0", "local requests, n = {}, 0\nrefused = 0").replace(
    "failures = failures + 1", "refused = refused + 1")


class Engine:
    """A database of the demo, and bare SQL on it."""

    def __init__(self, uri):
        self.uri = uri

    def rows(self, sql):
        raise NotImplementedError

    def time(self, sql, parameters):
        """Milliseconds of one client that runs @sql with each of @parameters in turn."""
        raise NotImplementedError


class SqliteEngine(Engine):
    name = "SQLite"

    def __init__(self, path):
        super().__init__(f"sqlite:{path}")
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA cache_size = -16000")
        self.connection.execute("PRAGMA mmap_size = 134217728")

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()

    def time(self, sql, parameters):
        # $1 twice is one parameter.
        plain = re.sub(r"\$(\d+)", r"?\1", sql)
        took, end = [], time.monotonic() + SECONDS / 2
        while time.monotonic() < end:
            for values in parameters:
                begun = time.perf_counter()
                self.connection.execute(plain, values).fetchall()
                took.append(1000 * (time.perf_counter() - begun))
                if time.monotonic() > end:
                    break
        return statistics.median(took)


class PostgresqlEngine(Engine):
    name = "PostgreSQL"

    def __init__(self, uri, folder):
        super().__init__(uri)
        self.folder = folder

    def rows(self, sql):
        done = subprocess.run(["psql", "-X", "-A", "-t", "-F", "\x1f", self.uri, "-c", sql], capture_output=True, text=True, check=True)
        return [tuple(text.split("\x1f")) for text in done.stdout.splitlines() if text]

    def time(self, sql, parameters):
        path = os.path.join(self.folder, "bare.sql")
        one = parameters[len(parameters) // 2]
        text = sql
        for i in range(len(one), 0, -1):
            quoted = str(one[i - 1]).replace("'", "''")
            text = text.replace(f"${i}", f"'{quoted}'" if isinstance(one[i - 1], str) else str(one[i - 1]))
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("\n", " ") + ";\n")
        done = subprocess.run([pg_program("pgbench"), "-n", "-M", "prepared", "-c", "1", "-T", str(max(1, round(SECONDS / 2))), "-f", path,
                               self.uri], capture_output=True, text=True, check=True)
        return float(re.search(r"latency average = ([0-9.]+) ms", done.stdout)[1])


def pg_program(name):
    found = shutil.which(name)
    if found:
        return found
    root = "/usr/lib/postgresql"
    versions = sorted(os.listdir(root), key=lambda text: float(text)) if os.path.isdir(root) else []
    return os.path.join(root, versions[-1], "bin", name) if versions else name


class Server:
    def __init__(self, program, uri, folder):
        self.process = subprocess.Popen([program, "serve", "--quiet", "--database", uri, "--listen", "127.0.0.1:0"], cwd=folder,
                                        stdout=subprocess.PIPE, text=True)
        said = self.process.stdout.readline()
        found = re.match(r"listening on (http://\S+)", said)
        if not found:
            raise OSError(f"the server said {said!r}")
        self.url = found[1]
        request = urllib.request.Request(f"{self.url}/api/auth/login", data=json.dumps({"email": EMAIL, "password": PASSWORD}).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.token = json.load(answer)["data"]["accessToken"]

    def resident(self):
        """The most memory it had, in MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def make_demo(run, program, uri, scale, folder):
    """Fills a database; the seconds that it took."""
    secret = os.path.join(folder, "password")
    with open(secret, "w", encoding="ascii") as file:
        file.write(PASSWORD + "\n")
    run(program, "init", "--database", uri, "--admin-email", EMAIL, "--admin-password-file", secret)
    begun = time.monotonic()
    run(program, "demo", "--database", uri, "--scale", str(scale))
    return time.monotonic() - begun


def workloads(engine):
    """Name, requests, bare SQL and its parameters."""
    random.seed(44)
    busy = [row[0] for row in engine.rows("SELECT institution_id FROM calls GROUP BY institution_id ORDER BY COUNT(*) DESC LIMIT 2000")]
    some = [row[0] for row in engine.rows("SELECT id FROM institutions ORDER BY id LIMIT 5000")]
    ids = random.sample(busy, min(300, len(busy))) + random.sample(some, min(300, len(some)))
    deals = [row[0] for row in engine.rows("SELECT id FROM opportunities WHERE stage = 'qualification' ORDER BY id LIMIT 2000")]
    contact = engine.rows("SELECT id, institution_id FROM contacts ORDER BY id LIMIT 1")[0]
    user = engine.rows("SELECT id FROM users WHERE role = 'user' ORDER BY id LIMIT 1")[0][0]
    words = ["nantes", "clin", "saint jos", "chu", "440", "poly", "lyon", "hop", "ehpad til", "dialyse"]
    pages = [f"GET /api/institutions?limit=50&page={page}&sortBy=name" for page in range(1, 41)]
    deal = {"institutionId": contact[1], "contactPersonId": contact[0], "assignedUserId": user, "name": "Moniteurs du bloc", "value": 42000,
            "expectedCloseDate": "2030-06-30"}
    moves = [f"PUT /api/opportunities/{deal_id}/stage " + json.dumps({"stage": stage})
             for stage in ("proposal", "qualification") for deal_id in deals]

    def each(path):
        return [f"GET /api/institutions/{id_}/{path}".rstrip("/") for id_ in ids]

    one = [(id_,) for id_ in ids]
    return [
        ("list", pages, "SELECT * FROM institutions WHERE deleted_at IS NULL ORDER BY sort_key, id LIMIT 50 OFFSET $1",
         [(50 * page,) for page in range(40)]),
        ("search", [f"GET /api/institutions?limit=20&search={urllib.parse.quote(word)}" for word in words], None, None),
        ("record", each(""), "SELECT * FROM institutions WHERE id = $1", one),
        ("timeline", each("timeline?limit=50"),
         "SELECT id, call_date FROM calls WHERE institution_id = $1 AND deleted_at IS NULL ORDER BY call_date DESC LIMIT 50", one),
        ("collaboration", each("collaboration"),
         "SELECT (SELECT COUNT(*) FROM notes WHERE institution_id = $1 AND deleted_at IS NULL),"
         " (SELECT COUNT(*) FROM calls WHERE institution_id = $1 AND deleted_at IS NULL),"
         " (SELECT COUNT(*) FROM tasks WHERE institution_id = $1 AND deleted_at IS NULL),"
         " (SELECT COUNT(*) FROM meetings WHERE institution_id = $1 AND deleted_at IS NULL)", one),
        ("revenue", each("revenue"),
         "SELECT SUM(total), SUM(total_paid), COUNT(*) FROM invoices WHERE institution_id = $1 AND deleted_at IS NULL AND status <> 'draft'", one),
        ("health", each("health-score"),
         "SELECT MAX(call_date), COUNT(*) FROM calls WHERE institution_id = $1 AND deleted_at IS NULL", one),
        ("pipeline", ["GET /api/opportunities/pipeline"],
         "SELECT stage, COUNT(*), SUM(value), SUM((value * probability + 50) / 100) FROM opportunities WHERE deleted_at IS NULL GROUP BY stage",
         [()]),
        ("forecast", ["GET /api/opportunities/forecast"],
         "SELECT value, probability, expected_close_date FROM opportunities WHERE deleted_at IS NULL AND stage NOT IN ('closed_won', 'closed_lost')",
         [()]),
        ("create", ["POST /api/opportunities " + json.dumps(deal)], None, None),
        ("stage", moves, None, None),
    ]


def measure(server, name, requests, clients, folder):
    script, listing = os.path.join(folder, "load.lua"), os.path.join(folder, f"{name}.requests")
    with open(script, "w", encoding="utf-8") as file:
        file.write(SCRIPT)
    with open(listing, "w", encoding="utf-8") as file:
        file.write("\n".join(requests) + "\n")
    done = subprocess.run(["wrk", "-t", "1", "-c", str(clients), "-d", f"{max(1, round(SECONDS))}s", "--timeout", "30s", "-s", script, server.url,
                           "--", listing, server.token], capture_output=True, text=True, check=False)
    found = re.search(r"^\{.*\}$", done.stdout, re.M)
    if not found:
        raise OSError(f"wrk: {(done.stdout + done.stderr).strip()[-300:]}")
    figures = json.loads(found[0])
    if figures["refused"] or figures["broken"] or not figures["requests"]:
        raise OSError(f"{name}: {figures['refused']} of {figures['requests']} requests were refused, {figures['broken']} broke")
    figures["rate"] = figures["requests"] / figures["seconds"]
    return figures


def bench(line, program, engine, folder, made_in, scale, n_rows):
    """The lines of one engine."""
    lines = []
    if made_in is not None:
        lines.append(line(f"{engine.name}: demo", 1000 * made_in, None, 1000 * n_rows / 20000, "20,000 rows/s",
                          f"scale {scale}: {n_rows:,} rows, {n_rows / made_in:,.0f} rows/s"))
    server = Server(program, engine.uri, folder)
    try:
        for name, requests, sql, parameters in workloads(engine):
            bare = engine.time(sql, parameters) if sql is not None else None
            audited = AUDITED.get(name)
            alone, crowd = (measure(server, name, requests, clients, folder) for clients in CLIENTS)
            note = "; ".join(f"{clients} client{'s' if clients > 1 else ''}: p50 {f['p50']:.2f}, p95 {f['p95']:.2f}, p99 {f['p99']:.2f} ms, "
                             f"{f['rate']:,.0f} r/s" for clients, f in zip(CLIENTS, (alone, crowd)))
            lines.append(line(f"{engine.name}: {name}", alone["p50"], bare, audited[0] / 10 if audited else None,
                              f"{audited[0]} ms / 10" if audited else "", note))
            if audited:
                lines.append(line(f"{engine.name}: {name}, a request", 1000 / max(alone["rate"], crowd["rate"]), None, 100 / audited[1],
                                  f"10 x {audited[1]:g} r/s", ""))
        lines.append(line(f"{engine.name}: memory", server.resident(), None, 150, "150 MB", "VmHWM of the server after all of it", "MB"))
    finally:
        server.stop()
    return lines

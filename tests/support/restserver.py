"""A real rounds-server on a Unix socket, with its data in a folder of its own, asked over one kept connection."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile

EMAIL = "admin@example.com"
PASSWORD = "correct horse battery"
CAP = 60


class Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path):
        super().__init__("localhost", timeout=CAP)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(CAP)
        self.sock.connect(self.path)


class Answer:
    """Status, headers, text and, where it is JSON, what it says."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.type = (response.headers.get("Content-Type") or "").split(";")[0]
        self.text = response.read().decode("utf-8")
        self.json = json.loads(self.text) if self.type.endswith("json") and self.text else None


class Server:
    """A workspace with the administrator EMAIL, and the process that serves it."""

    def __init__(self):
        self.program = os.environ["ROUNDS_SERVER"]
        self.folder = tempfile.mkdtemp(prefix="rounds-test-")
        self.database = "sqlite:" + os.path.join(self.folder, "rounds.db")
        self.process = self.connection = None
        password = os.path.join(self.folder, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        self.run("init", "--database", self.database, "--admin-email", EMAIL, "--admin-password-file", password, "--team", "North")

    def run(self, *arguments):
        subprocess.run([self.program, *arguments], check=True, timeout=CAP, stdout=subprocess.DEVNULL)

    def start(self, *arguments, log=None):
        """Without @log what is refused or fails is logged; with it every request is, in that file."""
        path = os.path.join(self.folder, "socket")
        environment = dict(os.environ, G_DEBUG="fatal-criticals")
        quiet = ["--quiet"] if log is None else []
        self.process = subprocess.Popen([self.program, "serve", *quiet, "--database", self.database, "--socket", path, *arguments],
                                        stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            raise RuntimeError(f"the server said {line!r}")
        self.connection = Connection(path)

    def ask(self, method, path, body=None, token=None, kind="application/json"):
        headers = {}
        if token:
            headers["Authorization"] = "Bearer " + token
        if body is not None:
            headers["Content-Type"] = kind
            if not isinstance(body, str):
                body = json.dumps(body)
            body = body.encode("utf-8")
        self.connection.request(method, path, body=body, headers=headers)
        return Answer(self.connection.getresponse())

    def sign_in(self, email=EMAIL):
        answer = self.ask("POST", "/api/auth/login", {"email": email, "password": PASSWORD})
        return answer.json["data"]["accessToken"]

    def stop(self):
        """Ends the process and removes the folder; the exit status, which a leak or a sanitizer's finding makes other than 0."""
        self.connection.close()
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(CAP)
        shutil.rmtree(self.folder)
        return status

"""The real yaml-language-server, spoken to as a text editor does: LSP over stdin and stdout."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.commands import BIN, ROOT

SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


class LanguageServer:
    """One server for one folder. It is given no network and no settings but `settings`."""

    def __init__(self, folder: Path, settings: dict[str, Any] | None = None) -> None:
        self.folder, self.settings = folder, settings or {}
        self.number, self.versions = 0, dict[str, int]()
        self.diagnostics: dict[str, list[Any]] = {}
        self.configured = False

    def __enter__(self) -> LanguageServer:
        self.process = subprocess.Popen(
            [str(BIN / "node"), str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"NO_PROXY": "*", "HTTP_PROXY": "", "HTTPS_PROXY": ""},
        )
        root = self.folder.as_uri()
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=root,
            workspaceFolders=[{"uri": root, "name": "project"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {
                    "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {},
                },
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={"yaml": self._yaml()})
        while not self.configured:
            self._serve(self._receive())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.communicate()

    def _yaml(self) -> dict[str, Any]:
        return {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}, **self.settings}

    def tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def ask(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": parameters})
        while (message := self._receive()).get("id") != number or "method" in message:
            self._serve(message)
        assert "error" not in message, message
        return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _receive(self) -> Any:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server went away"
        return json.loads(self.process.stdout.read(length))

    def _serve(self, message: dict[str, Any]) -> None:
        """What the server asks or tells in between."""
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:
            result: Any = None
            if method == "workspace/configuration":
                self.configured = True
                asked = [item.get("section") for item in message["params"]["items"]]
                result = [self._yaml() if section == "yaml" else {} for section in asked]
            self._send({"id": message["id"], "result": result})

    def show(self, path: str, text: str) -> str:
        """Open a file, or replace its text, as an unsaved buffer. Its address is returned."""
        uri = (self.folder / path).as_uri()
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        self.diagnostics.pop(uri, None)
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self.tell("textDocument/didOpen", textDocument=document)
        else:
            document = {"uri": uri, "version": version}
            self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        return uri

    def complaints(self, path: str, text: str) -> list[tuple[str, str]]:
        """What the server underlines: the words under the line, and what it says of them."""
        uri = self.show(path, text)
        while uri not in self.diagnostics:
            self._serve(self._receive())
        lines = text.split("\n")
        out = []
        for one in self.diagnostics[uri]:
            start, end = one["range"]["start"], one["range"]["end"]
            stop = end["character"] if end["line"] == start["line"] else None
            out.append((lines[start["line"]][start["character"] : stop], one["message"]))
        return out

    def offers(self, path: str, text: str) -> list[str]:
        """The labels offered at the mark ¦ in the text."""
        text, place = _marked(text)
        uri = self.show(path, text)
        found = self.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
        return [item["label"] for item in (found["items"] if isinstance(found, dict) else found)]

    def says(self, path: str, text: str) -> str:
        """What is shown to who points at the mark ¦ in the text."""
        text, place = _marked(text)
        uri = self.show(path, text)
        found = self.ask("textDocument/hover", textDocument={"uri": uri}, position=place)
        contents = found["contents"] if found else ""
        return str(contents["value"] if isinstance(contents, dict) else contents)


def _marked(text: str) -> tuple[str, dict[str, int]]:
    before, mark, after = text.partition("¦")
    assert mark, "no mark in the text"
    return before + after, {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}

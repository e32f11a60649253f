"""Asks a Chroma server who it is, before anything is sent to it; every trouble is one sentence with what to do."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import unquote, urlsplit

from knowledge.errors import KnowledgeError

PATIENCE = 5.0
"""Seconds for a server to say who it is."""
_MAJOR = "1"  # of the servers whose interface the installed client speaks
_SHAPE = "PMO_CHROMA_URL has to look like http://host:8000 or https://user:password@host/path"
_OR_NONE = "or unset PMO_CHROMA_URL to keep the index in the home"


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Chroma server is, and how to log in."""

    address: str
    """Scheme, host, port and path; never credentials."""
    host: str
    port: int
    path: str
    secure: bool
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def at(cls, url: str) -> Server:
        """Reads PMO_CHROMA_URL; raises KnowledgeError, which does not repeat it, where it is no address."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as trouble:
            raise KnowledgeError(f"{_SHAPE}.") from trouble
        secure = parts.scheme == "https"
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise KnowledgeError(f"{_SHAPE}.")
        port = port or (443 if secure else 80)
        path = parts.path.rstrip("/")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        address = f"{parts.scheme}://{host}:{port}{path}"
        return cls(address, parts.hostname, port, path, secure, _credentials(parts.username, parts.password))

    def greet(self) -> None:
        """Returns where a Chroma server of the right version answers; raises KnowledgeError otherwise."""
        status, said = self._get("/api/v2/version")
        if status in (401, 403):
            raise KnowledgeError(
                f"The Chroma server at {self.address} refuses the credentials: correct those in PMO_CHROMA_URL."
            )
        if not isinstance(said, str) or not said[:1].isdigit():
            older = isinstance(self._get("/api/v1/version")[1], str)
            what = "is too old" if older else "is not a Chroma server"
            raise KnowledgeError(f"What answers at {self.address} {what}: start Chroma 1.x there, {_OR_NONE}.")
        if said.partition(".")[0] != _MAJOR:
            raise KnowledgeError(
                f"The Chroma server at {self.address} has version {said[:20]}: this program speaks with "
                f"{_MAJOR}.x; start one of these, {_OR_NONE}."
            )
        self._get("/api/v2/tenants/default_tenant")  # the client asks for it next, and would wait for ever

    def _get(self, path: str) -> tuple[int, Any]:
        """Status and JSON of a page; None in place of what is not JSON."""
        kind = HTTPSConnection if self.secure else HTTPConnection
        connection = kind(self.host, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.path + path, headers=dict(self.headers))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read(10_000))
        except TimeoutError as trouble:
            raise KnowledgeError(
                f"The Chroma server at {self.address} did not answer within {PATIENCE:g} seconds: try again when it "
                f"has less to do, {_OR_NONE}."
            ) from trouble
        except OSError as trouble:
            why = trouble.strerror or type(trouble).__name__
            raise KnowledgeError(
                f"No Chroma server answers at {self.address} ({why}): start it ('chroma run'), correct the address, "
                f"{_OR_NONE}."
            ) from trouble
        except (HTTPException, ValueError):
            return 0, None
        finally:
            connection.close()


def _credentials(user: str | None, password: str | None) -> Mapping[str, str]:
    if user is None:
        return {}
    if password is None:  # https://TOKEN@host
        return {"Authorization": f"Bearer {unquote(user)}"}
    both = f"{unquote(user)}:{unquote(password)}".encode()
    return {"Authorization": f"Basic {base64.b64encode(both).decode()}"}

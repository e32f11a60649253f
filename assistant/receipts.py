"""Receipts: what was asked, called, returned, cited and checked, so that an answer can be run again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assistant.answer import Answer, json_ready
from assistant.errors import ReceiptNotFound
from assistant.store.tables import ReceiptRow
from tools.result import ToolResult


class Receipts:
    """Keeps and finds receipts in the product's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, answer: Answer, draft: str, results: tuple[ToolResult, ...], at: datetime) -> None:
        """Keep the receipt of an answer; ``draft`` is the model's text before the check."""
        body: dict[str, Any] = {
            "answer": answer.as_document(),
            "draft": draft,
            "results": [_result(result) for result in results],
        }
        row = ReceiptRow(
            id=answer.receipt,
            created_at=at.isoformat(timespec="milliseconds"),
            asked_by=answer.asked_by,
            question=answer.question,
            kind=answer.kind,
            body=body,
            fingerprint=fingerprint(body),
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)

    def show(self, receipt_id: str, asked_by: str) -> dict[str, Any]:
        """The receipt as data, for the person who asked; raises ReceiptNotFound for anybody else."""
        with Session(self._engine) as session:
            row = session.get(ReceiptRow, receipt_id)
            if row is None or row.asked_by != asked_by:
                raise ReceiptNotFound(
                    f"I find no receipt {receipt_id!r} of yours. The id stands at the end of each answer."
                )
            return {"id": row.id, "created_at": row.created_at, "fingerprint": row.fingerprint, **row.body}

    def close(self) -> None:
        """Close the connections, which the conversations share."""
        self._engine.dispose()


def fingerprint(body: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a receipt's body, hexadecimal."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _result(result: ToolResult) -> dict[str, Any]:
    data = asdict(result)
    data["clauses"] = [{"ref": clause.ref, "text_hash": clause.text_hash} for clause in result.clauses]
    return {key: json_ready(value) for key, value in data.items()}

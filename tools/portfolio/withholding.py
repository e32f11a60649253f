"""Keeps passwords, keys and tokens out of what is written down for good."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

WITHHELD = "***"
SECRET_NAME = re.compile(r"(?i)passw|secret|token|api_?key|credential|authorization")
_SECRETS = (
    re.compile(r"(?P<kept>\b\w[\w+.-]*://[^\s:/@]*:)\S*(?=@)"),  # the password in an address
    re.compile(r"(?i)(?P<kept>\bbearer\s+)[\w.~+/-]{8,}=*"),
    re.compile(r"(?i)(?P<kept>\b(?:password|passwd|pwd|secret|token|api[_-]?key|authorization)\s*[=:]\s*)[^\s&;,]+"),
    re.compile(r"(?P<kept>\b(?:sk|xox[a-z]|xapp|gh[a-z])[-_])[\w-]{8,}"),  # keys of the services in use begin so
)


def withhold(value: Any, name: str = "") -> Any:
    """Return the value without its secrets; what stands under the name of a secret is one."""
    if isinstance(value, Mapping):
        return {key: withhold(each, str(key)) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [withhold(each, name) for each in value]
    if value is not None and SECRET_NAME.search(name):
        return WITHHELD
    return without_secrets(value) if isinstance(value, str) else value


def without_secrets(text: str) -> str:
    """Return the text with each secret in it put out of sight."""
    for secret in _SECRETS:
        text = secret.sub(rf"\g<kept>{WITHHELD}", text)
    return text

"""The deterministic chat model: understands by structure, answers from tools, needs no key."""

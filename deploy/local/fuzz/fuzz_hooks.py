"""How bodies are written that schemathesis has no form for: batches."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson", "application/hl7-v2")
def as_it_is(ctx, value):
    """Bytes and text, as examples are, stay; what was put in their place becomes JSON, of a list an element a line."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode(errors="replace")
    lines = value if isinstance(value, list) else [value]
    return "\n".join(json.dumps(line) for line in lines).encode()

"""A building block in a few lines: puts a tag on each resource of a FHIR bundle. Run it: python3 tagger.py 8400"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Tagger(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, {"status": "OK"})

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bundle = request.get("data")
        if self.path != "/tag":
            self.answer(404, {"detail": "Not Found"})
        elif not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
            self.answer(422, {"detail": "data must be a FHIR bundle"})
        else:
            tag = {"system": "urn:example:tagger", "code": request.get("code", "seen")}
            for entry in bundle.get("entry", []):
                tags = entry["resource"].setdefault("meta", {}).setdefault("tag", [])
                if tag not in tags:
                    tags.append(tag)
            self.answer(200, {"bundle": bundle})

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Tagger).serve_forever()

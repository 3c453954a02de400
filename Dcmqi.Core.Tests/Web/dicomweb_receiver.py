"""A DICOMweb receiver that owes nothing to the library: the parts of STOW-RS are found by Python's own email parser and read by
pydicom; WADO-RS and QIDO-RS answer from what was stored. Prints its port, and a line of JSON for each request."""
import email.parser
import email.policy
import http.server
import io
import json
import sys

import pydicom

STORED = {}


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                assert self.rfile.read(2) == b"\r\n"
            assert self.rfile.readline() == b"\r\n"
            return b"".join(parts)
        return self.rfile.read(int(self.headers["Content-Length"]))

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.body()
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        said = {"path": self.path, "accept": self.headers["Accept"], "type": message.get_content_type(), "related": message.get_param("type"),
                "length": self.headers.get("Content-Length"), "expect": self.headers.get("Expect"), "defects": [repr(d) for d in message.defects], "parts": []}
        stored = []
        for part in message.iter_parts():
            payload = part.get_payload(decode=True)
            dataset = pydicom.dcmread(io.BytesIO(payload))
            said["parts"].append({"type": part.get_content_type(), "uid": dataset.SOPInstanceUID, "syntax": dataset.file_meta.TransferSyntaxUID,
                                  "frames": int(dataset.get("NumberOfFrames", 0)), "bytes": len(payload)})
            STORED[dataset.SOPInstanceUID] = payload
            stored.append({"00081150": {"vr": "UI", "Value": [dataset.SOPClassUID]}, "00081155": {"vr": "UI", "Value": [dataset.SOPInstanceUID]}})
        print(json.dumps(said), flush=True)
        self.answer(200, "application/dicom+json", json.dumps({"00081199": {"vr": "SQ", "Value": stored}}).encode())

    def do_GET(self):
        path = self.path.split("?")[0]
        datasets = [pydicom.dcmread(io.BytesIO(payload)) for payload in STORED.values()]
        if path.endswith("/metadata"):
            self.answer(200, "application/dicom+json", json.dumps([json.loads(d.to_json(bulk_data_threshold=64, bulk_data_element_handler=lambda e: "http://elsewhere.test/bulk")) for d in datasets]).encode())
            return
        chunks = []
        for payload in STORED.values():
            chunks += [b"--py\r\nContent-Type: application/dicom\r\n\r\n", payload, b"\r\n"]
        self.answer(200, 'multipart/related; type="application/dicom"; boundary=py', b"".join(chunks) + b"--py--")


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
print(server.server_address[1], flush=True)
server.serve_forever()

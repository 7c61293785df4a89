"""A passkey device in software, for tests: it answers challenges as a browser would."""

import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

UP, UV, AT = 0x01, 0x04, 0x40


class Device:
    """One device with one passkey; `verifies` is whether it asked for a finger or a PIN."""

    def __init__(self, origin="http://testserver", *, verifies=True):
        self.origin, self.verifies = origin, verifies
        self.id, self.count = os.urandom(32), 0
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.user = None

    def make(self, asked):
        """The answer to a request for a new passkey, as the page's script posts it."""
        self.user = asked["user"]["id"]
        public = dict(ES256.from_cryptography_key(self._key.public_key()))
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(public)
        data = self._data(asked["rp"]["id"], AT) + attested
        statement = {"fmt": "none", "authData": data, "attStmt": {}}
        response = {"attestationObject": websafe_encode(cbor.encode(statement))}
        return self._said(self._client("webauthn.create", asked), response)

    def use(self, asked, *, user=None):
        """The answer to a challenge."""
        self.count += 1
        client = self._client("webauthn.get", asked)
        data = self._data(asked["rpId"], 0)
        signed = data + hashlib.sha256(client).digest()
        signature = self._key.sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": user or self.user,
        }
        return self._said(client, response)

    def _data(self, site, more):
        flags = UP | more | (UV if self.verifies else 0)
        head = hashlib.sha256(site.encode()).digest()
        return head + struct.pack(">BI", flags, self.count)

    def _client(self, kind, asked):
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps({**said, "crossOrigin": False}).encode()

    def _said(self, client, response):
        said = {"id": websafe_encode(self.id), "rawId": websafe_encode(self.id)}
        response = {"clientDataJSON": websafe_encode(client), **response}
        return json.dumps({**said, "type": "public-key", "response": response})

# SPDX-License-Identifier: Apache-2.0
"""Makes the fixtures beside this file anew: pip install cryptography==48.0.0; python3 make.py"""
import hashlib
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization as s
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, padding, rsa

HERE = Path(__file__).parent
MESSAGE = b'{"_type":"timestamp","expires":"2030-01-01T00:00:00Z","version":7}'


def write(name, content):
    (HERE / name).write_bytes(content)


def pair(name, key):
    public, private = s.PublicFormat.SubjectPublicKeyInfo, s.PrivateFormat.PKCS8
    write(name + ".pem", key.public_key().public_bytes(s.Encoding.PEM, public))
    write(name + ".key", key.private_bytes(s.Encoding.PEM, private, s.NoEncryption()))
    return key


def signature(name, raw):
    write(name, raw.hex().encode())


write("message", MESSAGE)
signature("ed25519.sig", pair("ed25519", ed25519.Ed25519PrivateKey.generate()).sign(MESSAGE))
point = pair("ecdsa", ec.generate_private_key(ec.SECP256R1()))
signature("ecdsa.sig", point.sign(MESSAGE, ec.ECDSA(hashes.SHA256())))
signature("ecdsa.sha384.sig", point.sign(MESSAGE, ec.ECDSA(hashes.SHA384())))
p384 = ec.generate_private_key(ec.SECP384R1())
write("p384.pem", p384.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))

weak = rsa.generate_private_key(65537, 1024)
write("rsa-1024.pem", weak.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))

for bits in 2048, 3072:
    key = rsa.generate_private_key(65537, bits)
    name = f"rsa-{bits}"
    write(name + ".pem", key.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo))
    pss = lambda salt, mask=hashes.SHA256(): padding.PSS(padding.MGF1(mask), salt)
    signature(name + ".digest.sig", key.sign(MESSAGE, pss(padding.PSS.DIGEST_LENGTH), hashes.SHA256()))
    signature(name + ".max.sig", key.sign(MESSAGE, pss(padding.PSS.MAX_LENGTH), hashes.SHA256()))
    signature(name + ".sha1mask.sig", key.sign(MESSAGE, pss(32, hashes.SHA1()), hashes.SHA256()))
    signature(name + ".pkcs1.sig", key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256()))

sets = {44: mldsa.MLDSA44PrivateKey, 65: mldsa.MLDSA65PrivateKey, 87: mldsa.MLDSA87PrivateKey}
for number, kind in sets.items():
    key = pair(f"ml-dsa-{number}", kind.generate())
    signature(f"ml-dsa-{number}.sig", key.sign(b"tuf\x01" + hashlib.sha512(MESSAGE).digest()))
    signature(f"ml-dsa-{number}.raw.sig", key.sign(MESSAGE))
    signature(f"ml-dsa-{number}.context.sig", key.sign(b"tuf\x01" + hashlib.sha512(MESSAGE).digest(), b"tuf"))

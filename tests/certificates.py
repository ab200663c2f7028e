"""Certificates (测试用证书): an authority of the tests' own, and what it issues."""

from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.clocks import MORNING

# Long before and long after any day on which tests run.
ALWAYS = (MORNING - timedelta(days=3000), MORNING + timedelta(days=30_000))
EXPIRED = (MORNING - timedelta(days=3000), MORNING - timedelta(days=2000))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """A certificate authority that nobody knows.

    :param folder: where its files go.
    :ivar file: its certificate, for whoever is to trust it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        # Two authorities are two names.
        self._subject = _name(f"示例机构 {uuid4()}")
        basic = x509.BasicConstraints(ca=True, path_length=None)
        built = self._build(self._subject, self._key.public_key(), ALWAYS).add_extension(
            basic, critical=True
        )
        certificate = built.sign(self._key, hashes.SHA256())
        self.file = folder / f"authority-{certificate.serial_number}.pem"
        self.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def issue(self, address: str = "127.0.0.1", *, expired: bool = False) -> Path:
        """Return a file with a certificate for an address, and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
        built = self._build(
            _name(address), key.public_key(), EXPIRED if expired else ALWAYS
        ).add_extension(names, critical=False)
        certificate = built.sign(self._key, hashes.SHA256())
        file = self._folder / f"{certificate.serial_number}.pem"
        file.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return file

    def _build(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, valid: tuple[datetime, datetime]
    ) -> x509.CertificateBuilder:
        since, until = valid
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._subject)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
        )

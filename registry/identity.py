"""Identities (身份信息): who a subject is, as one version says it, and how that version is sealed
and committed to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

import orjson

from registry.vault import Sealed, Vault, fresh_salt, salted_digest
from schemas.codes import DocumentType, Sex, SubjectKind


@dataclass(frozen=True, slots=True)
class Document:
    """An identity document with its full, normalised number."""

    type: DocumentType
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One version of who somebody is.

    ``documents`` holds full numbers only; ``masked_number`` keeps a number that came in masked,
    which identifies nobody.
    """

    kind: SubjectKind
    name: str
    documents: tuple[Document, ...] = ()
    masked_number: str | None = None
    sex: Sex | None = None
    birth_on: date | None = None
    legal_representative: str | None = None


class Named(NamedTuple):
    """What of an identity is told to agencies, as it stands in the sealed text.

    :ivar documents: pairs of document type and full number.
    """

    name: str
    documents: Sequence[Sequence[str]]
    legal_representative: str | None


class Quoted(NamedTuple):
    """What of an identity is told to agencies, each part as JSON in UTF-8.

    :ivar documents: objects with the type and the full number of each.
    """

    name: bytes
    documents: bytes
    legal_representative: bytes


# A line for each sealed text that has one document. One of any other form, where anything is
# escaped among them, is found too, with nothing in it.
_ONE_DOCUMENT = re.compile(
    rb'^(?:\{"birth_on":(?:null|"[^"]*"),"documents":\[\[("[^"]*"),("[^"]*")\]\],"kind":"[^"]*",'
    rb'"legal_representative":(null|"[^"]*"),"masked_number":(?:null|"[^"]*"),'
    rb'"name":("[^"]*"),"sex":(?:null|"[^"]*")\}|.*)$',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedIdentity:
    """A sealed identity with the salt and digest that the journal commits to."""

    sealed: Sealed
    salt: bytes
    digest: bytes


def seal(vault: Vault, identity: Identity, *, subject_id: UUID, version: int) -> SealedIdentity:
    """Encrypt one version of an identity for its own row."""
    plain = _to_bytes(identity)
    salt = fresh_salt()
    return SealedIdentity(
        sealed=vault.seal(plain, place=_place(subject_id, version)),
        salt=salt,
        digest=salted_digest(salt, plain),
    )


def unseal(vault: Vault, sealed: Sealed, *, subject_id: UUID, version: int) -> Identity:
    """Decrypt one version of an identity.

    :raises registry.vault.VaultError: when the key is gone or the row was altered.
    """
    plain = orjson.loads(vault.open(sealed, place=_place(subject_id, version)))
    return Identity(
        kind=SubjectKind(plain["kind"]),
        name=plain["name"],
        documents=tuple(
            Document(DocumentType(kind), number) for kind, number in plain["documents"]
        ),
        masked_number=plain["masked_number"],
        sex=Sex(plain["sex"]) if plain["sex"] else None,
        birth_on=date.fromisoformat(plain["birth_on"]) if plain["birth_on"] else None,
        legal_representative=plain["legal_representative"],
    )


def unseal_named(vault: Vault, sealed: Sealed, *, subject: bytes, version: int) -> Named:
    """Decrypt what of one version of an identity is told to agencies, as :func:`unseal` does the
    whole.

    :param subject: the 16 bytes of the subject's id.
    """
    plain = orjson.loads(vault.open(sealed, place=_place_of(subject, version)))
    return Named(plain["name"], plain["documents"], plain["legal_representative"])


def unseal_quoted(vault: Vault, rows: Sequence[tuple[bytes, int, str, bytes]]) -> list[Quoted]:
    """Decrypt what of many identities is told to agencies, in order.

    :param rows: the 16 bytes of the subject's id, the version, the key id and the ciphertext.
    :raises registry.vault.VaultError: when one cannot be opened.
    """
    texts = vault.open_all(
        (key_id, text, _place_of(subject, version)) for subject, version, key_id, text in rows
    )
    found = _ONE_DOCUMENT.findall(b"\n".join([b"" if b"\\" in text else text for text in texts]))
    return [
        Quoted(name, b'[{"type":%b,"number":%b}]' % (kind, number), representative)
        if name
        else _quoted(text)
        for text, (kind, number, representative, name) in zip(texts, found)  # noqa: B905 - of none, one
    ]


def _quoted(text: bytes) -> Quoted:
    plain = orjson.loads(text)
    documents = [{"type": kind, "number": number} for kind, number in plain["documents"]]
    parts = plain["name"], documents, plain["legal_representative"]
    return Quoted(*map(orjson.dumps, parts))


def named(identity: Identity) -> Named:
    """Return what of an identity is told to agencies."""
    documents = [(document.type, document.number) for document in identity.documents]
    return Named(identity.name, documents, identity.legal_representative)


def number_index(vault: Vault, kind: SubjectKind, number: str) -> bytes:
    """Return the blind index under which subjects with one full number find each other."""
    return vault.blind_index("number", kind.value, number)


def _place(subject_id: UUID, version: int) -> bytes:
    return _place_of(subject_id.bytes, version)


def _place_of(subject: bytes, version: int) -> bytes:
    return b"subject_identity:" + subject + version.to_bytes(4, "big")


def _to_bytes(identity: Identity) -> bytes:
    return orjson.dumps(
        {
            "kind": identity.kind,
            "name": identity.name,
            "documents": [(document.type, document.number) for document in identity.documents],
            "masked_number": identity.masked_number,
            "sex": identity.sex,
            "birth_on": identity.birth_on,
            "legal_representative": identity.legal_representative,
        },
        option=orjson.OPT_SORT_KEYS,
    )

"""The vault: what is sealed opens in its own place, an index is nothing without its key."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry import identity
from registry.identity import Document, Identity
from registry.vault import Sealed, Vault, VaultError, salted_digest
from schemas.codes import DocumentType, Sex, SubjectKind

OLD = ("2025", b"\x01" * 32)
NEW = ("2026", b"\x02" * 32)
INDEX = b"\x03" * 32
SUBJECT = UUID(int=7)


def person(number: str = "110199198001010019") -> Identity:
    return Identity(
        kind=SubjectKind.NATURAL,
        name="测试甲",
        documents=(Document(DocumentType.RESIDENT_ID, number),),
        sex=Sex.MALE,
    )


@given(st.binary(max_size=200))
def test_what_is_sealed_comes_back(plain: bytes) -> None:
    vault = Vault([NEW], INDEX)
    assert vault.open(vault.seal(plain, place=b"here"), place=b"here") == plain


def test_a_value_moved_to_another_place_does_not_open() -> None:
    vault = Vault([NEW], INDEX)
    with pytest.raises(VaultError):
        vault.open(vault.seal(b"x", place=b"here"), place=b"there")


def test_an_altered_value_does_not_open() -> None:
    vault = Vault([NEW], INDEX)
    sealed = vault.seal(b"x", place=b"here")
    altered = Sealed(sealed.key_id, sealed.ciphertext[:-1] + bytes([sealed.ciphertext[-1] ^ 1]))
    with pytest.raises(VaultError):
        vault.open(altered, place=b"here")


def test_after_a_rotation_old_values_open_and_new_ones_use_the_new_key() -> None:
    before = Vault([OLD], INDEX).seal(b"x", place=b"here")
    vault = Vault([NEW, OLD], INDEX)
    assert vault.open(before, place=b"here") == b"x"
    assert vault.seal(b"x", place=b"here").key_id == "2026"


def test_a_value_whose_key_is_gone_says_so() -> None:
    before = Vault([OLD], INDEX).seal(b"x", place=b"here")
    with pytest.raises(VaultError, match="unknown key"):
        Vault([NEW], INDEX).open(before, place=b"here")


def test_the_same_value_is_never_sealed_the_same_way_twice() -> None:
    vault = Vault([NEW], INDEX)
    assert vault.seal(b"x", place=b"here").ciphertext != vault.seal(b"x", place=b"here").ciphertext


def test_an_index_is_equal_for_equal_numbers_and_depends_on_its_key() -> None:
    vault, other = Vault([NEW], INDEX), Vault([NEW], b"\x04" * 32)
    assert vault.blind_index("number", "1") == vault.blind_index("number", "1")
    assert vault.blind_index("number", "1") != vault.blind_index("number", "2")
    assert vault.blind_index("number", "1") != other.blind_index("number", "1")
    assert vault.blind_index("ab", "c") != vault.blind_index("a", "bc")


def test_an_identity_comes_back_whole_and_its_digest_commits_to_it() -> None:
    vault = Vault([NEW], INDEX)
    sealed = identity.seal(vault, person(), subject_id=SUBJECT, version=1)
    assert identity.unseal(vault, sealed.sealed, subject_id=SUBJECT, version=1) == person()
    again = identity.seal(vault, person(), subject_id=SUBJECT, version=1)
    assert sealed.digest != again.digest, (
        "without a fresh salt equal identities would be recognised"
    )
    assert len(sealed.digest) == 32
    assert salted_digest(sealed.salt, b"guess") != sealed.digest


def test_an_identity_does_not_open_as_another_subjects() -> None:
    vault = Vault([NEW], INDEX)
    sealed = identity.seal(vault, person(), subject_id=SUBJECT, version=1)
    with pytest.raises(VaultError):
        identity.unseal(vault, sealed.sealed, subject_id=uuid4(), version=1)
    with pytest.raises(VaultError):
        identity.unseal(vault, sealed.sealed, subject_id=SUBJECT, version=2)


def test_the_ciphertext_shows_neither_name_nor_number() -> None:
    sealed = identity.seal(Vault([NEW], INDEX), person(), subject_id=SUBJECT, version=1)
    assert "测试甲".encode() not in sealed.sealed.ciphertext
    assert b"110199198001010019" not in sealed.sealed.ciphertext

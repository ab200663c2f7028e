"""Wrong keys (密钥不符): whoever tries too many on the sign-in page has to wait; a right key never
does, so that nobody can shut an operator out.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from registry.errors import ErrorKind, ServiceError
from registry.services.access import key_secrets, wrong_codes
from registry.services.access.wrong_codes import MOST_BY_CLIENT, MOST_ON_ONE, Tried
from registry.vault import Vault

_BY_CLIENT, _ON_KEY = "sign_in.client", "sign_in.key"


def refuse(
    session: Session, text: str, client: str, *, vault: Vault, now: datetime
) -> ServiceError | None:
    """Count a key that was wrong, and return why the next answer is not even looked at: how long to
    wait (``session.too_many``); nothing while it may be tried again.
    """
    tried = (
        Tried(vault.blind_index(_BY_CLIENT, client), MOST_BY_CLIENT),
        Tried(vault.blind_index(_ON_KEY, key_secrets.prefix_of(text)[:64]), MOST_ON_ONE),
    )
    try:
        wrong_codes.refuse_too_many(session, tried, now=now)
    except ServiceError as refused:
        return ServiceError(ErrorKind.TOO_MANY, "session.too_many", refused.facts)
    wrong_codes.note(session, tried, now=now)
    return None

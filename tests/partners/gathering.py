"""Gathering (汇集) as a delivery does it, for tests of what it finds."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.deliveries.batches import Gathered, Reader, Recipient, gather
from partners.measures.versions import measures_in_force
from partners.notices.blocks import Blocks
from registry.journal import read
from registry.models.erasures import ErasureCount
from registry.runtime import current_runtime
from registry.vault import Vault
from schemas.measures import USUAL_FIELDS, NoticeField


def erasures(session: Session) -> int:
    """Return how often identities were erased."""
    return session.scalars(select(ErasureCount.erased)).one()


def gathered(
    session: Session,
    blocks: Blocks,
    agency_id: int,
    fields: Collection[NoticeField] = USUAL_FIELDS,
    vault: Vault | None = None,
) -> Gathered:
    """Return all that an agency is told of the journal."""
    head = read.head(session)
    recipient = Recipient(
        code="market-regulation", in_force=measures_in_force(session, [agency_id])[agency_id]
    )
    return gather(
        session,
        Reader(vault or current_runtime().vault, blocks),
        recipient,
        stream=head.stream,
        erased=erasures(session),
        fields=fields,
        after=0,
        through=head.size,
    )

"""How often identities were erased (身份清除次数): what was read of them before must not be told
after.
"""

from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class ErasureCount(Base):
    """The one row that the store itself counts in, whenever identities are erased by whatever way.

    It is no part of the journal's head: whoever erases waits for nobody who writes an entry.
    """

    __tablename__ = "erasure_count"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    erased: Mapped[int]

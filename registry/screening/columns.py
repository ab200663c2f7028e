"""Columns (列) of a list: which of them holds name, number, kind and the asker's own reference."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from registry.errors import ErrorKind, ServiceError
from schemas.names import fold_name

NAME, NUMBER, KIND, REFERENCE = "name", "number", "kind", "reference"
_CALLED = {
    NAME: "name fullname 姓名 名称 姓名或名称 姓名/名称 单位名称 企业名称 客户名称 客户姓名 候选人",
    NUMBER: "number idnumber idno creditcode 证件号码 证件号 身份证号 身份证号码 公民身份号码"
    " 身份证 统一社会信用代码 信用代码 组织机构代码 证件号码或统一社会信用代码",
    KIND: "kind type 类别 主体类别 类型",
    REFERENCE: "reference ref 编号 备注 客户号 客户编号",
}


# What people add to a header for those who fill the list in.
_NOTE = re.compile(r"[(（][^()（）]*[)）]|[*＊]")


def _key(written: str) -> str:
    written = _NOTE.sub("", written)
    # Folding takes out blanks and capitals; people write id_number, ID number and Id-Number.
    return fold_name(written).replace("_", "").replace("-", "")


_KNOWN = MappingProxyType(
    {_key(word): column for column, words in _CALLED.items() for word in words.split()}
)


class Columns:
    """What the columns of one list are called.

    :param stated: what whoever handed the list in calls a column; the usual words, Chinese and
        English, need no stating.
    """

    def __init__(self, stated: Mapping[str, str]) -> None:
        self._stated = {written.strip(): column for column, written in stated.items()}
        self._taken = frozenset(self._stated.values())

    def meaning(self, written: str) -> str | None:
        """Return which column this is, or None where it is none of ours."""
        stated = self._stated.get(written.strip())
        if stated is not None:
            return stated
        usual = _KNOWN.get(_key(written))
        return None if usual in self._taken else usual

    def are_of_a_list(self, headers: Iterable[str]) -> bool:
        """Tell whether any of these headers means a name or a number."""
        return not {NAME, NUMBER}.isdisjoint(map(self.meaning, headers))

    def called(self, headers: Iterable[str]) -> dict[str, str]:
        """Return what the headers of a list mean, those that mean something.

        :raises ServiceError: ``screening_list.columns_missing`` where there is neither name nor
            number, ``screening_list.columns_ambiguous`` where two columns mean the same.
        """
        found: dict[str, str] = {}
        for written in headers:
            column = self.meaning(written)
            if column is None:
                continue
            if column in found.values():
                facts = {"column": column}
                raise ServiceError(ErrorKind.MALFORMED, "screening_list.columns_ambiguous", facts)
            found[written] = column
        if {NAME, NUMBER}.isdisjoint(found.values()):
            raise ServiceError(ErrorKind.MALFORMED, "screening_list.columns_missing")
        return found

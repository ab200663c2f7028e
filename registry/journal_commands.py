"""Commands of the journal (台账命令): prove it, sign it, and go on after a backup was restored.

Exit status: 0 done, 1 refused or altered, 2 called wrongly.
"""

import click
from flask.cli import AppGroup

from registry.cli import act, operator, refusals_told, say
from registry.clock import SHANGHAI
from registry.db import db, end_reading
from registry.journal import lives
from registry.journal.verify import KeptHead, verify
from registry.runtime import current_runtime
from registry.services.access import restored_journals

ROOT_BYTES = 32

commands = AppGroup("journal", help="台账 The journal.")


@commands.command("verify")
@click.option(
    "--kept",
    nargs=2,
    type=(click.IntRange(min=1), str),
    metavar="SIZE ROOT",
    help="与另存的签名比对 Compare with what sign printed and you kept elsewhere.",
)
def verify_journal(kept: tuple[int, str] | None) -> None:
    """验证台账 Recompute the whole journal and say whether it was altered."""
    head = None if kept is None else KeptHead(kept[0], _root(kept[1]))
    with refusals_told():
        verdict = verify(
            db.session(),
            current_runtime().signer.public_bytes,
            kept=head,
            progress=lambda read: click.echo(f"... {read}", err=True),
        )
        known = lives.all_of(db.session())
        end_reading()
    for fault in verdict.faults:
        click.echo(fault)
    if verdict.faults:
        began = None if head is None else known.latest_beginning(head.size)
        raise click.ClickException(_what_to_do(began))
    say(
        f"台账完好：{verdict.entries} 条，签名 {verdict.heads} 个。",
        f"The journal is whole: {verdict.entries} entries, {verdict.heads} signed heads.",
    )


@commands.command("sign")
def sign_journal() -> None:
    """签署台账 Sign the journal as it stands, and print size and root."""
    with act() as session:
        runtime = current_runtime()
        head = runtime.signer.sign(session, now=runtime.now())
        size, root = head.size, head.root.hex()
    say("台账已签署。", "The journal is signed.")
    click.echo(f"{size} {root}")


@commands.command("restored")
@click.option("--reason", required=True, help="缘由，如恢复了哪个备份 Why, such as which backup.")
@click.option("--yes", is_flag=True, help="不再询问 Do not ask.")
def restored(reason: str, *, yes: bool) -> None:
    """恢复备份后开始新的流 Begin a new stream after a backup was restored.

    在启动网站和推送之前运行。各单位的推送停止，取得快照之后继续。 Run it before the web service
    and the scheduler start. Every agency's stream halts, and goes on after it has taken a snapshot.
    """
    with refusals_told():
        stand = lives.stand(db.session())
        end_reading()
    last = stand.recorded_at.astimezone(SHANGHAI).isoformat() if stand.recorded_at else "-"
    say(
        f"台账有 {stand.size} 条，最后一条记于 {last}；此后办理的都要重新办理。",
        f"The journal has {stand.size} entries, the last one of {last}; "
        "whatever was done after that has to be done again.",
    )
    if not yes:
        click.confirm(
            "各单位都要先取得快照，确定？ Every agency has to take a snapshot first. Go on?",
            abort=True,
        )
    with act() as session:
        stream = restored_journals.begin_again(
            session, reason, actor=operator(), now=current_runtime().now()
        )
    say("已开始新的流：", "A new stream has begun:")
    click.echo(str(stream))


def _what_to_do(began: int | None) -> str:
    """Return what an operator does about faults.

    :param began: where the life began in which the journal should have had the kept root.
    """
    if began is None:
        return (
            "台账已被改动，或者末尾有缺失。恢复备份之后请运行 flask registry journal restored。\n"
            "The journal was altered or has lost its end. After a backup was restored, run\n"
            "flask registry journal restored."
        )
    return (
        f"台账恢复备份后自序号 {began} 起重新开始。此前另存的根值不再相符，说明有所丢失，"
        "不必再次运行 restored；\n此后另存的不符，则台账已被改动，或者又有缺失。\n"
        f"After a backup was restored the journal began anew at position {began}. A root kept "
        "before that\nfits no more: it proves what was lost, and restored need not be run again. "
        "If it was kept after\nthat, the journal was altered or has lost its end again."
    )


def _root(text: str) -> bytes:
    try:
        root = bytes.fromhex(text)
    except ValueError:
        root = b""
    if len(root) != ROOT_BYTES:
        raise click.UsageError("根值是 64 位十六进制数 A root has 64 hexadecimal digits.")
    return root

"""Commands of closed rounds (终本案件命令): bring those before the public that were closed before
the register had a public list of them.

Exit status: 0 done, 1 refused, 2 called wrongly.
"""

from flask.cli import AppGroup

from registry.cli import act, say
from registry.clock import legal_day
from registry.runtime import current_runtime
from registry.services.publication import closed_rounds

AT_ONCE = 200

commands = AppGroup("closed-rounds", help="终本案件公开 The public list of closed rounds.")


@commands.command("show")
def show() -> None:
    """补充公开终本案件 Show the public every case whose round is closed.

    升级之后运行一次；可以重复运行，也可以中断。 Run it once after an upgrade;
    it may be run again, and be interrupted.
    """
    runtime, after, shown = current_runtime(), 0, 0
    on = legal_day(runtime.now())
    while True:
        with act() as session:
            keys = closed_rounds.to_show(session, after=after, limit=AT_ONCE)
        if not keys:
            break
        for key in keys:
            with act() as session:
                closed_rounds.show(session, key, on=on, vault=runtime.vault)
        after, shown = keys[-1], shown + len(keys)
    say(f"已核对终本案件 {shown} 个。", f"{shown} cases looked at.")

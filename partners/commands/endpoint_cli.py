"""Commands for endpoints (接收地址命令); :mod:`partners.commands.cli` puts them in place."""

from datetime import datetime
from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup

from partners.dispatch.prover import EXTENSION, Prover
from partners.endpoints import endpoints
from partners.models.endpoints import AgencyEndpoint
from partners.services import agencies, endpoint_acts
from partners.services.endpoint_acts import ProposeEndpoint
from partners.states import EndpointState
from registry.cli import act, operator, refusals_told, say
from registry.db import db, transaction
from registry.errors import ServiceError
from registry.runtime import current_runtime

endpoint_commands = AppGroup("endpoint", help="接收地址 Endpoints of agencies.")


@endpoint_commands.command("add")
@click.argument("code")
@click.argument("address")
@click.option("--standby", is_flag=True, help="只作备用 Only to stand by, not to take over.")
def add_endpoint(code: str, address: str, standby: bool) -> None:
    """登记接收地址 Add an endpoint and print its signing secret, this once.

    通过验证后代替现用地址；此前现用地址照常接收。 Once proven it takes the place of the one in
    use, which goes on until then.
    """
    order = ProposeEndpoint(
        code=code,
        address=address,
        takes_over=not standby,
        https_only=current_runtime().settings.is_production,
    )
    with act() as session:
        added = endpoint_acts.propose(
            session, order, current_runtime().vault, actor=operator(), now=_now()
        )
    say(f"已登记 {added.id}。签名密钥只显示这一次：", f"Added {added.id}. The secret, this once:")
    click.echo(added.secret)


@endpoint_commands.command("list")
@click.argument("code")
def list_endpoints(code: str) -> None:
    """列出接收地址 Show an agency's endpoints and how they stand."""
    with refusals_told():
        agency = agencies.find(db.session(), code)
        for endpoint in endpoints.living(db.session(), agency.id):
            line = (str(endpoint.public_id), endpoint.state, endpoint.address, endpoint.reason)
            click.echo("\t".join(line).rstrip())


@endpoint_commands.command("prove")
@click.argument("code")
@click.option("--endpoint", type=click.UUID, help="编号 Which one, where several are unproven.")
def prove_endpoint(code: str, endpoint: UUID | None) -> None:
    """验证接收地址 Challenge an unproven endpoint now and say what came of it."""
    prover: Prover = current_app.extensions[EXTENSION]
    with refusals_told():
        try:
            with transaction() as session:
                chosen = endpoint_acts.challenge_again(
                    session, code, endpoint, actor=operator(), now=_now()
                )
                row_id = chosen.id
        except ServiceError as error:
            if error.code != "endpoint.proven":
                raise
            say("此前已通过验证。", "Proven before.")
            return
        prover.challenge(row_id)
        after = db.session.get_one(AgencyEndpoint, row_id)
    if after.state == EndpointState.UNPROVEN:
        raise click.ClickException(f"未通过验证 Not proven: {after.reason}")
    say("已通过验证。", "Proven.")


@endpoint_commands.command("use")
@click.argument("code")
@click.argument("endpoint", type=click.UUID)
def use_endpoint(code: str, endpoint: UUID) -> None:
    """启用接收地址 Send to a proven endpoint from now on; the one before stands by."""
    with act() as session:
        endpoint_acts.use(session, code, endpoint, actor=operator(), now=_now())
    say("已启用。", "In use.")


@endpoint_commands.command("retire")
@click.argument("code")
@click.argument("endpoint", type=click.UUID)
@click.option("--reason", required=True, help="原因 Why.")
def retire_endpoint(code: str, endpoint: UUID, reason: str) -> None:
    """停用接收地址 Give an endpoint up, its secrets with it."""
    with act() as session:
        endpoint_acts.retire(session, code, endpoint, reason=reason, actor=operator(), now=_now())
    say("已停用。", "Retired.")


def _now() -> datetime:
    return current_runtime().now()

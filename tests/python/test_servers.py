"""A throw-away server comes up beside others, says where it is, and leaves neither a process nor a file."""

import shutil
import socket
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from python_hooks.project import Stop
from python_hooks.servers import postgres


@pytest.fixture
def folder(server):
    """A folder that the user postgres can enter, where PostgreSQL is installed at all."""
    made = Path(tempfile.mkdtemp(prefix="contact-center-servers-"))
    made.chmod(0o755)
    yield made / "postgres"
    shutil.rmtree(made)


def test_up_and_down(folder, server, monkeypatch):
    # Somebody's server runs there: another one finds another port.
    monkeypatch.setenv("CC_POSTGRES_PORT", server["CC_POSTGRES_PORT"])
    variables = postgres.up(folder)
    assert variables["CC_POSTGRES_PORT"] != server["CC_POSTGRES_PORT"]
    assert postgres.up(folder) == variables, "it is there already"
    address = ("127.0.0.1", int(variables["CC_POSTGRES_PORT"]))
    with closing(socket.create_connection(address)):
        pass
    postgres.down(folder)
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address)
    postgres.down(folder)


def test_a_server_that_has_ended_is_made_anew_and_that_is_said(folder, server):
    heard = []
    postgres.up(folder, say=heard.append)
    postgres.up(folder, say=heard.append)
    assert heard == []
    postgres._run(postgres.binaries() / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    postgres.up(folder, say=heard.append)
    (sentence,) = heard
    assert "has ended by itself" in sentence and "make postgres-down" in sentence
    postgres.down(folder)


def test_nobody_gets_in_without_a_password(server):
    for who in ("postgres", server["CC_POSTGRES_USER"], server["CC_POSTGRES_READER"]):
        with pytest.raises(psycopg2.OperationalError, match="password"):
            psycopg2.connect(
                host=server["CC_POSTGRES_HOST"],
                port=server["CC_POSTGRES_PORT"],
                dbname=server["CC_POSTGRES_DATABASE"],
                user=who,
                password="guessed",
            )


def test_a_folder_with_something_else_is_left_alone(folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("two years of work")
    with pytest.raises(Stop, match="left alone"):
        postgres.up(folder)
    with pytest.raises(Stop, match="left alone"):
        postgres.down(folder)
    assert (folder / "thesis.txt").exists()

"""A database that another holds, that does not answer or may not be used: told in bounded time."""

import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from faults.database_servers import falling_silent, refusing, stand_in
from faults.outcomes import arguments, check_told, run
from samples.databases import fresh_database
from sqlalchemy import create_engine, make_url, text

from docgen.desk.store import database
from docgen.desk.store.database import with_password

fault = pytest.mark.fault("database held or out of reach")
SECRET = "geheim-8151"

COMMANDS = (
    "forms", "read", "status", "shortlist county", "publish notice", "publish publicity county",
    "publish determination", "export.csv", "backup", "check",
)  # fmt: skip


@fault
@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_another_writes_is_told_in_bounded_time(
    command, round_, tmp_path, monkeypatch
):
    monkeypatch.setattr(database, "_PATIENCE", 0.2)
    monkeypatch.setattr(database, "_wait_for_others", _briefly)
    with closing(sqlite3.connect(round_.folder.records, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        outcome = run(*arguments(command, round_.path, tmp_path))
    check_told(outcome, "store.held", str(round_.folder.records))
    assert "locked" not in outcome.output
    assert run(*arguments(command, round_.path, tmp_path)).exit_code == 0


def _briefly(connection, _):
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 200")


@pytest.fixture
def mute():
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def rude():
    """The port of a server that answers rubbish and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]


_SERVER = f"postgresql+psycopg://u:{SECRET}@"
URLS = {
    "nobody listens": (f"{_SERVER}127.0.0.1:9/x", "store.unreachable"),
    "no such host": (f"{_SERVER}no-such.invalid/x", "store.unreachable"),
    "no socket": (f"{_SERVER}/x?host=/no/such/folder", "store.unreachable"),
    "mute": (f"{_SERVER}127.0.0.1:{{mute}}/x?connect_timeout=2", "store.unreachable"),
    "rude": (f"{_SERVER}127.0.0.1:{{rude}}/x", "store.unreachable"),
    "no url": (f"secret={SECRET}", "store.url"),
    "no url either": (f"://u:{SECRET}@host", "store.url"),
    "no number of a port": (f"{_SERVER}host:port/x", "store.url"),
    "an unknown kind": (f"nonsense://u:{SECRET}@host/x", "store.url"),
    "a driver that is not there": (f"oracle://u:{SECRET}@host/x", "store.driver-missing"),
    "a password in the query": (
        f"postgresql+psycopg://127.0.0.1:9/x?user=u&password={SECRET}", "store.unreachable",
    ),
}  # fmt: skip


@fault
@pytest.mark.parametrize("case", URLS)
def test_a_database_out_of_reach_is_told_without_its_password(case, round_, mute, rude):
    pytest.importorskip("psycopg")
    url, code = URLS[case]
    began = time.monotonic()
    url = url.replace("{mute}", str(mute)).replace("{rude}", str(rude))
    outcome = run("status", "--round", round_.path, "--database", url)
    assert time.monotonic() - began < 30
    if case in UNREADABLE:
        check_told(outcome, code, "", field="--database")
    else:
        check_told(outcome, code, shown(url), field=None)
    assert SECRET not in outcome.output
    check_no_word_of_the_library(outcome)


def shown(url):
    """A URL as it may be told: without what could hold a password."""
    return make_url(url).set(query={}).render_as_string()


# How libraries and servers put it, which is no help to a person.
WORDS = (
    "connection failed", "connection to server", "authentication failed", "FATAL", "psycopg.",
    "OperationalError", "sqlalche", "does not exist", "Connection refused", "could not translate",
    "server closed", "timeout expired", "received invalid response",
)  # fmt: skip


def check_no_word_of_the_library(outcome):
    for found in outcome.problems:
        said = (found["zh"] + found["en"]).lower()
        assert [word for word in WORDS if word.lower() in said] == []


UNREADABLE = {"no url", "no url either", "no number of a port"}
"""URLs of which no part may be shown, as any could hold a password."""


# What a server answers that does not let a user in, by the numbers that PostgreSQL gives it.
REFUSALS = {
    "a wrong password": "28P01", "no such user": "28000", "no such database": "3D000",
    "too many users": "53300", "a server that starts": "57P03", "a server that stops": "57P01",
}  # fmt: skip


@fault
@pytest.mark.parametrize("case", REFUSALS)
def test_a_server_that_refuses_is_told_in_our_words(case, round_):
    pytest.importorskip("psycopg")
    with stand_in(refusing(REFUSALS[case], f'password "{SECRET}" of "u"')) as port:
        url = f"{_SERVER}127.0.0.1:{port}/x"
        outcome = run("status", "--round", round_.path, "--database", url)
    check_told(outcome, "store.unreachable", shown(url), field=None)
    assert SECRET not in outcome.output
    check_no_word_of_the_library(outcome)


@fault
@pytest.mark.parametrize("after", [0, 1])
def test_a_server_that_answers_no_more_is_told_in_bounded_time(after, round_, monkeypatch):
    pytest.importorskip("psycopg")
    monkeypatch.setattr(database, "_PATIENCE_TO_HEAR", 1)
    began = time.monotonic()
    with stand_in(falling_silent(after)) as port:
        url = f"{_SERVER}127.0.0.1:{port}/x"
        outcome = run("status", "--round", round_.path, "--database", url)
    assert time.monotonic() - began < 20
    check_told(outcome, "store.unreachable", shown(url), field=None)
    assert SECRET not in outcome.output
    check_no_word_of_the_library(outcome)


@pytest.fixture
def server(tmp_path):
    url = fresh_database("postgresql", tmp_path)
    return url


@fault
@pytest.mark.parametrize("held", ["a writer", "the tables"])
def test_a_server_on_which_another_holds_what_is_needed_is_told(
    held, server, round_, monkeypatch, tmp_path
):
    monkeypatch.setattr(database, "_PATIENCE", 1)
    assert run("status", "--round", round_.path, "--database", server).exit_code in (0, 1)
    engine = create_engine(server)
    lock = {
        "a writer": text(f"select pg_advisory_xact_lock({database._LOCK})"),
        "the tables": text("lock table submissions in access exclusive mode"),
    }[held]
    with engine.connect() as other:
        other.execute(lock)
        outcome = run("status", "--round", round_.path, "--database", server)
    engine.dispose()
    check_told(outcome, "store.held", shown(server), field=None)


@fault
@pytest.mark.parametrize("wrong", ["database", "username"])
def test_a_server_that_refuses_is_told(wrong, server, round_):
    url = make_url(server).set(**{wrong: "no-such-one", "password": SECRET})
    outcome = run("status", "--round", round_.path, "--database", url.render_as_string(False))
    check_told(outcome, "store.unreachable", shown(url), field=None)
    assert SECRET not in outcome.output
    check_no_word_of_the_library(outcome)


@pytest.fixture
def with_a_password(server):
    """URL, by way of the network, of a user of the server who has a password."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    name = "docgen_test_password"
    with engine.connect() as connection:
        may = "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"
        where = "select setting from pg_settings where name = 'listen_addresses'"
        if not connection.scalar(text(may)) or not connection.scalar(text(where)):
            pytest.skip("no user with a password can be made there")
        port = connection.scalar(text("select setting from pg_settings where name = 'port'"))
        connection.execute(text(f"drop role if exists {name}"))
        connection.execute(text(f"create role {name} login password '{SECRET}'"))
        yield make_url(server).set(
            username=name, password=SECRET, host="127.0.0.1", port=int(port), query={}
        )
        connection.execute(text(f"drop role {name}"))
    engine.dispose()


@fault
@pytest.mark.parametrize("wrong", [{"password": f"{SECRET}-no"}, {"database": "no-such-one"}])
def test_a_wrong_password_or_name_is_told_by_a_real_server(wrong, with_a_password, round_):
    engine = create_engine(with_a_password)
    with engine.connect() as connection:
        assert connection.scalar(text("select 1")) == 1, "the right ones are let in"
    engine.dispose()
    url = with_a_password.set(**wrong)
    outcome = run("status", "--round", round_.path, "--database", url.render_as_string(False))
    check_told(outcome, "store.unreachable", shown(url), field=None)
    assert SECRET not in outcome.output
    check_no_word_of_the_library(outcome)


@fault
@pytest.mark.parametrize("variable", ["DOCGEN_DATABASE", "PGPASSWORD"])
def test_no_child_is_given_the_password_of_the_database(variable, round_):
    code = (
        "import os, subprocess, sys, click;"
        "from docgen.cli import console;"
        "console.Console.load = lambda self: print(self.database, subprocess.run("
        " [sys.executable, '-c', 'import os; print(dict(os.environ))'],"
        " capture_output=True, text=True).stdout) or sys.exit(0);"
        "from docgen.cli import main; main()"
    )
    url = f"postgresql+psycopg://u:{SECRET}@127.0.0.1:9/x"
    given = {"DOCGEN_DATABASE": url if variable != "PGPASSWORD" else url.replace(f":{SECRET}", "")}
    if variable == "PGPASSWORD":
        given["PGPASSWORD"] = SECRET
    done = subprocess.run(
        [sys.executable, "-c", code, "status", "--round", str(round_.path)],
        capture_output=True,
        text=True,
        env=os.environ | given,
    )
    ours, _, theirs = done.stdout.partition(" {")
    assert SECRET in ours, done
    assert theirs
    assert SECRET not in theirs


def test_a_password_is_put_into_the_url_of_a_server_that_has_none():
    assert with_password("postgresql+psycopg://u@h/x", "p") == "postgresql+psycopg://u:p@h/x"
    assert with_password("postgresql+psycopg://u:q@h/x", "p") == "postgresql+psycopg://u:q@h/x"
    assert with_password("sqlite:///x.db", "p") == "sqlite:///x.db"

"""QGIS' proxy and certificates reach the model process: against a real proxy and a real certificate on loopback."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import EarthscribeError
from earthscribe.inference.servers import Server
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import launch_command
from earthscribe.inference.worker.log import WorkerLog
from earthscribe.tests.certificates import self_signed
from earthscribe.tests.loopback_proxy import LoopbackProxy
from earthscribe.tests.scripted_server import ScriptedServer
from earthscribe.ui.host import keys, network
from earthscribe.ui.host.network import started_with, worker_surroundings
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
from qgis.PyQt.QtNetwork import QSslCertificate

PASSWORD = "p@ss/wörd:1"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE")


@pytest.fixture(autouse=True)
def fresh(qgis_app, monkeypatch, tmp_path):
    """No proxy, neither in QGIS nor in the environment, and an empty data folder."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "home"))
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    QgsSettings().remove("proxy")
    yield
    QgsSettings().remove("proxy")


def set_proxy(**values):
    """As QGIS' options write it."""
    kept = QgsSettings()
    for name, value in {"proxyEnabled": True, "proxyType": "HttpProxy", **values}.items():
        kept.setValue(f"proxy/{name}", value)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate for models.example that only its own file vouches for, and a server's context with it."""
    return self_signed(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted_in_qgis(authority):
    """The authority as an analyst would add it in QGIS' options."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("the master", True)
    (certificate,) = QSslCertificate.fromPath(str(authority[0]))
    assert manager.storeCertAuthority(certificate)
    manager.initSslCaches()
    yield certificate
    manager.removeCertAuthority(certificate)
    manager.initSslCaches()


def asked(url, *, key=""):
    """What a model process with QGIS' surroundings learns from a server."""
    surroundings = worker_surroundings()
    server = Server("peer", url, "m", key)
    analyst = WorkerAnalyst(RunConfig(tries=1, deadline=60.0, ca_file=surroundings.ca_file), servers=(server,),
                            launch=started_with(launch_command(), surroundings))
    try:
        return analyst.models("peer")
    finally:
        analyst.close()


def test_without_a_proxy_nothing_is_set():
    assert worker_surroundings() == network.Surroundings()
    assert "No proxy" in network.proxy_in_words()


def test_the_proxy_of_qgis_is_asked_with_its_name_and_password():
    with ScriptedServer(models=["llava"]) as peer, \
            LoopbackProxy({"models.example": peer.port}, "jo", PASSWORD) as proxy:
        set_proxy(proxyHost="127.0.0.1", proxyPort=proxy.port, proxyUser="jo", proxyPassword=PASSWORD)
        assert asked("http://models.example/v1") == ["llava"]
    assert [each.path for each in peer.requests] == ["/v1/models"]
    assert proxy.asked == ["GET http://models.example/v1/models"]


def test_an_encrypted_server_is_reached_through_the_proxy_with_the_authority_of_qgis(authority, trusted_in_qgis):
    with ScriptedServer(models=["llava"], context=authority[1]) as peer, \
            LoopbackProxy({"models.example": peer.port}, "jo", PASSWORD) as proxy:
        set_proxy(proxyHost="127.0.0.1", proxyPort=str(proxy.port), proxyUser="jo", proxyPassword=PASSWORD)
        assert asked("https://models.example/v1", key="k-123456") == ["llava"]
    assert proxy.asked == ["CONNECT models.example:443"]
    assert b"k-123456" not in proxy.seen
    assert peer.requests[0].headers["authorization"] == "Bearer k-123456"


def test_without_that_authority_nobody_is_trusted(authority):
    with ScriptedServer(models=["llava"], context=authority[1]) as peer, \
            LoopbackProxy({"models.example": peer.port}) as proxy:
        set_proxy(proxyHost="127.0.0.1", proxyPort=proxy.port)
        with pytest.raises(EarthscribeError, match="certificate is not trusted"):
            asked("https://models.example/v1")


def test_a_wrong_password_is_said_and_not_repeated():
    with LoopbackProxy({}, "jo", "other") as proxy:
        set_proxy(proxyHost="127.0.0.1", proxyPort=proxy.port, proxyUser="jo", proxyPassword=PASSWORD)
        with pytest.raises(EarthscribeError, match="407") as caught:
            asked("https://models.example/v1")
    assert "wants a name" in caught.value.hint
    assert PASSWORD not in str(caught.value.to_wire())


def test_hosts_that_qgis_asks_directly_are_asked_directly():
    direct = ["https://intranet.example/models", "gpu.example:8000"]
    set_proxy(proxyHost="proxy.example", proxyPort=3128, noProxyUrls=direct)
    environ = worker_surroundings(environ={"NO_PROXY": "old.example"}).environ
    assert environ["NO_PROXY"] == environ["no_proxy"] == "intranet.example,gpu.example:8000,old.example"
    assert environ["HTTPS_PROXY"] == environ["https_proxy"] == "http://proxy.example:3128"


def test_the_name_may_be_in_the_authentication_manager():
    QgsApplication.authManager().setMasterPassword("the master", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("proxy")
    config.setConfigMap({"username": "jo", "password": PASSWORD, "realm": ""})
    _, config = QgsApplication.authManager().storeAuthenticationConfig(config)
    set_proxy(proxyHost="proxy.example", proxyPort=3128, authcfg=config.id())
    assert worker_surroundings().environ["HTTP_PROXY"] == "http://jo:p%40ss%2Fw%C3%B6rd%3A1@proxy.example:3128"
    keys.remove(config.id())


def test_passwords_show_nowhere(tmp_path):
    set_proxy(proxyHost="proxy.example", proxyPort=3128, proxyUser="jo", proxyPassword=PASSWORD)
    surroundings = worker_surroundings()
    address = surroundings.environ["HTTP_PROXY"]
    assert "p%40ss" in address
    assert "p%40ss" not in repr(surroundings)
    assert "p%40ss" not in WorkerLog(tmp_path / "log").redacted(f"the proxy {address} said no")
    assert "jo" not in network.proxy_in_words()


@pytest.mark.parametrize(("kind", "says"), [("DefaultProxy", "PAC"), ("Socks5Proxy", "socksio")])
def test_what_a_python_cannot_follow_is_said(kind, says):
    set_proxy(proxyType=kind, proxyHost="proxy.example", proxyPort=1080)
    surroundings = worker_surroundings()
    assert any(says in note for note in surroundings.notes)
    assert surroundings.environ.get("HTTPS_PROXY", "") == ("socks5h://proxy.example:1080" if "Socks" in kind else "")


def test_a_proxy_switched_on_without_a_host_is_said():
    set_proxy(proxyHost="")
    assert any("no host name" in note for note in worker_surroundings().notes)


def test_authorities_of_qgis_and_the_users_own_stand_in_one_file(authority, trusted_in_qgis, tmp_path):
    own = tmp_path / "own.pem"
    own.write_text("-----BEGIN CERTIFICATE-----\nmine\n-----END CERTIFICATE-----\n")
    place = worker_surroundings(str(own)).ca_file
    text = Path(place).read_text(encoding="ascii")
    assert "mine" in text
    assert bytes(trusted_in_qgis.toPem()).decode() in text
    assert place.startswith(os.environ["EARTHSCRIBE_HOME"])
    assert worker_surroundings(str(tmp_path / "gone.pem")).ca_file == str(tmp_path / "gone.pem")


def test_an_authority_that_qgis_distrusts_is_not_handed_on(trusted_in_qgis):
    from qgis.core import QgsAuthCertUtils

    manager = QgsApplication.authManager()
    manager.storeCertTrustPolicy(trusted_in_qgis, QgsAuthCertUtils.CertTrustPolicy.Untrusted)
    manager.initSslCaches()
    try:
        assert worker_surroundings().ca_file == ""
    finally:
        manager.removeCertTrustPolicy(trusted_in_qgis)


def test_pip_is_given_the_public_authorities_beside_the_added_one(authority, trusted_in_qgis):
    """The file is all that it trusts: with the added one alone it would refuse the package index."""
    added = authority[0].read_bytes().strip()
    pem = Path(network.pip_authorities()).read_bytes()
    assert added in pem
    assert pem.count(b"BEGIN CERTIFICATE") > Path(worker_surroundings().ca_file).read_bytes().count(b"BEGIN CERT")
    assert ssl.create_default_context(cadata=pem.decode("ascii", "ignore")).cert_store_stats()["x509_ca"] > 1


def test_pip_trusts_as_it_always_does_where_nothing_was_added():
    assert network.pip_authorities() == ""

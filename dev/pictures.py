"""Takes the pictures of docs/images in the real QGIS desktop: `python -m dev.pictures [FOLDER] [NAME...]`.

What is shown is real: a fresh profile with the plugin as it is installed, the sample rasters, the model process. Only
the model on a server is a script, under an example name that exists in a network of its own. The home folder has a
neutral name there, too, so that no picture tells of the machine it was taken on. Linux with unshare, Xvfb and QGIS.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from . import build_zip, environment
from .environment import ROOT

HOST = "models.example.org"
PERSON = "ana"
DARK = "Night Mapping"
SITTINGS = ("light", "dark", "german", "models")
WITH_MODELS = ("detect-view", "proposal", "qgis-described", "detect-dialog")
"""Taken after the set-up, in a sitting of their own."""
LIMIT = 240
WORDS = {
    "roof": "A low roof of red sheet metal, about eleven metres long and five wide, between pale roofs on both long "
            "sides. It runs nearly from west to east; its northern edge steps back near the western end. The red is "
            "even, a little darker along the southern edge. No opening, tank or panel is visible on it.",
    "rust": "A roof of corrugated sheets in two tones of rust, about seven metres in both directions. A seam divides "
            "it into two halves; the eastern one is the darker. Small patches of bare metal show near its edges. Lower "
            "roofs adjoin it on all sides, and a single tree stands off its south-eastern corner.",
    "hall": "A large pale roof of corrugated sheets on a street corner. Two halves of different age meet in the "
            "middle: the north-western one is yellowish, the south-eastern one whiter with darker seams. An unpaved "
            "street runs along its north-eastern side; smaller roofs, some of them rusty, adjoin it on the others.",
}
BIND = 'mount --bind "$1" /home; mount --bind "$2" /etc/hosts; cd "$3"; shift 3; exec "$@"'


def look_for_programs() -> None:
    """Refuse in words what cannot work."""
    missing = [each for each in ("qgis", "Xvfb", "unshare", "openssl") if shutil.which(each) is None]
    if missing:
        raise environment.SetUpError(f"missing: {', '.join(missing)}.")
    covered = [each for each in (ROOT, Path(environment.WORKER.python).resolve()) if each.parts[:2] == ("/", "home")]
    if covered:
        raise environment.SetUpError(f"{covered[0]} lies in /home, which the neutral home folder covers.")


def stage(folder: Path, kind: str, names: list[str]) -> Path:
    """A home folder with profile, plugin, rasters and the plan of a sitting; returns it."""
    home = folder / "home" / PERSON
    profile = home / ".local" / "share" / "QGIS" / "QGIS3" / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    for each in (plugins, profile / "QGIS", home / "Kampala", home / "pictures"):
        each.mkdir(parents=True)
    (home / ".run").mkdir(mode=0o700)
    with zipfile.ZipFile(build_zip.build(ROOT, folder)) as archive:
        archive.extractall(plugins)
    language = "de" if kind == "german" else "en"
    theme = f"\n[UI]\nUITheme={DARK}\n" if kind == "dark" else ""
    (profile / "QGIS" / "QGIS3.ini").write_text(
        "[PythonPlugins]\nearthscribe=true\n\n[earthscribe]\nanalyst=Ana Moreau\n\n"
        f"[locale]\nuserLocale={language}\noverrideFlag=true\n{theme}", encoding="utf-8")
    for name in ("drone_kampala_rotated.tif", "drone_catanduanes.tif"):
        shutil.copy(ROOT / "resources" / "samples" / name, home / "Kampala" / name)
    (home / "Claremont").mkdir()
    for file in (ROOT / "resources" / "samples").glob("naip_claremont_rgbn.tif*"):
        shutil.copy(file, home / "Claremont" / file.name)
    if kind == "models":
        stage_models(home / ".local" / "share" / "earthscribe" / "envs")
    for name in ("sitter.py", "studio.py", "finder.py", "map_server.py"):
        shutil.copy(ROOT / "tests" / "qgis" / name, home / ".run" / name)
    (folder / "hosts").write_text(f"127.0.0.1 localhost {HOST}\n", encoding="utf-8")
    plan = {"kind": kind, "names": names, "server": f"https://{HOST}/v1",
            "authority": f"/home/{PERSON}/.run/office.pem"}
    (home / ".run" / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    return home


def stage_models(envs: Path) -> None:
    """What the set-up would install: an environment of its own, with the packages of this checkout's."""
    from earthscribe.inference.setup import store, tiers

    light = tiers.tier_named(tiers.LIGHT)
    folder = envs / store.name_of(light.name, light.digest(), "pictures")
    store.make(folder)
    subprocess.run([environment.WORKER.python, "-m", "venv", "--without-pip", str(folder)], check=True)
    inside = store.site_packages(folder)
    inside.joinpath("packages.pth").write_text(f"{store.site_packages(environment.WORKER.folder)}\n", encoding="utf-8")
    packages = {each.metadata["Name"].lower(): each.version for each in metadata.distributions()}
    store.finish(folder, store.Ready(light.name, light.digest(), ".".join(map(str, sys.version_info[:3])), store.now(),
                                     metadata.version("earthscribe"), packages))
    pointer = {"schema": store.SCHEMA, "current": folder.name, "previous": ""}
    (envs / store.CURRENT).write_text(json.dumps(pointer), encoding="utf-8")


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for the example server that only its own file vouches for."""
    key, own = folder / "key.pem", folder / "office.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
                    "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(key), "-out", str(own)],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    return context


@contextlib.contextmanager
def display() -> Iterator[str]:
    """A screen that is not there."""
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1500x1500x24", "-nolisten", "tcp"],
                              pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield ":" + said.readline().strip()
    finally:
        server.terminate()
        server.wait()


def sit(folder: Path) -> int:
    """In the network of its own: the server, the screen, and QGIS with the home folder under its neutral name."""
    from ..tests import scripted_server as scripted

    home = folder / "home" / PERSON
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as handle:
        fcntl.ioctl(handle, 0x8914, struct.pack("16sh", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up and running
    acts = (scripted.stream(*_pieces(WORDS["hall"]), tokens=74), scripted.stream(*_pieces(WORDS["roof"]), tokens=71),
            scripted.endless(_pieces(WORDS["rust"]), 0.4), scripted.status(401, {"error": {"message": "invalid key"}}))
    kept = {name: value for name, value in os.environ.items() if name in {"TZ", "LD_LIBRARY_PATH"}}
    surroundings = {**kept, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": f"/home/{PERSON}", "USER": PERSON,
                    "XDG_RUNTIME_DIR": f"/home/{PERSON}/.run", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
    server = scripted.ScriptedServer(*acts, models=["qwen2.5-vl-7b", "llava-1.6-13b"], at=443,
                                     context=certificate(home / ".run"))
    with server, display() as screen:
        done = subprocess.run(
            ["unshare", "--mount", "sh", "-ec", BIND, "sh", str(home.parent), str(folder / "hosts"), "/",
             "env", f"HOME=/home/{PERSON}", "qgis", "--noversioncheck", "--nologo",
             "--code", f"/home/{PERSON}/.run/sitter.py"],
            env={**surroundings, "DISPLAY": screen}, timeout=LIMIT, check=False)
    return done.returncode


def _pieces(text: str) -> list[str]:
    return [f"{word} " for word in text.split(" ")]


def take(kind: str, out: Path, names: list[str]) -> str:
    """One sitting; returns what went wrong."""
    with tempfile.TemporaryDirectory(prefix="earthscribe-pictures-") as scratch:
        folder = Path(scratch)
        home = stage(folder, kind, names)
        user = [] if os.geteuid() == 0 else ["--map-root-user"]
        subprocess.run(["unshare", "--net", *user, sys.executable, "-m", "earthscribe.dev.pictures", "--sit", scratch],
                       check=False, cwd=ROOT)
        for picture in sorted((home / "pictures").glob("*.png")):
            shrunk(picture)
            shutil.copy(picture, out / picture.name)
            print(f"{picture.name}: {picture.stat().st_size / 1e3:.0f} kB", flush=True)
        told = home / "pictures" / "told.txt"
        return told.read_text(encoding="utf-8") if told.is_file() else "QGIS came to no end"


def shrunk(picture: Path) -> None:
    """Fewer colours where pngquant is installed."""
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--quality", "80-98", "--speed", "1", "--strip", "--force", "--ext", ".png",
                        str(picture)], check=False)


def main(arguments: list[str]) -> int:
    """Take all pictures, or those that are named."""
    if arguments[:1] == ["--sit"]:
        return sit(Path(arguments[1]))
    try:
        with environment.one_at_a_time():
            environment.ensure_qgis()
            environment.ensure("light")
        look_for_programs()
    except environment.SetUpError as error:
        print(f"No pictures can be taken; {error}", file=sys.stderr)
        return 3
    named = bool(arguments) and ("/" in arguments[0] or Path(arguments[0]).is_dir())
    out = Path(arguments[0] if named else ROOT / "docs" / "images").resolve()
    out.mkdir(parents=True, exist_ok=True)
    names = arguments[1 if named else 0:]
    kinds = [kind for kind in SITTINGS if not names or any(kind_of(name) == kind for name in names)]
    troubles = [f"{kind}: {trouble}" for kind in kinds if (trouble := take(kind, out, names_in(kind, names)))]
    print("\n".join(troubles), file=sys.stderr)
    return 1 if troubles else 0


def kind_of(name: str) -> str:
    """The sitting a picture belongs to."""
    name = name.removesuffix(".png")
    if name in WITH_MODELS:
        return "models"
    ending = name.rpartition("-")[2]
    return ending if ending in SITTINGS else "light"


def names_in(kind: str, names: list[str]) -> list[str]:
    """What a sitting is asked for; nothing stands for all its pictures."""
    return [name for name in names or WITH_MODELS if kind_of(name) == kind]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

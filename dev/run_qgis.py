"""Starts QGIS with the plugin of this checkout in a throw-away profile: `python -m dev.run_qgis [QGIS arguments]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from . import environment

SETTINGS = "[PythonPlugins]\nearthscribe=true\n"


def make_profile(profiles: Path) -> None:
    """A profile in which the plugin is linked and switched on."""
    profile = profiles / "profiles" / "default"
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "earthscribe").symlink_to(environment.ROOT, target_is_directory=True)
    for program in ("QGIS3", "QGIS4"):
        (profile / "QGIS").mkdir(exist_ok=True)
        (profile / "QGIS" / f"{program}.ini").write_text(SETTINGS, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Install QGIS where missing and allowed, start it, and throw the profile away when it ends."""
    try:
        with environment.one_at_a_time():
            environment.ensure_qgis()
    except environment.SetUpError as error:
        print(f"QGIS cannot be started; {error}", file=sys.stderr)
        return 3
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    with tempfile.TemporaryDirectory(prefix="earthscribe-profile-") as folder:
        make_profile(Path(folder))
        command = ["qgis", "--nologo", "--noversioncheck", "--profiles-path", folder, *arguments]
        return subprocess.run(command, env=kept, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

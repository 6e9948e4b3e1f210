"""Why an environment could not be installed or used: one sentence for each reason, with its cure."""

from __future__ import annotations

from typing import ClassVar, Sequence

from ..errors import SetupError


class SetupRefused(SetupError):
    """The set-up could not do what was asked; nothing that worked before was touched."""

    says: ClassVar[str] = "The set-up did not succeed: {}."
    cure: ClassVar[str] = "Look into the log of the set-up, then try again; what was downloaded is kept."

    def __init__(self, what: str = "", *, hint: str = "", detail: str = "") -> None:
        super().__init__(self.says.format(what), hint=hint or self.cure, detail=detail)


class PythonMissing(SetupRefused):
    """No Python was found that can hold the environment."""

    says = "No Python was found that can hold Earthscribe's environment; it needs {}."
    cure = "Install one from python.org (no administrator is needed), or name the one to take."

    def __init__(self, needs: str, found: Sequence[str] = ()) -> None:
        super().__init__(needs, detail="\n".join(found))


class VenvMissing(SetupRefused):
    """A Python lacks the parts that make environments."""

    says = "{} cannot make an environment: its modules venv and ensurepip are missing, and no pip was found to help."
    cure = ("Install them (on Debian and Ubuntu: apt install python3-venv), choose another Python, or give a wheels "
            "folder that holds pip.")


class NoNetwork(SetupRefused):
    """The package index could not be reached."""

    says = "The package index could not be reached{}."
    cure = "Check the network, or install from a wheels folder; what was downloaded is kept."


class ProxyRefused(SetupRefused):
    """A proxy stood in the way."""

    says = "The proxy refused the connection{}."
    cure = "Set proxy, user and password in QGIS under Settings > Options > Network (or in HTTPS_PROXY)."


class CertificateRefused(SetupRefused):
    """The certificate of the index is not trusted, as behind a company's firewall that looks into connections."""

    says = "The certificate of the package index is not trusted{}."
    cure = "Add your organisation's certificate to QGIS' authorities, or name its PEM file in PIP_CERT."


class PackageAltered(SetupRefused):
    """A file is not the one the lock file names."""

    says = "{} is not the file that this version of Earthscribe was tested with; it was not installed."
    cure = "Delete that wheel and fetch it again; if it stays so, ask who runs the package index."


class DiskFull(SetupRefused):
    """There is not enough space."""

    says = "There is not enough space in {}."
    cure = "Free some space, or move Earthscribe's folder with EARTHSCRIBE_HOME."


class FolderUnwritable(SetupRefused):
    """The folder for environments cannot be written to."""

    says = "{} cannot be written to."
    cure = "Ask for the right to write there, or set EARTHSCRIBE_HOME to a folder on a local disk of yours."


class WheelMissing(SetupRefused):
    """For a package there is no ready-made file that fits this machine or lies in the wheels folder."""

    says = "There is no wheel of {}."
    cure = ("Choose another Python, see whether the package index has it, or fill the folder of wheels again with "
            "`earthscribe setup --download FOLDER`.")


class FileInUse(SetupRefused):
    """Another program holds a file: antivirus software, or a model process that still runs from it."""

    says = "{} is held by another program."
    cure = ("Wait until the antivirus software is done or exempt Earthscribe's folder, close other QGIS windows, "
            "then try again.")


class PathTooLong(SetupRefused):
    """Windows cannot write a path of this length."""

    says = "The path of {} is too long for this system."
    cure = r"Set EARTHSCRIBE_HOME to a short path such as C:\es, or have long paths switched on in Windows."


class ProgramBlocked(SetupRefused):
    """The system does not let programs in that folder run."""

    says = "The system does not allow {} to run."
    cure = ("Ask for a rule that allows programs in Earthscribe's folder, or set EARTHSCRIBE_HOME to a folder that "
            "has one.")


class SetupBusy(SetupRefused):
    """Somebody else installs at this moment."""

    says = "Another set-up is at work ({})."
    cure = "Wait until it is done."


class EnvironmentBroken(SetupRefused):
    """What was installed does not work."""

    says = "The environment was installed, but it does not work: {}."
    cure = "Choose another Python and try again; on Windows, install Microsoft's Visual C++ runtime."


class EnvironmentTooNew(SetupRefused):
    """The environment in use was made by a newer version of Earthscribe."""

    says = "The environment {} was made by a newer version of Earthscribe than this one."
    cure = "Update the plugin, or install the environment of this version in the set-up."


class NothingThere(SetupRefused):
    """There is no environment with which to do that."""

    says = "{}."
    cure = "Install one with `earthscribe setup`, or in QGIS with Set-up."

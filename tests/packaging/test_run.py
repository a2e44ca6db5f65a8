"""The set-up of a fresh machine: what is decided, what is said, what is left alone."""

import importlib
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING))  # the scripts import one another by name, as when they are run

environment = importlib.import_module("environment")
interpreter = importlib.import_module("interpreter")
system_packages = importlib.import_module("system_packages")
display = importlib.import_module("display")

PROJECT = """
[project]
name = "bayyina"
dependencies = ["one>=1"]
[build-system]
requires = ["hatchling"]
[tool.hatch.build.targets.wheel]
only-include = ["app"]
[tool.ruff]
line-length = 100
"""
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux packages")


def script(folder: Path, name: str, body: str) -> Path:
    """A program of another maker, as far as the set-up uses it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def script_module(name: str) -> ModuleType:
    """``run.py`` or ``test.py`` as a module (under its plain name it would hide another one)."""
    spec = importlib.util.spec_from_file_location(f"script_{name}", PACKAGING / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestStamp:
    made = environment.stamp(b"lock", PROJECT, (3, 11), Path("here"))

    def test_same_things_same_stamp(self) -> None:
        assert environment.stamp(b"lock", PROJECT, (3, 11), Path("here")) == self.made

    def test_settings_of_checkers_do_not_count(self) -> None:
        other = PROJECT.replace("100", "90")
        assert environment.stamp(b"lock", other, (3, 11), Path("here")) == self.made

    @pytest.mark.parametrize(
        ("lock", "project", "version", "root"),
        [
            (b"lock2", PROJECT, (3, 11), "here"),
            (b"lock", PROJECT.replace("one>=1", "one>=2"), (3, 11), "here"),
            (b"lock", PROJECT.replace('["hatchling"]', '["hatchling>=1"]'), (3, 11), "here"),
            (b"lock", PROJECT.replace('["app"]', '["app", "seeds"]'), (3, 11), "here"),
            (b"lock", PROJECT, (3, 12), "here"),
            (b"lock", PROJECT, (3, 11), "elsewhere"),
        ],
    )
    def test_what_is_installed_counts(
        self, lock: bytes, project: str, version: tuple[int, int], root: str
    ) -> None:
        assert environment.stamp(lock, project, version, Path(root)) != self.made


class TestReady:
    @pytest.fixture
    def venv(self, tmp_path: Path) -> Path:
        python = environment.command("python", tmp_path)
        python.parent.mkdir()
        python.touch()
        (tmp_path / environment.STAMP).write_text("abc", encoding="ascii")
        return tmp_path

    def test_stamped_with_the_same(self, venv: Path) -> None:
        assert environment.is_ready(venv, "abc")

    def test_stamped_with_another(self, venv: Path) -> None:
        assert not environment.is_ready(venv, "abd")

    def test_cut_short(self, venv: Path) -> None:
        (venv / environment.STAMP).unlink()
        assert not environment.is_ready(venv, "abc")

    def test_garbage_for_a_stamp(self, venv: Path) -> None:
        (venv / environment.STAMP).write_bytes(b"\xff\xfe")
        assert not environment.is_ready(venv, "abc")

    def test_its_python_was_uninstalled(self, venv: Path) -> None:
        environment.command("python", venv).unlink()
        assert not environment.is_ready(venv, "abc")

    def test_absent(self, tmp_path: Path) -> None:
        assert not environment.is_ready(tmp_path / "none", "abc")

    def test_removing_an_absent_one_or_a_whole_one(self, venv: Path) -> None:
        environment._remove(venv / "none")
        environment._remove(venv)
        assert not venv.exists()

    @on_posix
    def test_removing_a_link_leaves_what_it_points_to(self, venv: Path, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(venv, target_is_directory=True)
        environment._remove(link)
        assert not link.is_symlink()
        assert environment.command("python", venv).exists()


def test_commands_lie_where_the_system_puts_them() -> None:
    venv = Path("v")
    assert environment.command("python", venv, "linux") == venv / "bin" / "python"
    assert environment.command("python", venv, "win32") == venv / "Scripts" / "python.exe"


@pytest.mark.parametrize(
    ("given", "wheels", "rest"),
    [
        ([], None, []),
        (["--wheels", "w", "sample"], Path("w"), ["sample"]),
        (["--wheels=w w", "--json", "sample"], Path("w w"), ["--json", "sample"]),
        (["-k", "one", "--wheels", "w"], None, ["-k", "one", "--wheels", "w"]),
        (["--wheels"], None, ["--wheels"]),
    ],
)
def test_wheels_are_taken_off_the_front(
    given: list[str], wheels: Path | None, rest: list[str]
) -> None:
    assert environment.split_wheels(given) == (wheels, rest)


def test_the_module_that_makes_environments_is_needed_only_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path)
    (needed,) = environment.system_needs()
    assert needed.name == "python{}.{}-venv".format(*sys.version_info)
    assert system_packages.missing((needed,)) == []
    python = environment.command("python", tmp_path)
    python.parent.mkdir()
    python.touch()
    (tmp_path / environment.STAMP).write_text(environment.expected_stamp(), encoding="ascii")
    assert environment.system_needs() == ()


def test_a_folder_of_wheels_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VENV", tmp_path / "venv")
    with pytest.raises(system_packages.CannotSetUp, match="absent-folder"):
        environment.prepare(tmp_path / "absent-folder")
    assert not (tmp_path / "venv").exists()


def test_the_way_to_the_source_tree_is_relative_ascii(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "بيّنة"
    site = root / ".venv" / "lib" / "python3" / "site-packages"
    site.mkdir(parents=True)
    path_file = site / "_bayyina.pth"
    path_file.write_text(str(root), encoding="utf-8")
    monkeypatch.setattr(environment, "ROOT", root)
    environment._point_to_root(root / ".venv")
    assert (site / path_file.read_text(encoding="ascii").strip()).resolve() == root.resolve()


class TestChoiceOfPython:
    @pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
    def test_suitable(self, version: tuple[int, int]) -> None:
        assert interpreter.is_suitable(version)

    @pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 11)])
    def test_unsuitable(self, version: tuple[int, int]) -> None:
        assert not interpreter.is_suitable(version)

    def test_windows_asks_its_launcher_first(self) -> None:
        assert interpreter.commands("win32")[:3] == [
            ["py", "-3.13"],
            ["py", "-3.12"],
            ["py", "-3.11"],
        ]

    def test_elsewhere_the_newest_name_comes_first(self) -> None:
        assert interpreter.commands("linux")[0] == ["python3.13"]
        assert interpreter.commands("darwin")[-1] == ["python"]

    def test_this_python_answers(self) -> None:
        assert interpreter.answers([sys.executable])

    def test_an_absent_command_does_not(self, tmp_path: Path) -> None:
        assert interpreter.answers([str(tmp_path / "python3.12")]) is None

    @on_posix
    @pytest.mark.parametrize(
        "body",
        ["echo 'not installed' >&2; exit 127", "echo 3 10; echo /usr/bin/python3", "echo 3 14"],
    )
    def test_a_shim_or_another_version_does_not(self, body: str, tmp_path: Path) -> None:
        assert interpreter.answers([str(script(tmp_path, "python3.12", body))]) is None

    @on_posix
    def test_the_first_that_answers_is_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script(tmp_path, "python3.13", "exit 127")
        script(tmp_path, "python3.12", "echo 3 12; echo /opt/python3.12")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert interpreter.find() == "/opt/python3.12"

    @on_posix
    def test_none_at_all_ends_in_a_sentence(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(sys, "version_info", (3, 9, 18))
        with pytest.raises(SystemExit) as left:
            interpreter.require_suitable()
        assert "3.11, 3.12 or 3.13; this is 3.9.18" in str(left.value)
        assert "والإصدار المستعمل هنا 3.9.18" in str(left.value)

    @on_linux
    def test_one_that_apt_offers_is_installed_and_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ubuntu 22.04: its Python is 3.10, its lists hold 3.11."""
        script(
            tmp_path, "apt-cache", 'case "$2" in python3.11|python3.11-venv) ;; *) exit 100; esac'
        )
        body = "echo 3 11; echo /usr/bin/python3.11"
        script(tmp_path, "later", body)
        brings = f"/bin/mv {tmp_path}/later {tmp_path}/python3.11"
        script(tmp_path, "apt-get", f"echo $* > {tmp_path}/log; {brings}")
        taken: list[list[str]] = []
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(sys, "version_info", (3, 10, 12))
        monkeypatch.setattr(sys, "argv", ["run.py", "doctor"])
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(os, "execve", lambda _path, command, _variables: taken.append(command))
        interpreter.require_suitable()
        assert taken == [["/usr/bin/python3.11", "run.py", "doctor"]]
        log = (tmp_path / "log").read_text(encoding="utf-8")
        assert log.split()[-2:] == ["python3.11", "python3.11-venv"]

    def test_handing_over_passes_arguments_and_exit_code(self) -> None:
        code = "import interpreter, sys; interpreter.hand_over([sys.executable, *sys.argv[1:]])"
        question = "import sys; print(sys.argv[1]); sys.exit(7)"
        done = subprocess.run(
            [sys.executable, "-c", code, "-c", question, "مقال.txt"],
            cwd=PACKAGING,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
        assert (done.returncode, done.stdout.strip()) == (7, "مقال.txt")


ABSENT = system_packages.Package(
    "libabsent1", ("libabsent.so.1",), ("absent-program",), ("/absent/file",), ("absent_module",)
)


@on_linux
class TestSystemPackages:
    @pytest.fixture
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The only folder of programs."""
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder))
        return folder

    def test_what_is_there_is_not_missing(self) -> None:
        shell = system_packages.Package("dash", ("libc.so.6",), ("sh",), ("/bin/sh",), ("os",))
        assert system_packages.missing((shell,)) == []

    def test_each_thing_is_looked_for(self) -> None:
        assert system_packages.things_missing(ABSENT) == [
            "libabsent.so.1",
            "absent-program",
            "/absent/file",
            "absent_module",
        ]

    def test_without_apt_the_things_are_named(self, path: Path) -> None:
        with pytest.raises(system_packages.CannotSetUp) as refused:
            system_packages.require((ABSENT,))
        assert "libabsent.so.1, absent-program, /absent/file, absent_module" in str(refused.value)
        assert "(Debian: libabsent1)" in str(refused.value)

    @pytest.mark.parametrize("sudo", [None, "exit 1"], ids=["no sudo", "sudo asks"])
    def test_without_permission_the_command_to_type_is_given(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, sudo: str | None
    ) -> None:
        script(path, "apt-get", "echo must not run >&2; exit 1")
        script(path, "apt-cache", '[ "$2" = libabsent1t64 ]')
        if sudo:
            script(path, "sudo", sudo)
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(system_packages.CannotSetUp) as refused:
            system_packages.require((ABSENT,))
        command = (
            "sudo apt-get update && "  # the lists do not hold what was asked for
            "sudo apt-get install --yes --no-install-recommends libabsent1t64"
        )
        assert f"    {command}\n" in str(refused.value)

    def test_root_installs_after_an_update_where_lists_are_empty(
        self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log, brought = tmp_path / "log", tmp_path / "brought"
        script(path, "apt-cache", "exit 100")
        body = f'echo "$DEBIAN_FRONTEND $*" >> {log}; case "$1" in install) : > {brought};; esac'
        script(path, "apt-get", body)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        system_packages.require((system_packages.Package("thing", files=(str(brought),)),))
        assert log.read_text(encoding="utf-8").splitlines() == [
            "noninteractive update",
            "noninteractive install --yes --no-install-recommends thing",
        ]

    def test_an_install_that_brings_nothing_is_refused(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script(path, "apt-cache", "exit 0")
        script(path, "apt-get", "exit 0")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        with pytest.raises(system_packages.CannotSetUp, match=r"libabsent\.so\.1"):
            system_packages.require((ABSENT,))

    def test_an_install_that_fails_gives_its_command(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script(path, "apt-get", "exit 100")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        with pytest.raises(system_packages.CannotSetUp, match=r"apt-get install .* libabsent1"):
            system_packages.require((ABSENT,))


class TestDisplay:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["--lang", "ar"],
            ["--workspace", "class.bayyina"],
            ["--workspace=c", "--lang=en"],
            ["واجب.bayyina-pack"],
            ["--lang", "fr", "A.BAYYINA-WORK"],
        ],
    )
    def test_without_a_verb_the_window_opens(self, arguments: list[str]) -> None:
        assert display.opens_window(arguments)

    @pytest.mark.parametrize(
        "arguments",
        [
            ["doctor"],
            ["--workspace", "class.bayyina", "--json", "articles"],
            ["--lang", "en", "import", "--help"],
            ["--help"],
        ],
    )
    def test_with_a_verb_it_does_not(self, arguments: list[str]) -> None:
        assert not display.opens_window(arguments)

    @pytest.mark.parametrize(
        "variables",
        [
            {},
            {"DISPLAY": ""},
            {"DISPLAY": "nonsense"},
            {"DISPLAY": ":47113"},  # left over: nobody listens
            {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/absent"},
            {"QT_QPA_PLATFORM": "xcb"},
        ],
    )
    def test_no_screen(self, variables: dict[str, str]) -> None:
        assert not display.is_reachable(variables, "linux")

    @pytest.mark.parametrize("platform", ["win32", "darwin"])
    def test_these_systems_always_have_one(self, platform: str) -> None:
        assert display.is_reachable({}, platform)

    def test_a_screen_that_is_none_was_asked_for(self) -> None:
        assert display.is_reachable({"QT_QPA_PLATFORM": "offscreen"}, "linux")

    @on_linux
    def test_a_server_that_listens(self) -> None:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("\0/tmp/.X11-unix/X47114")
            server.listen()
            assert display.is_reachable({"DISPLAY": ":47114.0"}, "linux")

    def test_a_wayland_socket(self, tmp_path: Path) -> None:
        (tmp_path / "wayland-0").touch()
        variables = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
        assert display.is_reachable(variables, "linux")

    @on_linux
    def test_run_without_screen_and_verb_says_how_to_get_one(self, tmp_path: Path) -> None:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        kept = {name: value for name, value in os.environ.items() if name not in hidden}
        done = subprocess.run(
            [sys.executable, str(PACKAGING / "run.py")],
            cwd=tmp_path,
            env={**kept, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.strip() == display.ADVICE


class TestChecks:
    checks = staticmethod(script_module("test").checks)

    def test_cheap_ones_first_tests_last_and_in_parallel(self) -> None:
        names = [name for name, _ in self.checks("python", "lint-imports", [])]
        assert names == ["ruff check", "pyright", "lint-imports", "pytest"]
        assert self.checks("python", "lint-imports", ["-k", "x"])[-1][1] == (
            ["python", "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-k", "x"]
        )

    @pytest.mark.parametrize("argument", ["-n0", "--pdb", "--numprocesses=1"])
    def test_a_choice_about_processes_is_left_to_who_makes_it(self, argument: str) -> None:
        command = self.checks("python", "lint-imports", [argument])[-1][1]
        assert command == ["python", "-m", "pytest", argument]

"""The group that finds a command by name and turns expected errors into one line."""

# What only errors need is imported where they are handled: every command starts with this module.
from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from pyemscripten.errors import DataError, InvalidName, UnknownPlatform, UnknownRelease

from . import COMMANDS


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed.

    ``commands_by_name`` maps a command to the module whose ``command`` it is.
    """

    def __init__(self, *args: Any, commands_by_name: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, without importing any."""
        return sorted(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.commands_by_name:
            return None
        module = import_module(f"{__package__}.{self.commands_by_name[cmd_name]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or an error that names the nearest."""
        name = args[0]
        if name not in self.commands_by_name and not name.startswith("-"):
            from difflib import get_close_matches

            nearest = get_close_matches(name, self.commands_by_name, n=1, cutoff=0.0)[0]
            raise click.UsageError(f"No such command {name!r}; the nearest is {nearest!r}.", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with expected errors as one line and an exit status."""
        try:
            return super().invoke(ctx)
        except (InvalidName, DataError) as error:
            raise Refused(str(error)) from error
        except (UnknownPlatform, UnknownRelease) as error:
            raise NotFound(str(error)) from error
        except BrokenPipeError:
            # Nobody reads any more, as after `| head`: click ends in silence.
            raise
        except OSError as error:
            where = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            raise Refused(where) from error


class Refused(click.ClickException):
    """Wrong usage that was expected to happen: one line on standard error, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"pyemscripten: {self.message}", err=True)


class NotFound(Refused):
    """A well-formed question whose answer is that there is no such thing: exit status 1."""

    exit_code = 1


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Say the version of the data at hand: what an editable installation says of it grows old."""
    if wanted:
        from pyemscripten import __version__

        click.echo(f"pyemscripten {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    commands_by_name=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Facts about the PyEmscripten platform (PEP 783), and tools built on them.

    TARGET and TAG take a platform version (2026_0) or any spelling of a platform tag. Exit status:
    0 fine, 1 a finding or nothing found, 2 wrong usage.
    """

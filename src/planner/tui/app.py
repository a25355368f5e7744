"""The terminal program: opens calendars, shows the planning screen, leaves the terminal as it was.

A reader would get wrong: an exception never prints its traceback here (it would hold the client's texts); it is raised to the caller once the
terminal is restored. Over the ceiling: what outlives a screen is in one place.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.query import QueryError
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.strip import Strip

from planner.core.visible import visible
from planner.errors import PlannerError
from planner.i18n import _, ngettext
from planner.settings import themes
from planner.settings.config import Config
from planner.settings.problems import SettingsProblem
from planner.storage import files, frames, neighbours, paths
from planner.tui import instant
from planner.tui.actions import key_problems
from planner.tui.bridge import (
    SIGNALS,
    Escapes,
    can_be_resumed,
    catch_signals,
    hung_up,
    on_terminal,
    release_signals,
    stop,
    textual_theme,
)
from planner.tui.opening import Today, open_together, open_workspace, sample_copy
from planner.tui.screens.planning import PlanningScreen
from planner.tui.theming import ThemeFolder
from planner.tui.widgets.lines import Palette
from planner.tui.widgets.panel import Panel
from planner.workspace import Workspace

COLLECT = (700, 10, 1000)
"""After so many new objects, and so many rounds of each, the garbage collector looks through the young, the older, and all."""
MOST_TOASTS = 2
"""So many problems of the settings are told beside the plan; more would hide it."""
TERMINAL_SECONDS = 3.0
"""After so many the program looks whether its terminal is still there, where no signal would say so."""


class PlannerApp(App[int]):
    """Holds what outlives a screen: open calendars, themes, what to do before leaving."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True, id="app.leave"),
        Binding("ctrl+c", "interrupt", show=False, id="app.interrupt"),
        Binding("ctrl+z", "suspend_process", show=False, id="app.suspend"),
    ]

    def __init__(
        self,
        workspaces: Sequence[Workspace],
        *,
        today: Today,
        now: Callable[[], dt.datetime],
        config: Config,
        problems: Sequence[object] = (),
        sample: bool = False,
        chosen: tuple[themes.Theme, ...] = (themes.FALLBACK,),
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(
            driver_class, ansi_color="NO_COLOR" in os.environ or None
        )  # or Textual would grey the terminal's own colours: black on black
        self.animation_level = "none"  # what moves by itself costs a slow line more than it shows
        self.config = config
        self.planning: PlanningScreen | None = None
        self.before_leaving: list[Callable[[], None]] = []
        """What is called before the program ends for any reason: drafts are saved here."""
        self.failure: BaseException | None = None
        self.ends = False
        """Whether the program is about to end."""
        self._stands = False
        self._ends_with: int | None = None
        self._first: list[events.Key] = []
        self._behind: list[events.Key] = []
        self._clock = (today, now)
        self._workspaces = list(workspaces)
        self._begun_with = tuple(workspaces)
        self._problems = problems
        self.is_sample = sample
        self._escapes = Escapes()
        self._theme_folder = ThemeFolder(paths.shipped("themes"), paths.config_dir() / "themes", problems)
        self._palettes: dict[tuple[str, str], Palette] = {}
        self.our_themes = chosen
        for theme in chosen:
            self.register_theme(textual_theme(theme))
        self.theme = themes.named(chosen, self._wanted_theme()).name
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own name
        """Read the style sheets anew; not for the first frame, which is drawn in our theme from the start, though Textual began with its own."""
        if self._stands:
            super().refresh_css(animate)

    def _wanted_theme(self) -> str:
        if self.no_color:
            return "plain"
        if self.config.theme != "auto":
            return self.config.theme
        # sixteen colours are the terminal's own: ours would be rounded to pairs of them that nobody can read
        return "ansi" if self.console.color_system in ("standard", "windows", None) else "dark"

    def palette(self, ground: str) -> Palette:
        """Return the styles of the current theme on a ground, made when they are first used."""
        key = (self.theme, ground)
        if key not in self._palettes:
            self._palettes[key] = Palette(self.theme_variables, ground)
        return self._palettes[key]

    def show_theme(self, name: str) -> None:
        """Draw everything in the theme of that name, even if it is shown already."""
        self._palettes.clear()
        if self.theme == name:
            self.mutate_reactive(PlannerApp.theme)
        else:
            self.theme = name
        self.get_css_variables()  # so that nothing is drawn in the new theme's name with the colours of the one before

    def look_at_themes(self) -> None:
        """Take in what was saved in the folder of the user's themes."""
        self._theme_folder.look(self)

    def tell(self, problem: object) -> None:
        """Say what is wrong with a setting."""
        self.notify(_told(problem), severity="warning", markup=False, timeout=12)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and the net for control characters."""
        return [self._escapes, *super().get_line_filters()]

    # starting --------------------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[Any]:
        """Return the plan as the first screen, so that nothing is drawn before it; a bare one where there is no plan yet."""
        return self._planning() if self._workspaces else super().get_default_screen()

    def on_load(self) -> None:
        """Listen to the system before the terminal is another: what comes while the first screen is made must give it back, too."""
        catch_signals(self._told_to_end)

    def on_mount(self) -> None:
        """Watch the terminal; ask where there is no plan."""
        self.title = "planner"
        if on_terminal():
            self.set_interval(TERMINAL_SECONDS, self._end_without_terminal)
        self.app_resume_signal.subscribe(self, lambda _app: self.draw_anew())
        self.call_after_refresh(self._is_up)
        if not self._workspaces:
            self.run_worker(self._welcome(), group="welcome")
        if len(self._problems) > MOST_TOASTS and self._workspaces:
            self.run_worker(self._tell_problems(), group="problems")
            return
        for problem in self._problems:
            self.notify(_told(problem), severity="warning", markup=False, timeout=10)

    def on_resize(self) -> None:
        """Send all of the next frame: a terminal of another size has lost some of it."""
        self.forget_shown()

    def forget_shown(self) -> None:
        """Know nothing any more of what stands on the terminal."""
        forget = getattr(self._driver, "forget", None)
        if forget is not None:
            forget()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Show an update of Textual's: only what differs, where the driver knows what stands on the terminal."""
        differing = getattr(self._driver, "differing", None)
        if differing is not None and isinstance(renderable, (ChopsUpdate, LayoutUpdate)):
            renderable = differing(renderable)
        super()._display(screen, renderable)

    def lay(self, screen: Screen[object], strips: Iterable[tuple[int, int, Strip]]) -> None:
        """Show strips, each with its line and column from 0, where the driver can (``lays``)."""
        self._display(screen, self._driver.laying(strips))  # type: ignore[union-attr]
        self._update_mouse_over(screen)

    @property
    def lays(self) -> bool:
        """Whether the driver takes strips without all that is around them."""
        return hasattr(self._driver, "laying") and not self._batch_count

    def expect(self, strip: Strip) -> None:
        """Make ready what a line that may be shown soon draws."""
        expect = getattr(self._driver, "expect", None)
        if expect is not None:
            expect(strip, self.console)

    def draw_anew(self) -> None:
        """Send all of the screen again, over whatever another program wrote there."""
        self.forget_shown()
        self.screen.refresh()

    def _is_up(self) -> None:
        """Go on as a program whose first screen stands; end at once if that was asked for meanwhile."""
        _collect_again()
        self._stands = True
        if self._ends_with is not None:
            self.leave(self._ends_with)

    async def _tell_problems(self) -> None:
        """Tell what is wrong with the settings, in one list where there is much of it."""
        from planner.tui.screens.confirm import Answer, Choose

        told = ngettext(
            "{count} setting is not as it should be.",
            "{count} settings are not as they should be.",
            len(self._problems),
        ).format(count=len(self._problems))
        await self.push_screen_wait(
            Choose(
                told,
                (Answer(("enter",), _("go on"), "on"),),
                details="\n".join(
                    ["", *map(_told, self._problems), "", _("Folder: {folder}").format(folder=paths.config_dir())]
                ),
                title=_("Settings"),
            )
        )

    def _planning(self) -> PlanningScreen:
        self.planning = PlanningScreen(self._workspaces, self.config, now=self._clock[1], sample=self.is_sample)
        self.remember([workspace.path for workspace in self._workspaces])
        return self.planning

    def remember(self, opened: Sequence[Path]) -> None:
        """Note which calendars are open now; a sample is not noted."""
        if not self.is_sample:
            with contextlib.suppress(PlannerError, OSError):
                paths.remember_opened(*opened)
                paths.remember_together(opened)

    async def _welcome(self) -> None:
        from planner.tui.acts import beginning
        from planner.tui.acts.shared import sentence
        from planner.tui.screens.open_file import OpenFile
        from planner.tui.screens.welcome import Welcome

        mine = paths.data_dir() / "content.toml"
        while not self._workspaces:
            choice = await self.push_screen_wait(Welcome(str(mine)))
            try:
                if choice == "mine":
                    self._workspaces.append(self._make_mine(mine))
                elif choice == "sample":
                    self._workspaces.append(self._make_sample())
                elif choice == "open":
                    path = await self.push_screen_wait(OpenFile(Path.cwd(), make=True))
                    if path is not None and await beginning.is_there(self.push_screen_wait, path, self._day()):
                        self._workspaces.append(self.open_workspace(Path(path)))
                else:
                    self.exit(0)
                    return
            except PlannerError as error:
                self.notify(sentence(error), severity="error", markup=False, timeout=12)
        await self.push_screen(self._planning())

    def _day(self) -> dt.date:
        forced, now = self._clock
        day = forced() if callable(forced) else forced
        return day or now().date()

    def _make_mine(self, path: Path) -> Workspace:
        from planner.i18n import language
        from planner.settings import template

        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            data = template.new_calendar(_("My plan"), language(), "", self._day())
            files.create(path, data if isinstance(data, bytes) else data.encode())
        return self.open_workspace(path)

    def _make_sample(self) -> Workspace:
        self.is_sample = True
        return self.open_workspace(sample_copy(self._day()))

    def open_workspace(self, path: Path) -> Workspace:
        """Open a calendar, and tell what should be known before it is saved. Raises PlannerError."""
        workspace = open_workspace(path, *self._clock)
        for sentence in neighbours.concerns(path):
            self.notify(sentence, severity="warning", markup=False, timeout=10)
        return workspace

    def opened(self) -> Sequence[Workspace]:
        """Return the workspaces that are open."""
        return self.planning.workspaces if self.planning is not None else self._workspaces

    def begun_with(self) -> Sequence[Workspace]:
        """Return the workspaces that a start such as this one opens: those it was given, else the one that was made or chosen first."""
        return self._begun_with or self.opened()[:1]

    # leaving ---------------------------------------------------------------------------------------------------------

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End; keys that come until then do nothing."""
        self.ends = True
        super().exit(result, return_code, message)

    def leave(self, status: int = 0) -> None:
        """Save drafts and end with that exit status."""
        self._save_drafts()
        self.exit(status, return_code=status)

    async def on_event(self, event: events.Event) -> None:
        """Pass on what happens, keys in the order in which they were typed."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._first:
            if event is not self._first[0]:
                self._behind.append(event)
                return
            self._first.pop(0)
            self._told(event.key)
            await super().on_event(event)
            if not self._first:
                behind, self._behind = self._behind, []
                for one in behind:
                    await super().on_event(one)
        elif self.planning is not None and self.planning.queues:
            self.planning.queue(event)
        elif isinstance(self.focused, Panel) and self.app_focus:
            # a panel does nothing with keys, nor what it stands in: each that is asked makes the key wait
            if not await self._check_bindings(event.key, priority=True):
                self.screen._forward_event(event)  # noqa: SLF001 - as Textual does
        else:
            self._told(event.key)
            await super().on_event(event)

    def _told(self, key: str) -> None:
        """Let a dialog know of a key before anything in it takes the key."""
        comes = getattr(self.screen, "key_comes", None) if self.screen_stack else None
        if comes is not None:
            comes(key)

    def type_first(self, keys: Iterable[events.Key]) -> None:
        """Type these keys before those that wait to be looked at; nothing where the program is being left."""
        for event in keys if self.screen_stack else ():
            event.set_sender(self)
            self._first.append(event)
            self.post_message(event)

    @property
    def hangs(self) -> bool:
        """Whether the terminal does not read any more what it is sent."""
        return bool(getattr(self._driver, "hangs", False))

    def _told_to_end(self, status: int) -> None:
        """End because the system says so; a screen that is half made is made first, since it cannot be left."""
        self._ends_with = status
        if self._stands:
            self.leave(status)

    def _end_without_terminal(self) -> None:
        """End as a signal would have it where the terminal went without one; else input would be read for ever."""
        if hung_up():
            self.leave(SIGNALS["SIGHUP"])

    def _save_drafts(self) -> None:
        """Save what is being typed; a dialog that is just going away has nothing to save, and no reason holds up the end."""
        for save in tuple(self.before_leaving):
            with contextlib.suppress(OSError, PlannerError, QueryError):
                save()

    def on_exit_app(self) -> None:
        """Save drafts here, too: a browser whose page is closed says nothing but this."""
        self._save_drafts()

    def action_leave(self) -> None:
        """Leave from anywhere."""
        self.leave()

    def action_interrupt(self) -> None:
        """Ctrl+C ends nothing by accident; it says how to leave."""
        key = self.planning.keys.sign("program.quit", "q") if self.planning is not None else "q"
        self.notify(_("{key} leaves the program; everything is saved.").format(key=key), markup=False, timeout=4)

    def action_suspend_process(self) -> None:
        """Ctrl+Z suspends, as in every terminal program; where nobody could bring it back, it says what undoes."""
        if self._driver is not None and self._driver.can_suspend and can_be_resumed():
            self.app_suspend_signal.publish(self)
            stop()
        else:
            self.notify(_("{key} undoes what was done last.").format(key=self._undo_key()), markup=False, timeout=4)

    def said_when_suspended(self) -> str:
        """Return what stands on the terminal while the program is suspended: who meant to undo did not mean to leave."""
        return _("planner is suspended: type fg and Enter to come back. There, {key} undoes.").format(
            key=self._undo_key()
        )

    def _undo_key(self) -> str:
        return self.planning.keys.sign("edit.undo", "u") if self.planning is not None else "u"

    def on_unmount(self) -> None:
        """Give the signals back."""
        release_signals()

    def _fatal_error(self) -> None:
        """End without Textual's traceback, which shows local variables; the exception is kept for the caller."""
        self.failure = self._exception
        self._save_drafts()
        self._close_messages_no_wait()


def _told(problem: object) -> str:
    """Return what is wrong with a setting, with its file and line, for people."""
    return problem.said() if isinstance(problem, SettingsProblem) else str(problem)


def _collect_again() -> None:
    """Switch the garbage collector on, which the command line switched off for the start; what lives now is not looked at again.

    It seldom looks through all by itself, since a key might wait for that; ``ahead`` has it done while the hands rest.
    """
    gc.freeze()
    gc.set_threshold(*COLLECT)
    gc.enable()


def _driver_class() -> type[Driver] | None:
    """Return the driver for this terminal, and for the frame that stands on it already; None for Textual's own choice (Windows, a browser)."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from planner.tui.driver import Sparing, TakingOver

    return TakingOver if instant.stands() else Sparing


def _keep_frames(
    app: PlannerApp, today: dt.date | None, now: Callable[[], dt.datetime], settings: Mapping[str, str]
) -> None:
    """Keep what the next start will show; what cannot be kept is not."""
    from planner.tui import still

    with contextlib.suppress(OSError, PlannerError):
        still.keep(app, today, now, settings)


def _tell_saved(opened: Sequence[Path]) -> None:
    """Say on the terminal, which is an ordinary one again, where the plans are; a file that somebody took away is none of them."""
    there = [path for path in opened if path.is_file()]
    if not there or sys.stdout is None or not sys.stdout.isatty():
        return
    if len(there) == 1:
        told = _("All is saved in {path}").format(path=visible(str(there[0].absolute())))
    else:
        told = ngettext("All is saved, in {count} file.", "All is saved, in {count} files.", len(there))
        told = told.format(count=len(there))
    with contextlib.suppress(OSError, ValueError):  # a terminal that went, or that cannot write the path's letters
        print(told, flush=True)


def load_themes() -> tuple[tuple[themes.Theme, ...], Iterable[object]]:
    """Return the shipped themes and the user's, and what is wrong with them."""
    return themes.load(paths.shipped("themes"), paths.config_dir() / "themes")


def wrong_keys(config: Config) -> tuple[object, ...]:
    """Return what is wrong with the user's keys, with file and line."""
    found = key_problems(config.keys)
    if not found:
        return ()
    from planner.settings import keymap_file

    return keymap_file.located(found, keymap_file.path(), paths.config_dir() / "config.toml")


def run(
    paths_: tuple[Path, ...],
    *,
    today: Today,
    now: Callable[[], dt.datetime],
    config: Config,
    problems: Sequence[object] = (),
    demo: bool = False,
) -> int:
    """Run the program on these calendars (none: the first screen) and return the exit status; end at once where the terminal hangs.

    Raises PlannerError, before any screen starts, where none of them can be opened (those beside one that opens are told on the screen);
    and whatever went wrong inside, after it has ended.
    """
    settings = frames.states(frames.settings())
    workspaces, closed = open_together(paths_, today, now)
    chosen, wrong = load_themes()
    beside = [sentence for path in paths_ for sentence in neighbours.concerns(path)]
    told = [
        *closed,
        *beside,
        *problems,
        *wrong,
        *themes.missing(chosen, config.theme, paths.config_dir() / "config.toml"),
        *wrong_keys(config),
    ]
    app = PlannerApp(
        workspaces,
        today=today,
        now=now,
        config=config,
        problems=told,
        sample=demo,
        chosen=chosen,
        driver_class=_driver_class(),
    )
    try:
        result: Any = app.run(mouse=config.mouse)
    finally:
        instant.leave()  # where Textual did not come to take it over
    for workspace in app.opened():
        workspace.note_seen()
    if app.hangs:  # the interpreter, which ends by flushing, would wait for it
        os._exit(app.return_code or 0)
    if app.failure is not None:
        raise app.failure
    if not app.return_code and not app.is_sample and "TEXTUAL_DRIVER" not in os.environ:
        _tell_saved([workspace.path for workspace in app.opened()])
    if not (demo or callable(today) or app.return_code):
        _keep_frames(app, today, now, settings)
    return result if isinstance(result, int) else app.return_code or 0

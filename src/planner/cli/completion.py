"""Completion scripts for bash, zsh and fish: ``planner completion SHELL`` prints one, and the wheel ships all three.

A reader would get wrong: the scripts are whole and run nothing of ours, so that Tab costs no start of Python; what differs from verb to verb
is read from ``spelled``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planner.cli.spelled import Spelled, Taken, program, verbs
from planner.i18n import _


def script(shell: str) -> str:
    """Return the script for one of ``parsers.SHELLS``, in the current language."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](program(), verbs())


def _flags(taken: Iterable[Taken]) -> list[str]:
    return [flag for one in taken for flag in one.flags]


# bash ----------------------------------------------------------------------------------------------------------------

_BASH = """\
# bash completion for planner
_planner_words() {
    local word
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$cur")
}
_planner_files() {
    local word
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$cur"; compgen -f -X "!$1" -- "$cur")
}
_planner() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb='' skip='' i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ -n $skip ]]; then skip=''; continue; fi
        case ${COMP_WORDS[i]} in
            %(leading)s) skip=1 ;;
            -*) ;;
            *) verb=${COMP_WORDS[i]}; break ;;
        esac
    done
    case $verb:$prev in
%(values)s
    esac
    case $verb:$cur in
%(options)s
    esac
    case $verb in
%(arguments)s
    esac
}
complete -F _planner planner
"""


def _bash(whole: Spelled, every: tuple[Spelled, ...]) -> str:
    common = _flags(one for one in whole.options if one.value)
    named = " ".join(verb.name for verb in every)
    values = [_bash_case([f"*:{flag}" for flag in one.flags], one) for one in whole.options if one.value]
    options = [f"        :-*) _planner_words '{' '.join(_flags(whole.options))}'; return ;;"]
    arguments = [f"        '') _planner_words '{named}'; _planner_files '*.toml' ;;"]
    for verb in every:
        values += [
            _bash_case([f"{verb.name}:{flag}" for flag in one.flags], one)
            for one in verb.options
            if one.value and not set(one.flags) & set(common)
        ]
        options.append(f"        {verb.name}:-*) _planner_words '{' '.join(_flags(verb.options))}'; return ;;")
        if verb.arguments:
            arguments.append(f"        {verb.name}) {_bash_offer(verb.arguments[0])} ;;")
    return _BASH % {
        "leading": "|".join(common),
        "values": "\n".join(values),
        "options": "\n".join(options),
        "arguments": "\n".join(arguments),
    }


def _bash_case(patterns: list[str], taken: Taken) -> str:
    offer = _bash_offer(taken)
    return f"        {'|'.join(patterns)}) {'' if offer == ':' else offer + '; '}return ;;"


def _bash_offer(taken: Taken) -> str:
    if taken.words:
        return f"_planner_words '{' '.join(taken.words)}'"
    return f"_planner_files '{taken.files}'" if taken.files else ":"


# zsh -----------------------------------------------------------------------------------------------------------------

_ZSH = """\
#compdef planner
# zsh completion for planner
_planner() {
  local curcontext="$curcontext" state line
  local -a verbs
  typeset -A opt_args
  verbs=(
%(verbs)s
  )
  _arguments -C \\
%(common)s    '1: :->first' \\
    '*:: :->rest'
  case $state in
    first)
      _describe -t verbs planner verbs
      _files -g '*.toml(-.)'
      ;;
    rest)
      case $words[1] in
%(cases)s
        *) _files -g '*.toml(-.)' ;;
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_planner" ]; then _planner "$@"; else compdef _planner planner; fi
"""


def _zsh(whole: Spelled, every: tuple[Spelled, ...]) -> str:
    def lines(taken: Iterable[Taken], indent: str) -> str:
        return "".join(f"{indent}{_zsh_spec(one)} \\\n" for one in taken)

    cases = []
    for verb in every:
        specs = lines(verb.taken, " " * 12).removesuffix(" \\\n")
        cases.append(f"        {verb.name})\n          _arguments \\\n{specs}\n          ;;")
    return _ZSH % {
        "verbs": "\n".join(f"    {_quoted(verb.name + ':' + verb.text.replace(':', chr(92) + ':'))}" for verb in every),
        "common": lines(whole.options, "    "),
        "cases": "\n".join(cases),
    }


def _zsh_spec(taken: Taken) -> str:
    words, files = " ".join(taken.words), taken.files
    action = f"({words})" if words else '_files -g "*.toml(-.)"' if files == "*.toml" else "_files" if files else " "
    value = taken.value.replace(":", "\\:")
    if not taken.flags:
        return _quoted(f"{'*' if taken.many else ''}:{value}:{action}")
    text = "".join("\\" + char if char in "[]:\\" else char for char in taken.help)
    rest = f"[{text}]" + (f":{value}:{action}" if taken.value else "")
    if len(taken.flags) == 1:
        return _quoted(taken.flags[0] + rest)
    return f"'({' '.join(taken.flags)})'{{{','.join(taken.flags)}}}{_quoted(rest)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# fish ----------------------------------------------------------------------------------------------------------------


_FISH = (
    "function __planner_calendars",
    r"    __fish_complete_path (commandline -ct) | string match -re '(/|\.toml)(\t|$)'",
    "end",
)


def _fish(whole: Spelled, every: tuple[Spelled, ...]) -> str:
    named = " ".join(verb.name for verb in every)
    without = _quoted(f"not __fish_seen_subcommand_from {named}")
    lines = ["# fish completion for planner", *_FISH, "complete -c planner -f"]
    lines += [f"complete -c planner -n {without} {_fish_taken(one)}" for one in whole.options]
    lines.append(f"complete -c planner -n {without} -a '(__planner_calendars)'")
    for verb in every:
        lines.append(f"complete -c planner -n {without} -a {verb.name} -d {_fish_quoted(verb.text)}")
        within = _quoted(f"__fish_seen_subcommand_from {verb.name}")
        lines += [f"complete -c planner -n {within} {_fish_taken(one)}" for one in verb.options]
        lines += [
            f"complete -c planner -n {within} {offer}" for one in verb.arguments[:1] if (offer := _fish_offer(one))
        ]
    return "\n".join(lines) + "\n"


def _fish_taken(taken: Taken) -> str:
    parts = [f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in taken.flags]
    if taken.value:
        parts += ["-x", _fish_offer(taken)]
    return " ".join(part for part in (*parts, f"-d {_fish_quoted(taken.help)}") if part)


def _fish_offer(taken: Taken) -> str:
    if taken.words:
        return f"-a '{' '.join(taken.words)}'"
    if taken.files == "*":
        return "-a '(__fish_complete_path)'"
    return "-a '(__planner_calendars)'" if taken.files else ""


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def where(shell: str) -> str:
    """Return one sentence that says how to switch the script of ``shell`` on."""
    ways: dict[str, Callable[[], str]] = {
        "bash": lambda: _("For good: planner completion bash > ~/.local/share/bash-completion/completions/planner"),
        "zsh": lambda: _("For good: planner completion zsh > a file named _planner in a folder of $fpath"),
        "fish": lambda: _("For good: planner completion fish > ~/.config/fish/completions/planner.fish"),
    }
    return ways[shell]()

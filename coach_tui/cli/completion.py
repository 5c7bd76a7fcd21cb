"""`coach completion`: a script for the shell that completes commands, options and clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = 'Prints a script that completes commands and clients: eval "$(coach completion bash)".'

_CLIENT_FIRST = (
    "checkin",
    "session",
    "promise",
    "plan",
    "edit",
    "move",
    "end",
    "pause",
    "close",
    "renew",
    "history",
    "health",
    "insights",
    "feedback",
    "form",
    "log",
    "erase",
)
"""Commands whose first argument is a client."""
_FILES = ("import", "restore")

_BASH = r"""_coach() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= place=0 i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --data|--today) ((i++)) ;;
            -*) ;;
            *) command=${COMP_WORDS[i]}; place=$i; break ;;
        esac
    done
    COMPREPLY=()
    case $before in
        --data|-o|--output|--only-data) COMPREPLY=($(compgen -f -- "$word")); return ;;
    esac
    if [[ -z $command ]]; then
        COMPREPLY=($(compgen -W "@COMMANDS@ --data --today --help --version" -- "$word"))
    elif [[ $command == checkin && ( $before == --measure || $before == --done ) ]]; then
        local name whose=${COMP_WORDS[place+1]//\\/} IFS=$'\n'
        whose=${whose#[\"\']}; whose=${whose%[\"\']}
        [[ $before == --measure ]] && compopt -o nospace 2>/dev/null
        while read -r name; do
            [[ ${name,,} == "${word,,}"* ]] || continue
            if [[ $before == --measure ]]; then
                COMPREPLY+=("$(printf %q "$name")=")
            else
                COMPREPLY+=("$(printf %q "$name")")
            fi
        done < <(coach completion "--names-for=$before" --of="$whose" 2>/dev/null)
    elif [[ $command == checkin && $COMP_CWORD -eq $((place + 2)) && $word != -* ]]; then
        local line quote= whose=${COMP_WORDS[place+1]//\\/} IFS=$'\n'
        whose=${whose#[\"\']}; whose=${whose%[\"\']}
        case $word in [\"\']*) quote=${word:0:1}; word=${word:1} ;; esac
        compopt -o nospace 2>/dev/null
        while read -r line; do
            case $quote in
                \") line=$(sed 's/[\\"$`]/\\&/g' <<< "$line") ;;
                \') line=${line//\'/\'\\\'\'} ;;
                *) line=$(printf %q "$line") ;;
            esac
            COMPREPLY+=("$line")
        done < <(coach completion --names-for=LINE --of="$whose" --so-far="${word//\\/}" 2>/dev/null)
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$(coach completion --options-of "$command" 2>/dev/null)" -- "$word"))
    elif [[ $before == --client ||
        ( $COMP_CWORD -eq $((place + 1)) && " @CLIENT@ " == *" $command "* ) ]]; then
        local name IFS=$'\n'
        while read -r name; do
            [[ ${name,,} == "${word,,}"* ]] && COMPREPLY+=("$(printf %q "$name")")
        done < <(coach clients --names 2>/dev/null)
    elif [[ " @FILES@ " == *" $command "* ]]; then
        COMPREPLY=($(compgen -f -- "$word"))
    elif [[ $command == completion ]]; then
        COMPREPLY=($(compgen -W "bash zsh fish" -- "$word"))
    elif [[ $command == export ]]; then
        COMPREPLY=($(compgen -W "json csv ics vdir" -- "$word"))
    fi
}
complete -F _coach coach
"""

_ZSH = r"""#compdef coach
_coach() {
    local -a commands names
    commands=(
@LINES@
    )
    if (( CURRENT == 2 )); then
        _describe command commands
    elif [[ $words[2] == checkin && $words[CURRENT-1] == --measure ]]; then
        names=(${(f)"$(coach completion --names-for=--measure --of=${(Q)words[3]} 2>/dev/null)"})
        compadd -S = -M 'm:{a-z}={A-Z}' -a names
    elif [[ $words[2] == checkin && $words[CURRENT-1] == --done ]]; then
        names=(${(f)"$(coach completion --names-for=--done --of=${(Q)words[3]} 2>/dev/null)"})
        compadd -M 'm:{a-z}={A-Z}' -a names
    elif [[ $words[2] == checkin && CURRENT -eq 4 && $words[4] != -* ]]; then
        names=(${(f)"$(coach completion --names-for=LINE --of=${(Q)words[3]} \
            --so-far=${(Q)PREFIX} 2>/dev/null)"})
        compadd -S '' -M 'm:{a-z}={A-Z}' -a names
    elif [[ $words[CURRENT] == -* ]]; then
        compadd -- ${(f)"$(coach completion --options-of $words[2] 2>/dev/null | tr ' ' '\n')"}
    elif [[ $words[CURRENT-1] == --client || ( CURRENT -eq 3 && " @CLIENT@ " == *" $words[2] "* ) ]]; then
        names=(${(f)"$(coach clients --names 2>/dev/null)"})
        compadd -M 'm:{a-z}={A-Z}' -a names
    elif [[ $words[2] == completion ]]; then
        compadd bash zsh fish
    else
        _files
    fi
}
if [[ $funcstack[1] == _coach ]]; then _coach "$@"; else compdef _coach coach; fi
"""

_FISH = r"""function __coach_names
    set -l words (commandline -opc)
    set -l at (contains -i -- checkin $words); or return
    set -l whose $words[(math $at + 1)]
    coach completion --names-for=$argv[1] --of=$whose 2>/dev/null
end
function __coach_line
    set -l words (commandline -opc)
    set -l at (contains -i -- checkin $words); or return
    test (count $words) -eq (math $at + 1); or return
    set -l typed (commandline -ct | string trim -l -c '"\'' | string replace -a '\\' '')
    coach completion --names-for=LINE --of=$words[(math $at + 1)] --so-far="$typed" 2>/dev/null
end
complete -c coach -f
@LINES@
complete -c coach -n '__fish_seen_subcommand_from @CLIENT@' -a '(coach clients --names 2>/dev/null)'
complete -c coach -n '__fish_seen_subcommand_from @FILES@' -F
complete -c coach -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c coach -n '__fish_seen_subcommand_from export' -a 'json ics vdir'
complete -c coach -n '__fish_seen_subcommand_from checkin' -l measure -x -a '(__coach_names --measure)='
complete -c coach -n '__fish_seen_subcommand_from checkin' -l done -x -a '(__coach_names --done)'
complete -c coach -n '__fish_seen_subcommand_from checkin' -a '(__coach_line)'
complete -c coach -l client -x -a '(coach clients --names 2>/dev/null)'
complete -c coach -l data -r -F -d 'the data file'
complete -c coach -l today -x -d 'the date taken as today'
"""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach completion`."""
    parser.add_argument(
        "shell", metavar="SHELL", nargs="?", choices=("bash", "zsh", "fish"), help="bash, zsh, fish"
    )
    parser.add_argument(
        "--options-of", metavar="COMMAND", help="print a command's options, for these scripts"
    )
    parser.add_argument(
        "--names-for",
        metavar="OPTION",
        choices=("--measure", "--done", "LINE"),
        help="print what an option of a check-in may name, or its line may be, for these scripts",
    )
    parser.add_argument("--of", metavar="CLIENT", help="whose measures or strategies")
    parser.add_argument("--so-far", metavar="TEXT", default="", help="what stands on the line")


def run(args: Namespace, context: Context) -> int:
    """Prints the script, or a command's options."""
    if args.options_of is not None:
        context.out(" ".join(options_of(args.options_of)))
        return Exit.DONE
    if args.names_for is not None:
        if names := names_for(args.names_for, args.of or "", context, args.so_far):
            context.out("\n".join(names))
        return Exit.DONE
    if args.shell is None:
        raise BadInput("name the shell: coach completion bash, zsh or fish")
    context.out(script(args.shell).rstrip("\n"))
    return Exit.DONE


def options_of(name: str) -> list[str]:
    """The long options of a command, none for one that does not exist."""
    from coach_tui.cli import main

    if name not in main.COMMANDS:
        return []
    parser = main.parser_of(name)
    return [word for action in parser._actions for word in action.option_strings if word.startswith("--")]


def names_for(option: str, client: str, context: Context, so_far: str = "") -> list[str]:
    """The measures (--measure) or strategies (--done) of a client that a check-in may name.

    For LINE: what the line of a check-in may be, when its last part is completed. Of several only those that
    go on as it stands, since a shell keeps what they begin with.

    Raises:
        BadInput: when nobody or several people are meant.
    """
    from coach_tui.cli.whose import plan_named
    from coach_tui.plan.quick import completed, measures_due, strategies_practised

    plan = plan_named(context.desk.practice(), client)
    if option == "LINE":
        lines = completed(plan, so_far)
        return [one for one in lines if len(lines) == 1 or one.lower().startswith(so_far.lower())]
    if option == "--done":
        return [strategy.title for strategy in strategies_practised(plan)]
    return [measure.name for measure in measures_due(plan, context.today)]


def script(shell: str) -> str:
    """The script for a shell."""
    from coach_tui.cli.main import COMMANDS

    if shell == "zsh":
        lines = "\n".join(f"        '{name}:{_quoted(line)}'" for name, (_, line) in COMMANDS.items())
    else:
        lines = "\n".join(
            f"complete -c coach -n __fish_use_subcommand -a {name} -d '{_quoted(line)}'"
            for name, (_, line) in COMMANDS.items()
        )
    text = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}[shell]
    for mark, value in (
        ("@COMMANDS@", " ".join(COMMANDS)),
        ("@CLIENT@", " ".join(name for name in _CLIENT_FIRST if name in COMMANDS)),
        ("@FILES@", " ".join(_FILES)),
        ("@LINES@", lines),
    ):
        text = text.replace(mark, value)
    return text


def _quoted(line: str) -> str:
    """A help line within single quotes; ours hold none, nor colons that zsh would split at."""
    return line.replace("'", "").replace(":", ",")

import { print } from "./output.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** This command line, callable from any folder. */
const program = `${quoted(process.execPath)} ${quoted(process.argv[1] ?? "")}`;

// The typed words are passed as arguments and never evaluated, as many other completions do: a half-typed `$(…)` must
// not run.
const scripts: Record<Shell, string> = {
  bash: `caretype() { ${program} "$@"; }
_caretype() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do COMPREPLY+=("\${line%%$'\\t'*}"); done \\
    < <(caretype complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _caretype caretype`,
  zsh: `caretype() { ${program} "$@"; }
_caretype() {
  local -a found
  local line
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(caretype complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then _describe caretype found; else _files; fi
}
compdef _caretype caretype`,
  fish: `function caretype; ${program} $argv; end
function __caretype_complete
  set -l found (caretype complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if test (count $found) -gt 0; printf '%s\\n' $found; else; __fish_complete_path (commandline -ct); end
end
complete -c caretype -f -a '(__caretype_complete)'`,
};

/** Prints a script that defines the shell command `caretype` and its completion. */
export const printCompletionScript = (shell: Shell): void => print(scripts[shell]);

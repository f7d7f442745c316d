import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Shell } from "@caretype/cli/completion-script";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Runs the scripts that `caretype completion` prints in the shells. A missing shell is skipped.

const run = promisify(execFile);
const main = fileURLToPath(new URL("../src/main.js", import.meta.url));

/** Completes `$CARETYPE_TYPED`, the word after `caretype`, with our script in the file `$1`. */
const completions: Record<Shell, { options: readonly string[]; program: string }> = {
  bash: {
    options: ["--norc", "--noprofile"],
    program: `source "$1"
      COMP_WORDS=(caretype "$CARETYPE_TYPED")
      COMP_CWORD=1
      _caretype
      printf '%s\\n' "\${COMPREPLY[@]}"`,
  },
  zsh: {
    options: ["--no-rcs"],
    // Outside its line editor, zsh has neither these functions nor their list.
    program: `compdef() { : }
      _describe() { print -rl -- "\${(@P)2}" }
      _files() { : }
      source "$1"
      words=(caretype "$CARETYPE_TYPED")
      CURRENT=2
      _caretype`,
  },
  fish: {
    options: ["--no-config"],
    program: `source $argv[1]; complete -C "caretype $CARETYPE_TYPED"`,
  },
};

const hasProgram = (name: string) =>
  (process.env.PATH ?? "").split(delimiter).some((path) => existsSync(join(path, name)));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "caretype-completion-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each<Shell>(["bash", "zsh", "fish"])("the script for %s", (shell) => {
  const isThere = hasProgram(shell);
  if (!isThere)
    process.stderr.write(`Not tested: the completion in ${shell}, which is not installed here.\n`);

  /** Resolves to the shell's completions, without their descriptions. */
  async function offered(typed: string): Promise<string[]> {
    const { options, program } = completions[shell];
    const words = [...options, "-c", program, ...(shell === "fish" ? [] : [shell]), join(folder, shell)];
    const env = { ...process.env, HOME: folder, CARETYPE_TYPED: typed };
    const { stdout } = await run(shell, words, { cwd: folder, env });
    return stdout.split("\n").flatMap((line) => /^[^\t:]+/.exec(line)?.[0] ?? []);
  }

  it.runIf(isThere)("completes commands, and evaluates nothing that is typed", async () => {
    const { stdout } = await run(process.execPath, [main, "completion", shell]);
    await writeFile(join(folder, shell), stdout);
    expect(await offered("pat")).toEqual(["patient"]);
    for (const typed of ["$(touch x)", "';touch x;'"]) {
      expect(await offered(typed)).not.toContain("patient");
      expect({ typed, isEvaluated: existsSync(join(folder, "x")) }).toEqual({ typed, isEvaluated: false });
    }
  });
});

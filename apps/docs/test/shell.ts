import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { on } from "node:events";

type Variables = Readonly<Record<string, string | undefined>>;

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Starts a bash that runs scripts in sequence, each in a subshell. Forking this large process for each would take
 * longer than most scripts.
 */
export function startShell(environment: Variables) {
  const bash = spawn("bash", { env: { ...environment }, stdio: ["pipe", "pipe", "inherit"] });
  const end = randomUUID();
  bash.stdout.setEncoding("utf8");
  return {
    /** Resolves to the script's output. Rejects if it fails. */
    async run(script: string, variables: Variables): Promise<string> {
      const set = Object.entries(variables).map(([name, value = ""]) => `export ${name}=${quoted(value)}`);
      const inside = ["set -eu", ...set, `eval ${quoted(script)}`].join("\n");
      bash.stdin.write(`(\n${inside}\n) </dev/null; printf '${end}%s\\n' $?\n`);
      let output = "";
      for await (const [text] of on(bash.stdout, "data", { close: ["close"] })) {
        output += text;
        const [printed = "", status] = output.split(end);
        if (!status?.endsWith("\n")) continue;
        if (status !== "0\n") throw new Error(`Status ${status.trim()} of: ${script}`);
        return printed;
      }
      throw new Error("The shell ended.");
    },
    stop: () => void bash.stdin.end(),
  };
}

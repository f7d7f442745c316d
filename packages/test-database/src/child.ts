import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Child = { pid: number; output: string[]; kill(signal: NodeJS.Signals): Promise<void> };

/** Runs a script with the embedded module in another process, and waits for its first line of output. */
export async function startChild(script: string, options: SpawnOptions = {}): Promise<Child> {
  const embedded = import.meta.resolve("@caretype/postgres/embedded");
  const source = `const embedded = await import(${JSON.stringify(embedded)});
    const say = (value) => process.stdout.write(JSON.stringify(value) + "\\n");
    setInterval(() => undefined, 1_000);
    ${script}`;
  const child: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", source], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  if (!child.stdout) throw new Error("the child has no output");
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => output.push(line));
  const first = await Promise.race([once(lines, "line"), once(child, "exit").then(() => undefined)]);
  if (!first) throw new Error("the child ended without output");
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, output, kill };
}

import { Readable, Writable } from "node:stream";

// Runs the commands that `CommandHost` sends, in sequence. A command uses this process's standard streams and
// environment, so each gets its own.

const [, , commandLine = ""] = process.argv;
const { runCommandLine }: { runCommandLine(words: readonly string[]): Promise<void> } = await import(
  commandLine
);

const written = { stdout: "", stderr: "" };
for (const name of ["stdout", "stderr"] as const) {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written[name] += chunk;
      done();
    },
  });
  // Each command adds listeners.
  Object.defineProperty(process, name, { value: stream.setMaxListeners(0) });
}

const endProcess = process.exit;
/** The output until the command called `process.exit`, as commander does. Later output is ignored. */
let exited: CommandResult | undefined;
process.exit = (code) => {
  exited ??= { ...written, status: Number(code ?? process.exitCode ?? 0) };
  throw new Error("The command has exited");
};

process.on("message", async ({ words, environment, input }: HostedCommand) => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  Object.defineProperty(process, "stdin", { value: Readable.from(Buffer.from(input)), configurable: true });
  Object.assign(written, { stdout: "", stderr: "" });
  process.exitCode = undefined;
  exited = undefined;
  await runCommandLine(["node", "caretype", ...words]);
  const result: CommandResult = exited ?? { ...written, status: Number(process.exitCode ?? 0) };
  process.send?.(result);
});
process.on("disconnect", () => endProcess());
process.send?.("ready");

export type HostedCommand = { words: string[]; environment: NodeJS.ProcessEnv; input: string };
export type CommandResult = { status: number; stdout: string; stderr: string };

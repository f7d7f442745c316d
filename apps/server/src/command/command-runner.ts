import type { Settings } from "../settings/settings.ts";
import type { PrintingCommand } from "./run-command.ts";

/** Runs a command that prints, beside a server or without one, and sets the exit code. */
export type RunCommand = <Request>(run: PrintingCommand<Request>, request: Request) => Promise<void>;

export const commandRunner =
  (forCommand: () => Settings): RunCommand =>
  async (run, request) => {
    const settings = forCommand();
    const { withDatabase } = await import("./command-database.ts");
    const output = { out: process.stdout, errors: process.stderr };
    process.exitCode = await run(request, (work) => withDatabase(settings, work), output);
  };

import { type Settings, SettingsError } from "../settings/settings.ts";
import type { PrintingCommand } from "./run-command.ts";

/**
 * Runs a command that prints, beside a server or without one, and sets the exit code. `module`: the command is
 * refused if the settings disable this module.
 */
export type RunCommand = <Request>(
  run: PrintingCommand<Request>,
  request: Request,
  module?: string,
) => Promise<void>;

export const commandRunner =
  (forCommand: () => Settings): RunCommand =>
  async (run, request, module) => {
    const settings = forCommand();
    if (module !== undefined && !settings.modules.includes(module))
      throw new SettingsError([`MODULES: leaves out ${module}, which this command needs`]);
    const { withDatabase } = await import("./command-database.ts");
    const output = { out: process.stdout, errors: process.stderr };
    process.exitCode = await run(request, (work) => withDatabase(settings, work), output);
  };

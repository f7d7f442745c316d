import { CommandHost } from "@caretype/cli/testing/command-host";

const source = new URL("../../../apps/server/src/", import.meta.url);

/** Runs the server's commands in one process. End it after the tests. */
export const createServerCommandHost = () =>
  new CommandHost({
    commandLine: new URL("command-line.ts", source).href,
    execArgv: ["--import", new URL("start/module-loading.ts", source).href],
  });

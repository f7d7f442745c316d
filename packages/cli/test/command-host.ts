import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { CommandResult, HostedCommand } from "./run-commands.ts";

const program = fileURLToPath(new URL("./run-commands.ts", import.meta.url));

type HostOptions = {
  /** The URL of a module that exports `runCommandLine`. */
  commandLine: string;
  execArgv?: string[];
};

/**
 * One process that runs many commands in sequence: each start of the command line costs a third of a core's second or
 * more. Tests of signals, pipes, terminals and exits need a process of their own.
 */
export class CommandHost {
  readonly #options: HostOptions;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #pending = Promise.withResolvers<CommandResult>();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  run(command: HostedCommand): Promise<CommandResult> {
    const result = this.#last.then(() => this.#send(command));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #send(command: HostedCommand): Promise<CommandResult> {
    this.#child ??= await this.#start();
    this.#pending = Promise.withResolvers();
    this.#child.send(command);
    return this.#pending.promise;
  }

  async #start(): Promise<ChildProcess> {
    const { commandLine, execArgv } = this.#options;
    const child = fork(program, [commandLine], { execArgv });
    await once(child, "message");
    child.on("message", (result: CommandResult) => this.#pending.resolve(result));
    child.on("exit", () => {
      this.#child = undefined;
      this.#pending.reject(new Error("The process that runs commands has ended"));
    });
    return child;
  }

  end(): void {
    this.#child?.kill("SIGKILL");
  }
}

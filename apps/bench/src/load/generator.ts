import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Load, LoadAnswer, LoadSample } from "./messages.ts";

export type Generator = AsyncDisposable & {
  /** Runs one load at a time. */
  run(load: Load): Promise<LoadSample>;
};

const program = fileURLToPath(new URL("generator-process.ts", import.meta.url));

/** Starts one process for all loads of a section, which shares its compiled code. */
export function startGenerator(): Generator {
  const child = fork(program, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return {
    async run(load) {
      const answer = nextAnswer(child);
      child.send(load);
      const message = await answer;
      if ("error" in message) throw new Error(`The load on ${load.url} failed: ${message.error}`);
      return message.sample;
    },
    async [Symbol.asyncDispose]() {
      if (!child.connected) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

function nextAnswer(child: ChildProcess): Promise<LoadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadAnswer>();
  const onExit = () => reject(new Error("The load generator has ended."));
  const onAnswer = (message: LoadAnswer) => {
    child.off("exit", onExit);
    resolve(message);
  };
  child.once("message", onAnswer);
  child.once("exit", onExit);
  return promise;
}

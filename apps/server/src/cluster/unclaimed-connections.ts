import type { ChildProcess } from "node:child_process";

type Closable = { close(): void };

const isClosable = (handle: unknown): handle is Closable =>
  typeof handle === "object" && handle !== null && "close" in handle && typeof handle.close === "function";

/** Which worker a connection was handed to last: one that a worker does not take goes to another. */
const receivers = new WeakMap<Closable, ChildProcess>();

/**
 * Node's cluster hands a connection to a worker and keeps its own end open until the worker says that it has it.
 * A worker that dies in between never says so, and the client would wait for ever: so that end is closed here.
 * There is at most one for each worker, as the next is handed over when it has the last. A second close does nothing.
 */
export function closeUnclaimedConnection(process: ChildProcess): void {
  let last: Closable | undefined;
  process.send = new Proxy(process.send, {
    apply(send, _, given: Parameters<ChildProcess["send"]>) {
      const [, handle] = given;
      if (isClosable(handle)) {
        last = handle;
        receivers.set(handle, process);
      }
      return Reflect.apply(send, process, given);
    },
  });
  process.once("exit", () => {
    if (last && receivers.get(last) === process) last.close();
  });
}

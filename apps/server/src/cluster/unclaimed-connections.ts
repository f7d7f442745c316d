import type { ChildProcess } from "node:child_process";

type Closable = { close(): void };

const isClosable = (handle: unknown): handle is Closable =>
  typeof handle === "object" && handle !== null && "close" in handle && typeof handle.close === "function";

/** The worker that each connection was last handed to. A connection that a worker declines goes to another. */
const receivers = new WeakMap<Closable, ChildProcess>();

/**
 * Closes the connection that a worker had not confirmed when it died. Node's cluster keeps its own end open until the
 * worker confirms, so the client would wait forever. Each worker has at most one, because the next is handed over
 * after the confirmation. A second close does nothing.
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

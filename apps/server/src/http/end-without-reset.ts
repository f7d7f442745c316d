import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";

/** Enough for an answer to reach a client far away. */
const lingerMilliseconds = 1_000;

/**
 * Lets a client read its last answer before the connection ends. Call it before the answer is sent.
 * Closing a socket with unread data resets the connection, and a client that is still sending then often reports
 * `EPIPE` instead of the answer. So the answer is sent, nothing more is read, and the socket closes a second later.
 */
export function endWithoutReset(message: IncomingMessage): void {
  const { socket } = message;
  // An injected request has none.
  if (!(socket instanceof Socket)) return;
  const destroySoon = socket.destroySoon.bind(socket);
  // Node calls it after the answer.
  socket.destroySoon = () => {
    if (message.complete) return destroySoon();
    socket.end();
    // Node first starts to read the rest of the body.
    setImmediate(() => stopReading(socket));
    const timer = setTimeout(() => socket.destroy(), lingerMilliseconds);
    socket.once("close", () => clearTimeout(timer));
  };
}

/** No public API does so: the parser reads from the handle itself, whether or not the socket is paused. */
function stopReading(socket: Socket): void {
  const handle: unknown = Reflect.get(socket, "_handle");
  if (typeof handle !== "object" || handle === null) return;
  const stop: unknown = Reflect.get(handle, "readStop");
  if (typeof stop === "function") stop.call(handle);
}

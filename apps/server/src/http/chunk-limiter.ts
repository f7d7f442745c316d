import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** Chunks that may have any length. */
const freeChunks = 256;
/** In bytes. TCP segments and the chunks of HTTP clients are longer. */
const minAverageBytes = 128;

const limiters = new WeakMap<IncomingMessage, ChunkLimiter>();

/** Returns the limiter of a request's body, or undefined if the body is not limited. */
export const limiterOf = (message: IncomingMessage): ChunkLimiter | undefined => limiters.get(message);

/**
 * Counts the chunks of a body as they arrive, read or unread. A chunk costs microseconds, however short it is. A body
 * with too many tiny chunks is stopped: the rest is neither parsed nor read.
 */
export class ChunkLimiter {
  #chunks = 0;
  #bytes = 0;
  #isStopped = false;
  #endSkipping: (() => void) | undefined;
  readonly #message: IncomingMessage;
  readonly #listeners: (() => void)[] = [];

  /** `onWhole` is called when the whole body has arrived. */
  constructor(message: IncomingMessage, onWhole: () => void) {
    limiters.set(message, this);
    this.#message = message;
    const push = message.push.bind(message);
    // No public API reports chunks before they are read.
    message.push = (chunk: Buffer | null, ...encoding) => {
      if (this.#isStopped) return false;
      if (chunk === null) {
        this.#endSkipping?.();
        onWhole();
      } else if (this.#isTooFragmented(chunk)) {
        this.#stop();
        return false;
      }
      return push(chunk, ...encoding);
    };
  }

  /** Calls the listener once, when the body is stopped or now if it already was. */
  onStop(listener: () => void): void {
    if (this.#isStopped) listener();
    else this.#listeners.push(listener);
  }

  /** Skips the rest of a body. The connection can be re-used after its end. */
  skipRest(): void {
    if (!this.#message.complete) this.#endSkipping ??= skipBody(this.#message.socket);
  }

  #isTooFragmented(chunk: Buffer): boolean {
    this.#chunks += 1;
    this.#bytes += chunk.length;
    return this.#chunks > freeChunks && this.#bytes < this.#chunks * minAverageBytes;
  }

  #stop(): void {
    this.#isStopped = true;
    this.skipRest();
    for (const listener of this.#listeners) listener();
  }
}

/** `HTTPParser.kOnBody`, which Node does not export. */
const bodyCallback = 3;

/**
 * Makes the parser skip a body, until the returned function is called or the connection closes. No public API stops
 * the parsing of data that is already read: up to 64 KiB, or ten thousand chunks of one byte. Without its callback,
 * the parser skips a chunk in a tenth of a microsecond, and copies no data. Node re-uses parsers for other requests
 * and connections.
 */
function skipBody(socket: Socket): (() => void) | undefined {
  const parser: unknown = Reflect.get(socket, "parser");
  if (typeof parser !== "object" || parser === null) return undefined;
  const callback: unknown = Reflect.get(parser, bodyCallback);
  if (typeof callback !== "function") return undefined;
  Reflect.set(parser, bodyCallback, undefined);
  const restore = () => {
    socket.removeListener("close", restore);
    Reflect.set(parser, bodyCallback, callback);
  };
  socket.once("close", restore);
  return restore;
}

/** A shorter body cannot exceed the free chunks. */
export const minLimitedBytes = freeChunks + 1;

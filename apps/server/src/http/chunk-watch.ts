import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** This many chunks may have any length. */
const freeChunks = 256;
/** In bytes. A segment of TCP is longer, and so are the chunks of an HTTP client. */
const leastAverage = 128;

const watches = new WeakMap<IncomingMessage, ChunkWatch>();

/** The watch over a request's body; undefined for a body that is not watched. */
export const watchOf = (message: IncomingMessage): ChunkWatch | undefined => watches.get(message);

/**
 * Counts the chunks of a body as they arrive, whether anybody reads them or not. Each chunk costs some microseconds,
 * however short it is. A body in too many tiny chunks is stopped: the rest of it is neither parsed nor read.
 */
export class ChunkWatch {
  #chunks = 0;
  #bytes = 0;
  #isStopped = false;
  readonly #listeners: (() => void)[] = [];

  /** `onWhole` is called when the whole body has arrived. */
  constructor(message: IncomingMessage, onWhole: () => void) {
    watches.set(message, this);
    const push = message.push.bind(message);
    // Nothing public tells of chunks before somebody reads them.
    message.push = (chunk: Buffer | null, ...encoding) => {
      if (this.#isStopped) return false;
      if (chunk === null) onWhole();
      else if (this.#isTooFine(chunk)) {
        this.#stop(message.socket);
        return false;
      }
      return push(chunk, ...encoding);
    };
  }

  /** Calls it once when the body is stopped, or at once when it has been. */
  onStop(listener: () => void): void {
    if (this.#isStopped) listener();
    else this.#listeners.push(listener);
  }

  #isTooFine(chunk: Buffer): boolean {
    this.#chunks += 1;
    this.#bytes += chunk.length;
    return this.#chunks > freeChunks && this.#bytes < this.#chunks * leastAverage;
  }

  #stop(socket: Socket): void {
    this.#isStopped = true;
    skipBody(socket);
    for (const listener of this.#listeners) listener();
  }
}

/** `HTTPParser.kOnBody`, which Node does not export. */
const bodyCallback = 3;

/**
 * Nothing public ends the parsing of what has been read already, up to 64 KiB: ten thousand chunks of one byte. Without
 * its callback the parser passes over a chunk in a tenth of a microsecond. The parser serves another connection later,
 * so it gets the callback back when this one closes.
 */
export function skipBody(socket: Socket): void {
  const parser: unknown = Reflect.get(socket, "parser");
  if (typeof parser !== "object" || parser === null) return;
  const callback: unknown = Reflect.get(parser, bodyCallback);
  if (typeof callback !== "function") return;
  Reflect.set(parser, bodyCallback, undefined);
  socket.once("close", () => Reflect.set(parser, bodyCallback, callback));
}

/** A shorter body has no more chunks than are free. */
export const shortestWatched = freeChunks + 1;

import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { notListed, SwapRemoveList } from "@caretype/db";

const megabyte = 1024 * 1024;
const maxUnsentBytes = 128 * megabyte;
const maxUnsentOfClient = 32 * megabyte;
const countMilliseconds = 50;

/** The minimum reading rate: no limit within this time, then at least this rate. */
export type MinimumRate = { milliseconds: number; bytesPerSecond: number };

const defaultRate: MinimumRate = { milliseconds: 30_000, bytesPerSecond: 64 * 1024 };

type Answer = {
  index: number;
  response: ServerResponse;
  /** The client's token or address. */
  client: string;
  socket: Socket;
  writtenBefore: number;
  /** The time since which the client has unread data. */
  unsentSince: number | undefined;
};

/**
 * Bounds the memory of unread answers. A client with more than 32 MB of unread answers gets no more until it reads
 * them. Over 128 MB in all, the clients with the most unread data lose their connections. So do clients that read too
 * slowly. Other clients are unaffected.
 */
export class UnsentResponses {
  readonly #answers = new SwapRemoveList<Answer>();
  readonly #minimumRate: MinimumRate;
  #counted = { at: Number.NEGATIVE_INFINITY, total: 0, ofClient: new Map<string, number>() };

  constructor(minimumRate = defaultRate) {
    this.#minimumRate = minimumRate;
  }

  /** Follows an answer. Call the returned function when the answer has ended. */
  follow(response: ServerResponse, { client, socket }: { client: string; socket: Socket }): () => void {
    const of = { index: notListed, response, client, socket };
    const answer: Answer = { ...of, writtenBefore: socket.bytesWritten, unsentSince: undefined };
    this.#answers.add(answer);
    return () => this.#answers.remove(answer);
  }

  responses(): ServerResponse[] {
    return Array.from(this.#answers, ({ response }) => response);
  }

  /** Returns whether this client may have one more answer. If memory is full, first cuts the largest consumers. */
  hasRoomFor(client: string): boolean {
    this.#count();
    if (this.#counted.total > maxUnsentBytes) this.#disconnectLargest();
    // Skips hashing the token in the usual case without unread data.
    if (this.#counted.total === 0) return true;
    return (this.#counted.ofClient.get(client) ?? 0) <= maxUnsentOfClient;
  }

  #count(): void {
    const now = performance.now();
    if (now - this.#counted.at <= countMilliseconds) return;
    this.#counted = { at: now, total: 0, ofClient: new Map() };
    for (const { response, client } of this.#answers) this.#add(client, response.writableLength);
  }

  #add(client: string, bytes: number): void {
    const { ofClient } = this.#counted;
    this.#counted.total += bytes;
    if (bytes !== 0) ofClient.set(client, (ofClient.get(client) ?? 0) + bytes);
  }

  /** Cuts the largest answer of the largest consumer, repeatedly, until the rest fits. */
  #disconnectLargest(): void {
    while (this.#counted.total > maxUnsentBytes) {
      const [[largest] = []] = [...this.#counted.ofClient].toSorted(([, one], [, other]) => other - one);
      const answersOfClient = [...this.#answers].filter(({ client }) => client === largest);
      const [answer] = answersOfClient.toSorted(
        (one, other) => other.response.writableLength - one.response.writableLength,
      );
      if (!answer || answer.response.writableLength === 0) return;
      this.#add(answer.client, -answer.response.writableLength);
      this.#answers.remove(answer);
      answer.socket.destroy();
    }
  }

  /** Call periodically. The idle timeout misses a client that reads a few bytes now and then. */
  disconnectSlow(): void {
    const now = performance.now();
    const { milliseconds, bytesPerSecond } = this.#minimumRate;
    for (const answer of this.#answers) {
      if (answer.response.writableLength === 0) answer.unsentSince = undefined;
      else {
        answer.unsentSince ??= now;
        const written = answer.socket.bytesWritten - answer.writtenBefore;
        const allowed = Math.max(milliseconds, (written / bytesPerSecond) * 1_000);
        if (now - answer.unsentSince > allowed) answer.socket.destroy();
      }
    }
  }
}

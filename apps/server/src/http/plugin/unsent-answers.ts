import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { nowhere, SwapRemoveList } from "@caretype/db";

const megabyte = 1024 * 1024;
const mostUnsentBytes = 128 * megabyte;
const mostUnsentOfOne = 32 * megabyte;
const countMilliseconds = 50;

/** How slowly a client may read an answer: within this time in any case, then at least at this rate. */
export type LeastPace = { milliseconds: number; bytesPerSecond: number };

const defaultPace: LeastPace = { milliseconds: 30_000, bytesPerSecond: 64 * 1024 };

type Answer = {
  place: number;
  response: ServerResponse;
  /** The client: its token, or its address. */
  holder: string;
  socket: Socket;
  writtenBefore: number;
  /** Since when the client has had unread data. */
  unsentSince: number | undefined;
};

/**
 * Bounds the memory of answers that clients do not read.
 * A client with more than 32 MB of unread answers gets no more until it reads them. Over 128 MB in all, the clients
 * with the most unread data lose their connections. So do clients that read too slowly. Other clients are unaffected.
 */
export class UnsentAnswers {
  readonly #answers = new SwapRemoveList<Answer>();
  readonly #leastPace: LeastPace;
  #counted = { at: Number.NEGATIVE_INFINITY, total: 0, ofHolder: new Map<string, number>() };

  constructor(leastPace = defaultPace) {
    this.#leastPace = leastPace;
  }

  /** Follows an answer. Call the returned function when the answer has ended. */
  follow(response: ServerResponse, { holder, socket }: { holder: string; socket: Socket }): () => void {
    const of = { place: nowhere, response, holder, socket };
    const answer: Answer = { ...of, writtenBefore: socket.bytesWritten, unsentSince: undefined };
    this.#answers.add(answer);
    return () => this.#answers.remove(answer);
  }

  responses(): ServerResponse[] {
    return Array.from(this.#answers, ({ response }) => response);
  }

  /**
   * Whether this client may have one more answer.
   * If memory is full, first cuts the largest consumers.
   */
  hasRoomFor(holder: string): boolean {
    this.#count();
    if (this.#counted.total > mostUnsentBytes) this.#cutGreediest();
    // Looking up a token hashes it, and usually there is no unread data.
    if (this.#counted.total === 0) return true;
    return (this.#counted.ofHolder.get(holder) ?? 0) <= mostUnsentOfOne;
  }

  #count(): void {
    const now = performance.now();
    if (now - this.#counted.at <= countMilliseconds) return;
    this.#counted = { at: now, total: 0, ofHolder: new Map() };
    for (const { response, holder } of this.#answers) this.#add(holder, response.writableLength);
  }

  #add(holder: string, bytes: number): void {
    const { ofHolder } = this.#counted;
    this.#counted.total += bytes;
    if (bytes !== 0) ofHolder.set(holder, (ofHolder.get(holder) ?? 0) + bytes);
  }

  /** Cuts the largest answer of the largest consumer, repeatedly, until the rest fits. */
  #cutGreediest(): void {
    while (this.#counted.total > mostUnsentBytes) {
      const [[greediest] = []] = [...this.#counted.ofHolder].toSorted(([, one], [, other]) => other - one);
      const theirs = [...this.#answers].filter(({ holder }) => holder === greediest);
      const [answer] = theirs.toSorted(
        (one, other) => other.response.writableLength - one.response.writableLength,
      );
      if (!answer || answer.response.writableLength === 0) return;
      this.#add(answer.holder, -answer.response.writableLength);
      this.#answers.remove(answer);
      answer.socket.destroy();
    }
  }

  /**
   * Call periodically.
   * The idle timeout misses a client that reads a little now and then.
   */
  cutSlow(): void {
    const now = performance.now();
    const { milliseconds, bytesPerSecond } = this.#leastPace;
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

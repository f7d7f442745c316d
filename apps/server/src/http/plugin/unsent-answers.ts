import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { nowhere, SwapRemoveList } from "@caretype/db";

const megabyte = 1024 * 1024;
const mostUnsentBytes = 128 * megabyte;
const mostUnsentOfOne = 32 * megabyte;
const countMilliseconds = 50;

/** How slowly an answer may be read: for so long anyhow, and on while so much of it is taken. */
export type LeastPace = { milliseconds: number; bytesPerSecond: number };

const defaultPace: LeastPace = { milliseconds: 30_000, bytesPerSecond: 64 * 1024 };

type Answer = {
  place: number;
  response: ServerResponse;
  /** Who asked: by the token that was sent, or by the address. */
  holder: string;
  socket: Socket;
  writtenBefore: number;
  /** Since when there has been something of it that the client has not taken. */
  unsentSince: number | undefined;
};

/**
 * What clients leave untaken of their answers, which fills our memory. Nobody pays for it but those who do: who leaves
 * much is refused more, the greediest lose their connections when it is too much in all, and so does who reads too
 * slowly, however steadily.
 */
export class UnsentAnswers {
  readonly #answers = new SwapRemoveList<Answer>();
  readonly #leastPace: LeastPace;
  #counted = { at: Number.NEGATIVE_INFINITY, total: 0, ofHolder: new Map<string, number>() };

  constructor(leastPace = defaultPace) {
    this.#leastPace = leastPace;
  }

  /** Until what it returns is called, when the answer is gone. */
  follow(response: ServerResponse, { holder, socket }: { holder: string; socket: Socket }): () => void {
    const of = { place: nowhere, response, holder, socket };
    const answer: Answer = { ...of, writtenBefore: socket.bytesWritten, unsentSince: undefined };
    this.#answers.add(answer);
    return () => this.#answers.remove(answer);
  }

  responses(): ServerResponse[] {
    return Array.from(this.#answers, ({ response }) => response);
  }

  /** Whether one more answer for this holder has room. Where there is none for anybody, the greediest make it. */
  hasRoomFor(holder: string): boolean {
    this.#count();
    if (this.#counted.total > mostUnsentBytes) this.#cutGreediest();
    // To look a token up is to hash it, and mostly there is nothing.
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

  /** The largest answer of who has most, and so on, until what is left fits. */
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

  /** To be called again and again. A reader who takes a little now and then is never idle. */
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

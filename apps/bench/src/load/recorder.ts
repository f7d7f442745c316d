import { percentile } from "../statistics.ts";
import type { AnswerTimes, LoadSample } from "./messages.ts";

/** Warm-up, in which connections open. */
const rampMilliseconds = 100;

/** Records the answers of a load, from its creation until `sample` is called. */
export class Recorder {
  readonly #startedAt = performance.now();
  readonly #usageAtStart = process.cpuUsage();
  readonly #milliseconds: number[] = [];
  readonly #accepted: Answers = { milliseconds: [], lastAt: 0 };
  readonly #refused: Answers = { milliseconds: [], lastAt: 0 };
  #answers = 0;
  #failures = 0;
  #refusals = 0;
  #lastAt = 0;

  answered(status: number, milliseconds: number) {
    const now = performance.now();
    this.#answers += 1;
    if (status < 200 || status > 299) this.#failures += 1;
    if (status === 503) this.#refusals += 1;
    if (now - this.#startedAt < rampMilliseconds) return;
    this.#milliseconds.push(milliseconds);
    const kind = status === 503 ? this.#refused : status < 300 ? this.#accepted : undefined;
    kind?.milliseconds.push(milliseconds);
    if (kind) kind.lastAt = now;
    this.#lastAt = now;
  }

  failed() {
    this.#failures += 1;
  }

  sample(): LoadSample {
    const { user, system } = process.cpuUsage(this.#usageAtStart);
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const from = this.#startedAt + rampMilliseconds;
    if (this.#milliseconds.length === 0) throw new Error("There were no answers.");
    return {
      answers: this.#answers,
      failures: this.#failures,
      otherFailures: this.#failures - this.#refusals,
      callsPerSecond: perSecond(this.#milliseconds.length, this.#lastAt - from),
      p50Milliseconds: percentile(this.#milliseconds, 50),
      p99Milliseconds: percentile(this.#milliseconds, 99),
      accepted: timesOf(this.#accepted, from),
      refused: timesOf(this.#refused, from),
      generatorShare: (user + system) / 1_000_000 / seconds,
    };
  }
}

type Answers = { milliseconds: number[]; lastAt: number };

const perSecond = (count: number, milliseconds: number) => (count * 1000) / milliseconds;

const timesOf = ({ milliseconds, lastAt }: Answers, from: number): AnswerTimes | null =>
  milliseconds.length === 0
    ? null
    : {
        answers: milliseconds.length,
        perSecond: perSecond(milliseconds.length, lastAt - from),
        p50Milliseconds: percentile(milliseconds, 50),
        p99Milliseconds: percentile(milliseconds, 99),
      };

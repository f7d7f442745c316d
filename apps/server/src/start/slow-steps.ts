import { printToStderr } from "@caretype/cli/output";

const patienceMilliseconds = 2_000;

/** Reports each step that takes over two seconds, once. */
export class SlowSteps {
  readonly #say: (text: string) => void;
  readonly #reported = new Set<string>();

  constructor(say: (text: string) => void = printToStderr) {
    this.#say = say;
  }

  async wait<T>(what: string, step: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      if (!this.#reported.has(what)) this.#say(`${what} …`);
      this.#reported.add(what);
    }, patienceMilliseconds);
    try {
      return await step;
    } finally {
      clearTimeout(timer);
    }
  }
}

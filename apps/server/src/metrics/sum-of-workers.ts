import { addUpNumbers, addUpTotals } from "./packed-numbers.ts";

/**
 * Adds up the numbers of worker processes, such that no total ever falls: Prometheus would take a fall for a restart, and
 * count everything once more. A worker that is late keeps the totals of its last answer, and so does one that ended.
 */
export class SumOfWorkers<Worker> {
  readonly #last = new Map<Worker, string>();
  #ended: string[] = [];

  /**
   * `answers`: what each living worker has answered, undefined if it is late.
   * @throws {Error} if no worker answers.
   */
  async addUp(answers: ReadonlyMap<Worker, string | undefined>): Promise<string> {
    for (const [worker, packed] of this.#last) {
      if (answers.has(worker)) continue;
      this.#last.delete(worker);
      this.#ended = [await addUpTotals([...this.#ended, packed])];
    }
    const late: string[] = [];
    const packed: string[] = [];
    for (const [worker, answer] of answers) {
      const last = this.#last.get(worker);
      if (answer !== undefined) {
        this.#last.set(worker, answer);
        packed.push(answer);
      } else if (last !== undefined) late.push(last);
    }
    if (packed.length === 0) throw new Error("no worker process answers");
    const totals = [...this.#ended, ...late];
    return addUpNumbers(totals.length === 0 ? packed : [...packed, await addUpTotals(totals)]);
  }
}

import { setTimeout as pause } from "node:timers/promises";
import { createClient, memoryStore } from "@caretype/client";
import { waitTimeout } from "@caretype/db/testing";
import { Random } from "../fill/random.ts";
import { callOnAndOn, type Member } from "./caller.ts";
import { problemsOf } from "./check-snapshot.ts";
import { type Fault, fiftyFaults, makeFault } from "./faults.ts";
import { KnownRecords } from "./known-records.ts";
import { Ledger } from "./ledger.ts";
import { isPostmaster, ServedFolder } from "./served-folder.ts";
import { type EntryRow, takeSnapshot } from "./snapshot.ts";

// Callers write and read in a loop while the server and its database are killed repeatedly, in many ways.
// Everything that the callers were told is true, and every change is accounted for.

const accounts = 3;
const callersOfOne = 6;
/** Writes to acknowledge between faults, so that each fault meets a load. */
const writesBetween = { ofAll: 30, ofThoseWhoRetry: 10 };
const mostListed = 20;

export type RoundOptions = {
  seed: number;
  /** At most fifty per round. */
  kills: number;
  /** Called before each fault. */
  isTimeLeft: () => boolean;
  onFault: (fault: Fault) => void;
};

/** One round: its faults, what the callers were told, and the problems found. */
export class Round {
  readonly ledger = new Ledger();
  readonly faults: Fault[] = [];
  /** The audit entries of the last snapshot. */
  entries: readonly EntryRow[] = [];
  snapshots = 0;
  isAuditVerified = false;
  readonly problems: string[] = [];

  readonly #served = new ServedFolder();
  readonly #options: RoundOptions;

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  /** Resolves when everything is checked and cleaned up, or after the first problem. */
  async run(): Promise<this> {
    try {
      await this.#run();
    } catch (error) {
      const place =
        this.faults.length > 0 ? `after fault ${this.faults.length}, ${this.faults.at(-1)}` : "at first";
      this.problems.push(`${place}: ${error instanceof Error ? error.message : error}`);
    } finally {
      await this.#served.remove();
    }
    return this;
  }

  async #run() {
    const { seed, kills, isTimeLeft, onFault } = this.#options;
    const random = new Random(seed, "faults");
    await this.#served.start();
    const names = Array.from({ length: accounts }, (_, index) => `member-${index}`);
    const members = await Promise.all(names.map((name) => this.#signUp(name)));
    let isRunningOn = true;
    const calling = this.#startCallers(members, () => isRunningOn);
    try {
      for (const fault of fiftyFaults(random).slice(0, kills)) {
        if (!isTimeLeft()) break;
        await this.#loadGoesOn(random);
        this.faults.push(fault);
        onFault(fault);
        await makeFault(fault, this.#served, random);
        await this.#check(await this.#served.databaseUrl());
        if (this.problems.length > 0) return;
      }
      await this.#loadGoesOn(random);
    } finally {
      isRunningOn = false;
      await calling;
    }
    await this.#checkEnd();
  }

  async #signUp(name: string): Promise<Member> {
    const store = memoryStore();
    const { auth } = createClient({ url: "http://server", store, fetch: this.#served.fetch });
    const { id: accountId } = await auth.register({
      email: `${name}@example.org`,
      password: `pass of ${name}`,
    });
    const tokens = await store.read();
    if (!tokens) throw new Error("no tokens");
    return { accountId, tokens, known: new KnownRecords() };
  }

  #startCallers(members: readonly Member[], running: () => boolean): Promise<unknown> {
    const { seed } = this.#options;
    const callers = members.flatMap((member, place) =>
      Array.from({ length: callersOfOne }, (_, index) => {
        const name = `caller-${place}-${index}`;
        const random = new Random(seed, name);
        const { ledger } = this;
        const options = { name, member, random, ledger, retries: index % 3 > 0, fetch: this.#served.fetch };
        return callOnAndOn(options, running);
      }),
    );
    return Promise.all(callers);
  }

  async #loadGoesOn(random: Random) {
    const { ofAll, ofThoseWhoRetry } = this.ledger.acknowledgedWrites;
    const deadline = performance.now() + waitTimeout();
    const isEnough = () =>
      this.ledger.acknowledgedWrites.ofAll >= ofAll + writesBetween.ofAll &&
      this.ledger.acknowledgedWrites.ofThoseWhoRetry >= ofThoseWhoRetry + writesBetween.ofThoseWhoRetry;
    while (!isEnough()) {
      if (performance.now() > deadline)
        throw new Error(`Too few writes were acknowledged: ${this.#served.said}`);
      await pause(2);
    }
    // Calls whose answers are lost in this time are retried, or stay unknown.
    await this.#served.loseAnswers(random.below(30));
  }

  async #check(databaseUrl: string) {
    const answered = this.ledger.answered();
    const snapshot = await takeSnapshot(databaseUrl);
    this.snapshots++;
    this.entries = snapshot.entries;
    this.#note(problemsOf(snapshot, { calls: this.ledger.calls, answered }));
  }

  #note(found: readonly string[]) {
    const place = `after fault ${this.faults.length}, ${this.faults.at(-1)}`;
    this.problems.push(...found.slice(0, mostListed).map((problem) => `${place}: ${problem}`));
    if (found.length > mostListed) this.problems.push(`${place}: ${found.length - mostListed} more`);
  }

  async #checkEnd() {
    const code = await this.#served.stop();
    if (code !== 0) this.#note([`the server ended with ${code}: ${this.#served.said}`]);
    await this.#served.withDatabase((url) => this.#check(url));
    await this.#served.command("audit", "seal");
    this.isAuditVerified = (await this.#served.command("audit", "verify")).includes("No problem was found");
    if (!this.isAuditVerified) this.#note(["the audit log does not agree with its seals"]);
    this.#note(this.ledger.surprises.map(({ call, error }) => `${call.action} ${call.id}: ${error}`));
    const unheard = this.ledger.where(({ retries, outcome }) => retries && outcome === "unknown");
    this.#note(unheard.map(({ action, id }) => `${action} ${id}: retried, but never answered`));
    const left = [...this.#served.postmasters].filter(isPostmaster);
    this.#note(left.map((pid) => `PostgreSQL, pid ${pid}, was left running`));
  }
}

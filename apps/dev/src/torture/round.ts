import { setTimeout as pause } from "node:timers/promises";
import { createClient, memoryStore } from "@caretype/client";
import { waitTimeout } from "@caretype/test-database";
import { Random } from "@caretype/testing/random";
import { type Member, runCaller } from "./caller.ts";
import { findProblems } from "./check-snapshot.ts";
import { type Fault, injectFault, planFaults } from "./faults.ts";
import { KnownRecords } from "./known-records.ts";
import { Ledger } from "./ledger.ts";
import { isPostmaster, ServerUnderTest } from "./server-under-test.ts";
import { type EntryRow, takeSnapshot } from "./snapshot.ts";

// Callers write and read in a loop while the server and its database are killed in many ways. Every answer must be
// true, and every change accounted for.

const accounts = 3;
const callersOfOne = 6;
/** Writes to acknowledge between faults, so that each fault meets a load. */
const writesBetween = { total: 30, retrying: 10 };
const maxListed = 20;

export type RoundOptions = {
  seed: number;
  /** At most fifty per round. */
  kills: number;
  /** Called before each fault. */
  isTimeLeft: () => boolean;
  onFault: (fault: Fault) => void;
};

/** One round: its faults, its answers, and the problems found. */
export class Round {
  readonly ledger = new Ledger();
  readonly faults: Fault[] = [];
  /** Audit entries of the last snapshot. */
  entries: readonly EntryRow[] = [];
  snapshots = 0;
  isAuditVerified = false;
  readonly problems: string[] = [];

  readonly #server = new ServerUnderTest();
  readonly #options: RoundOptions;

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  /** Resolves after all checks and the clean-up, or after the first problem. */
  async run(): Promise<this> {
    try {
      await this.#run();
    } catch (error) {
      const place =
        this.faults.length > 0 ? `after fault ${this.faults.length}, ${this.faults.at(-1)}` : "at first";
      this.problems.push(`${place}: ${error instanceof Error ? error.message : error}`);
    } finally {
      await this.#server.remove();
    }
    return this;
  }

  async #run() {
    const { seed, kills, isTimeLeft, onFault } = this.#options;
    const random = new Random(seed, "faults");
    await this.#server.start();
    const names = Array.from({ length: accounts }, (_, index) => `member-${index}`);
    const members = await Promise.all(names.map((name) => this.#signUp(name)));
    let isRunningOn = true;
    const calling = this.#startCallers(members, () => isRunningOn);
    try {
      for (const fault of planFaults(random, { canFillDisk: this.#server.disk !== undefined }).slice(
        0,
        kills,
      )) {
        if (!isTimeLeft()) break;
        await this.#waitForLoad(random);
        this.faults.push(fault);
        onFault(fault);
        await injectFault(fault, this.#server, random);
        await this.#check(await this.#server.databaseUrl());
        if (this.problems.length > 0) return;
      }
      await this.#waitForLoad(random);
    } finally {
      isRunningOn = false;
      await calling;
    }
    await this.#checkEnd();
  }

  async #signUp(name: string): Promise<Member> {
    const store = memoryStore();
    const { auth, visitType, doctor, member } = createClient({
      url: "http://server",
      store,
      fetch: this.#server.fetch,
    });
    const { id: accountId } = await auth.register({
      email: `${name}@example.org`,
      password: `pass of ${name}`,
    });
    const tokens = await store.read();
    if (!tokens) throw new Error("no tokens");
    const { id: doctorId } = await doctor.create.mutate({ name });
    await member.linkDoctor.mutate({ accountId, doctorId });
    const { id: visitTypeId } = await visitType.create.mutate({ name: "Check-up", minutes: 20 });
    return { accountId, tokens, known: new KnownRecords(visitTypeId) };
  }

  #startCallers(members: readonly Member[], running: () => boolean): Promise<unknown> {
    const { seed } = this.#options;
    const callers = members.flatMap((member, place) =>
      Array.from({ length: callersOfOne }, (_, index) => {
        const name = `caller-${place}-${index}`;
        const random = new Random(seed, name);
        const { ledger } = this;
        const options = { name, member, random, ledger, retries: index % 3 > 0, fetch: this.#server.fetch };
        return runCaller(options, running);
      }),
    );
    return Promise.all(callers);
  }

  async #waitForLoad(random: Random) {
    const { total, retrying } = this.ledger.acknowledgedWrites;
    const deadline = performance.now() + waitTimeout();
    const isEnough = () =>
      this.ledger.acknowledgedWrites.total >= total + writesBetween.total &&
      this.ledger.acknowledgedWrites.retrying >= retrying + writesBetween.retrying;
    while (!isEnough()) {
      if (performance.now() > deadline)
        throw new Error(`Too few writes were acknowledged: ${this.#server.output}`);
      await pause(2);
    }
    // Calls whose answers are lost in this time are retried, or stay unknown.
    await this.#server.dropAnswers(random.below(30));
  }

  async #check(databaseUrl: string) {
    const answered = this.ledger.answered();
    const snapshot = await takeSnapshot(databaseUrl);
    this.snapshots++;
    this.entries = snapshot.entries;
    this.#note(findProblems(snapshot, { calls: this.ledger.calls, answered }));
  }

  #note(found: readonly string[], place = `after fault ${this.faults.length}, ${this.faults.at(-1)}`) {
    this.problems.push(...found.slice(0, maxListed).map((problem) => `${place}: ${problem}`));
    if (found.length > maxListed) this.problems.push(`${place}: ${found.length - maxListed} more`);
  }

  async #checkEnd() {
    const code = await this.#server.stop();
    if (code !== 0) this.#note([`the server ended with ${code}: ${this.#server.output}`]);
    await this.#server.withDatabase((url) => this.#check(url));
    await this.#server.command("audit", "seal");
    this.isAuditVerified = (await this.#server.command("audit", "verify")).includes("No problem was found");
    if (!this.isAuditVerified) this.#note(["the audit log does not agree with its seals"]);
    const unanswered = this.ledger.where(({ retries, outcome }) => retries && outcome === "unknown");
    const left = [...this.#server.postmasters].filter(isPostmaster);
    const found = [
      ...this.#server.loggedErrors.map((line) => `the server logged ${line}`),
      ...this.ledger.unexpectedErrors.map(({ call, error }) => `${call.action} ${call.id}: ${error}`),
      ...unanswered.map(({ action, id }) => `${action} ${id}: retried, but never answered`),
      ...left.map((pid) => `PostgreSQL, pid ${pid}, was left running`),
    ];
    this.#note(found, "in the whole round");
  }
}

import cluster, { type Worker } from "node:cluster";
import type { Logger } from "../log/logger.ts";
import { tell } from "../log/output.ts";
import { isFromWorker, type ToWorker } from "./messages.ts";
import { closeUnclaimedConnection } from "./unclaimed-connections.ts";

export type WorkerPoolOptions<Work> = {
  /** The program that a worker runs. */
  file: string;
  count: number;
  /** Called for each worker. Until it resolves, workers load and wait. */
  work(): Promise<Work>;
  logger: Logger;
  bounds?: Partial<Bounds>;
};

type Bounds = {
  /** A longer start is logged, but not ended: on a slow machine the next would take as long. */
  longStartMilliseconds: number;
  /**
   * How often in a row a worker may end before it is ready.
   * Then the first start fails.
   */
  mostDeathsAtStart: number;
  /** Time for a stop: ten seconds to drain, and some more to release everything. */
  stopMilliseconds: number;
  /** A worker that ran for this long did not die because of its start. */
  steadyMilliseconds: number;
  shortestPauseMilliseconds: number;
  longestPauseMilliseconds: number;
};

const defaultBounds: Bounds = {
  longStartMilliseconds: 30_000,
  mostDeathsAtStart: 5,
  stopMilliseconds: 18_000,
  steadyMilliseconds: 10_000,
  shortestPauseMilliseconds: 500,
  longestPauseMilliseconds: 15_000,
};

type Life = {
  worker: Worker;
  /** The number of quick deaths in a row before this worker. */
  quickDeaths: number;
  hears: boolean;
  readySince: number | undefined;
  complaint: string | undefined;
  notice: NodeJS.Timeout | undefined;
};

/** Kept out of the worker's environment, where every program that it starts could read them. */
const secrets = [
  "SECRET_KEY",
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "DATABASE_PASSWORD",
  "DB_PASSWORD",
  "SMTP_URL",
];
const withoutSecrets = Object.fromEntries(secrets.map((name) => [name, undefined]));

/** Keeps a number of worker processes running. */
export class WorkerPool<Work> {
  readonly #options: WorkerPoolOptions<Work>;
  readonly #bounds: Bounds;
  readonly #lives = new Set<Life>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  readonly #firstStart = Promise.withResolvers<string>();
  readonly #allEnded = Promise.withResolvers<void>();
  #url: string | undefined;
  #hasStarted = false;
  #isStopping = false;

  constructor(options: WorkerPoolOptions<Work>) {
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...options.bounds };
  }

  /** Where the first ready worker listens. All others must listen there, too. */
  get url(): string | undefined {
    return this.#url;
  }

  /** Whether any worker listens now. */
  get isListening(): boolean {
    return [...this.#lives].some(({ readySince }) => readySince !== undefined);
  }

  /**
   * Resolves to the URL when all workers listen, however long that takes.
   * @throws {Error} if a worker reports why it cannot start, or ends repeatedly. Stop the pool then.
   */
  start(): Promise<string> {
    cluster.setupPrimary({ exec: this.#options.file, args: [] });
    // No worker outlives this process. After kill -9, workers notice that it is gone, and end.
    process.on("exit", () => {
      for (const { worker } of this.#lives) worker.process.kill("SIGKILL");
    });
    for (let made = 0; made < this.#options.count; made++) this.#fork(0);
    return this.#firstStart.promise;
  }

  /** Lets each worker drain, then kills those that still run. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const pause of this.#pauses) clearTimeout(pause);
    for (const life of this.#lives) {
      if (life.hears) send(life.worker, { kind: "stop" });
      else life.worker.process.kill("SIGKILL");
    }
    const kill = () => {
      this.#options.logger.warn("workers that did not stop were killed");
      for (const { worker } of this.#lives) worker.process.kill("SIGKILL");
    };
    const timer = setTimeout(kill, this.#bounds.stopMilliseconds);
    this.#resolveWhenEmpty();
    await this.#allEnded.promise;
    clearTimeout(timer);
  }

  #fork(quickDeaths: number) {
    const worker = cluster.fork(withoutSecrets);
    closeUnclaimedConnection(worker.process);
    const life: Life = {
      worker,
      quickDeaths,
      hears: false,
      readySince: undefined,
      complaint: undefined,
      notice: undefined,
    };
    this.#lives.add(life);
    worker.on("message", (message: unknown) => this.#onMessage(life, message));
    worker.once("exit", (code, signal) => this.#ended(life, signal ?? `exit code ${code}`));
    // Either the system could not start the worker, or a message did not reach it.
    worker.on("error", (error) => {
      if (worker.process.pid === undefined) this.#ended(life, `error ${codeOf(error)}`);
    });
    this.#whenThereIsWork(() => this.#noteLongStart(life));
  }

  #onMessage(life: Life, message: unknown) {
    if (!isFromWorker(message)) return;
    if (message.kind === "failed") life.complaint = message.message;
    else if (message.kind === "ready") this.#ready(life, message.url);
    else {
      life.hears = true;
      this.#whenThereIsWork((work) => send(life.worker, { kind: "start", work }));
    }
  }

  #whenThereIsWork(then: (work: Work) => void) {
    const unlessStopping = (work: Work) => {
      if (!this.#isStopping) then(work);
    };
    // The caller that provides the work reports why there is none.
    this.#options.work().then(unlessStopping, () => undefined);
  }

  #noteLongStart(life: Life) {
    if (!this.#lives.has(life) || life.readySince !== undefined) return;
    const { longStartMilliseconds: milliseconds } = this.#bounds;
    life.notice = setTimeout(() => {
      this.#options.logger.warn(
        { worker: life.worker.process.pid, seconds: milliseconds / 1_000 },
        "a worker is slow to start",
      );
    }, milliseconds);
  }

  #ready(life: Life, url: string) {
    this.#url ??= url;
    // With PORT=0, and no worker left on the port, this one got another port. Its successor asks for the right one.
    if (url !== this.#url) return void life.worker.process.kill("SIGKILL");
    clearTimeout(life.notice);
    life.readySince = performance.now();
    const listening = [...this.#lives].filter(({ readySince }) => readySince !== undefined);
    if (listening.length < this.#options.count) return;
    this.#hasStarted = true;
    this.#firstStart.resolve(url);
  }

  #ended(life: Life, how: string) {
    if (!this.#lives.delete(life)) return;
    clearTimeout(life.notice);
    if (this.#isStopping) return this.#resolveWhenEmpty();
    const failure = this.#hasStarted ? undefined : this.#failureOfStart(life, how);
    if (failure === undefined) return this.#replace(life, how);
    this.#firstStart.reject(new Error(failure));
  }

  /**
   * A worker that reports a reason is right.
   * One that just ended may have had an accident, but not repeatedly.
   */
  #failureOfStart({ complaint, quickDeaths }: Life, how: string): string | undefined {
    if (complaint !== undefined) return complaint;
    const deaths = quickDeaths + 1;
    if (deaths < this.#bounds.mostDeathsAtStart) return undefined;
    return `A worker process ended before it was ready, ${deaths} times in a row (${how}).`;
  }

  /** Replaces a worker: at once after the first quick death, then with exponential back-off. */
  #replace({ worker, readySince, quickDeaths, complaint }: Life, how: string) {
    const wasQuick =
      readySince === undefined || performance.now() - readySince < this.#bounds.steadyMilliseconds;
    const deaths = wasQuick ? quickDeaths + 1 : 0;
    const { shortestPauseMilliseconds: shortest, longestPauseMilliseconds: longest } = this.#bounds;
    const pauseMilliseconds = deaths < 2 ? 0 : Math.min(longest, shortest * 2 ** (deaths - 2));
    if (complaint !== undefined) tell(complaint);
    this.#options.logger.warn(
      { worker: worker.process.pid, how, pauseMilliseconds },
      "a worker ended and is replaced",
    );
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      this.#fork(deaths);
    }, pauseMilliseconds);
    this.#pauses.add(pause);
  }

  #resolveWhenEmpty() {
    if (this.#lives.size === 0) this.#allEnded.resolve();
  }
}

/** Ignores failures: they mean that the worker is ending, which its `exit` event reports. */
function send<Work>(worker: Worker, message: ToWorker<Work>) {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

const codeOf = (error: Error) => ("code" in error ? String(error.code) : error.name);

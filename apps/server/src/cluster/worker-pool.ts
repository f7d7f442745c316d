import cluster, { type Worker } from "node:cluster";
import { printToStderr } from "@caretype/cli/output";
import { nodeCodeOf } from "@caretype/db/node-code";
import type { Logger } from "../log/logger.ts";
import { secretNames } from "../settings/secret-files.ts";
import { maxStopMilliseconds } from "../start/drain.ts";
import { isFromWorker, type ToWorker } from "./messages.ts";
import { closeUnclaimedConnection } from "./unclaimed-connections.ts";

export type WorkerPoolOptions<Work> = {
  file: string;
  count: number;
  /** Called for each worker, which loads in the meantime and then waits for the result. */
  work(): Promise<Work>;
  logger: Logger;
  bounds?: Partial<Bounds>;
};

type Bounds = {
  /** A longer start is logged, not ended: on a slow machine the next would take as long. */
  slowStartMilliseconds: number;
  /** Consecutive exits of a worker before it is ready, after which the first start fails. */
  maxExitsAtStart: number;
  /** Time for a stop. Workers that take longer are killed. */
  stopMilliseconds: number;
  /** A worker that ran longer did not die because of its start. */
  stableMilliseconds: number;
  minBackoffMilliseconds: number;
  maxBackoffMilliseconds: number;
};

const defaultBounds: Bounds = {
  slowStartMilliseconds: 30_000,
  maxExitsAtStart: 5,
  stopMilliseconds: maxStopMilliseconds,
  stableMilliseconds: 10_000,
  minBackoffMilliseconds: 500,
  maxBackoffMilliseconds: 15_000,
};

type WorkerRun = {
  worker: Worker;
  quickExits: number;
  isConnected: boolean;
  readySince: number | undefined;
  failureMessage: string | undefined;
  slowStartTimer: NodeJS.Timeout | undefined;
};

/** Kept out of the worker's environment, which every program that it starts could read. */
const withoutSecrets = Object.fromEntries(secretNames.map((name) => [name, undefined]));

/** Keeps a number of worker processes running. */
export class WorkerPool<Work> {
  readonly #options: WorkerPoolOptions<Work>;
  readonly #bounds: Bounds;
  readonly #runs = new Set<WorkerRun>();
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

  get isListening(): boolean {
    return this.readyWorkers.length > 0;
  }

  /** Workers that listen. Some may be stopping. */
  get readyWorkers(): Worker[] {
    return [...this.#runs].filter(({ readySince }) => readySince !== undefined).map(({ worker }) => worker);
  }

  /**
   * Resolves to the URL when all workers listen, with no timeout.
   * @throws {Error} if a worker reports why it cannot start, or ends repeatedly. Stop the pool then.
   */
  start(): Promise<string> {
    cluster.setupPrimary({ exec: this.#options.file, args: [] });
    // No worker outlives this process. After kill -9, workers notice that it is gone, and end.
    process.on("exit", () => {
      for (const { worker } of this.#runs) worker.process.kill("SIGKILL");
    });
    for (let started = 0; started < this.#options.count; started++) this.#fork(0);
    return this.#firstStart.promise;
  }

  /** Lets each worker drain, then kills those that still run. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const pause of this.#pauses) clearTimeout(pause);
    for (const run of this.#runs) {
      if (run.isConnected) send(run.worker, { kind: "stop" });
      else run.worker.process.kill("SIGKILL");
    }
    const kill = () => {
      this.#options.logger.warn("workers that did not stop were killed");
      for (const { worker } of this.#runs) worker.process.kill("SIGKILL");
    };
    const timer = setTimeout(kill, this.#bounds.stopMilliseconds);
    this.#resolveWhenEmpty();
    await this.#allEnded.promise;
    clearTimeout(timer);
  }

  #fork(quickExits: number) {
    const worker = cluster.fork(withoutSecrets);
    closeUnclaimedConnection(worker.process);
    const run: WorkerRun = {
      worker,
      quickExits,
      isConnected: false,
      readySince: undefined,
      failureMessage: undefined,
      slowStartTimer: undefined,
    };
    this.#runs.add(run);
    worker.on("message", (message: unknown) => this.#onMessage(run, message));
    worker.once("exit", (code, signal) => this.#ended(run, signal ?? `exit code ${code}`));
    // The system could not start the worker, or a message did not reach it.
    worker.on("error", (error) => {
      if (worker.process.pid === undefined) this.#ended(run, `error ${nodeCodeOf(error) ?? error.name}`);
    });
    this.#withWork(() => this.#warnIfSlow(run));
  }

  #onMessage(run: WorkerRun, message: unknown) {
    if (!isFromWorker(message)) return;
    if (message.kind === "failed") run.failureMessage = message.message;
    else if (message.kind === "ready") this.#ready(run, message.url);
    else if (message.kind === "hello") {
      run.isConnected = true;
      this.#withWork((work) => send(run.worker, { kind: "start", work }));
    }
  }

  #withWork(then: (work: Work) => void) {
    const unlessStopping = (work: Work) => {
      if (!this.#isStopping) then(work);
    };
    // The caller that provides the work reports why it failed.
    this.#options.work().then(unlessStopping, () => undefined);
  }

  #warnIfSlow(run: WorkerRun) {
    if (!this.#runs.has(run) || run.readySince !== undefined) return;
    const { slowStartMilliseconds: milliseconds } = this.#bounds;
    run.slowStartTimer = setTimeout(() => {
      this.#options.logger.warn(
        { worker: run.worker.process.pid, seconds: milliseconds / 1_000 },
        "a worker is slow to start",
      );
    }, milliseconds);
  }

  #ready(run: WorkerRun, url: string) {
    this.#url ??= url;
    // With PORT=0, and no worker left on the port, this one got another port. Its successor asks for the right one.
    if (url !== this.#url) return void run.worker.process.kill("SIGKILL");
    clearTimeout(run.slowStartTimer);
    run.readySince = performance.now();
    if (this.readyWorkers.length < this.#options.count) return;
    this.#hasStarted = true;
    this.#firstStart.resolve(url);
  }

  #ended(run: WorkerRun, how: string) {
    if (!this.#runs.delete(run)) return;
    clearTimeout(run.slowStartTimer);
    if (this.#isStopping) return this.#resolveWhenEmpty();
    const failure = this.#hasStarted ? undefined : this.#startFailure(run, how);
    if (failure === undefined) return this.#replace(run, how);
    this.#firstStart.reject(new Error(failure));
  }

  /**
   * A worker that reports a reason is right.
   * One that just ended may have had an accident, but not repeatedly.
   */
  #startFailure({ failureMessage, quickExits }: WorkerRun, how: string): string | undefined {
    if (failureMessage !== undefined) return failureMessage;
    const exits = quickExits + 1;
    if (exits < this.#bounds.maxExitsAtStart) return undefined;
    return `A worker process ended before it was ready, ${exits} times in a row (${how}).`;
  }

  /** Replaces a worker: at once after the first quick death, then with exponential back-off. */
  #replace({ worker, readySince, quickExits, failureMessage }: WorkerRun, how: string) {
    const wasQuick =
      readySince === undefined || performance.now() - readySince < this.#bounds.stableMilliseconds;
    const exits = wasQuick ? quickExits + 1 : 0;
    const { minBackoffMilliseconds: shortest, maxBackoffMilliseconds: longest } = this.#bounds;
    const pauseMilliseconds = exits < 2 ? 0 : Math.min(longest, shortest * 2 ** (exits - 2));
    if (failureMessage !== undefined) printToStderr(failureMessage);
    this.#options.logger.warn(
      { worker: worker.process.pid, how, pauseMilliseconds },
      "a worker ended and is replaced",
    );
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      this.#fork(exits);
    }, pauseMilliseconds);
    this.#pauses.add(pause);
  }

  #resolveWhenEmpty() {
    if (this.#runs.size === 0) this.#allEnded.resolve();
  }
}

/** Ignores failures: they mean that the worker is ending, which its `exit` event reports. */
function send<Work>(worker: Worker, message: ToWorker<Work>) {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

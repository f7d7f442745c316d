import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";

/** Maximum time that a call waits for Redis, once per outage. */
const answerMilliseconds = 500;
const defaultRetry = 1_000;
/** A connection that stays silent for this long is replaced. */
const silenceMilliseconds = 5_000;

/** `reason` is `ECONNREFUSED`, `WRONGPASS` and the like. It never quotes a key, a value or the URL. */
export type OnShared = (isShared: boolean, reason?: string) => void;

export type RedisOptions = {
  /** `redis://` or `rediss://`. */
  url: string;
  onShared: OnShared;
  /** Milliseconds between trials. Default: 1,000. */
  retryMilliseconds?: number | undefined;
};

/** A connection to Redis or Valkey that knows whether it can count. While it cannot, it retries each second. */
export class RedisLink {
  readonly client: Redis;
  readonly #trial: RateLimiterRedis;
  readonly #onShared: OnShared;
  readonly #retryMilliseconds: number;
  #isShared: boolean | undefined;
  #cause: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ url, onShared, retryMilliseconds = defaultRetry }: RedisOptions) {
    this.#onShared = onShared;
    this.#retryMilliseconds = retryMilliseconds;
    this.client = new Redis(url, {
      lazyConnect: true,
      // Calls are counted in memory rather than wait for a connection.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: defaultRetry,
      commandTimeout: answerMilliseconds,
      socketTimeout: silenceMilliseconds,
      retryStrategy: () => retryMilliseconds,
      // After a failover, the address leads to another server.
      reconnectOnError: (error) => error.message.startsWith("READONLY"),
      // Both need rights that counting does not. The trial is more precise.
      enableReadyCheck: false,
      disableClientInfo: true,
      // Known to all versions, and to proxies.
      protocol: 2,
    });
    this.client.on("error", (error: Error) => {
      this.#cause = reasonOf(error);
    });
    this.client.on("close", () => this.failed());
    this.#trial = new RateLimiterRedis({
      ...storeOf(this.client),
      keyPrefix: "caretype",
      points: 1,
      duration: 60,
    });
  }

  get isShared(): boolean {
    return this.#isShared === true;
  }

  /** Resolves once it is known whether Redis answers: within three seconds, usually at once. */
  async open(): Promise<void> {
    await this.client.connect().catch(() => undefined);
    await this.#try();
  }

  /** Call it when Redis failed to count. */
  failed(error?: unknown): void {
    if (this.#isClosed) return;
    const reason = (isNotReady(error) ? undefined : reasonOf(error)) ?? this.#cause;
    this.#change(false, reason ?? "no connection");
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#try();
    }, this.#retryMilliseconds).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.client.disconnect();
  }

  /** Counts nothing, by the same script as a call: a full or read-only server answers a ping. */
  async #try(): Promise<void> {
    try {
      await this.#trial.penalty("trial", 0);
    } catch (error) {
      this.failed(error);
      return;
    }
    this.#cause = undefined;
    this.#change(true);
  }

  #change(isShared: boolean, reason?: string): void {
    const before = this.#isShared;
    if (this.#isClosed || before === isShared) return;
    this.#isShared = isShared;
    // Working from the start is not reported.
    if (before !== undefined || !isShared) this.#onShared(isShared, reason);
  }
}

/** Options of each limiter on this connection. */
export const storeOf = (client: Redis) => ({ storeClient: client, rejectIfRedisNotReady: true });

const isNotReady = (error: unknown) => error instanceof Error && /not ready|writeable/.test(error.message);

/** Messages may quote what was sent. An answer's first word is its code. */
function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error.message === "Command timed out") return "ETIMEDOUT";
  return /^[A-Z]{3,}\b/.exec(error.message)?.[0];
}

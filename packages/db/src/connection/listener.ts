import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "../errors.ts";
import { Connection } from "./connection.ts";
import { type ConnectionSettings, quoted } from "./settings.ts";

type Subscription = {
  onNotification: (payload: string) => void;
  onReconnected: () => void;
  listening: PromiseWithResolvers<void>;
  /** The connection on which its LISTEN was last sent. */
  sentOn: Connection | undefined;
};

const minPauseMilliseconds = 50;
const maxPauseMilliseconds = 500;
/** Detects a server that vanished without closing the connection: the heartbeat gets no answer. */
const heartbeatMilliseconds = 10_000;

/** LISTENs on all channels over one connection, and reconnects until the handle is closed. */
export class Listener {
  readonly #settings: ConnectionSettings;
  readonly #subscriptions = new Map<string, Subscription[]>();
  readonly #closing = new AbortController();
  #connection: Connection | undefined;
  #running: Promise<void> | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = { ...settings, statementTimeoutMilliseconds: 5_000 };
  }

  async listen(channel: string, callbacks: Pick<Subscription, "onNotification" | "onReconnected">) {
    if (this.#closing.signal.aborted) throw new DatabaseUnavailable("The database handle is closed.");
    const listening = Promise.withResolvers<void>();
    const subscription: Subscription = { ...callbacks, listening, sentOn: undefined };
    this.#subscriptions.set(channel, [...(this.#subscriptions.get(channel) ?? []), subscription]);
    this.#running ??= this.#stayConnected();
    // If this fails, the connection is lost, and its successor listens on all channels.
    if (this.#connection) subscribe(this.#connection, channel, [subscription]).catch(() => undefined);
    return subscription.listening.promise;
  }

  async close() {
    this.#closing.abort();
    await this.#connection?.end();
    await this.#running;
    const closed = new DatabaseUnavailable("The database handle is closed.");
    for (const subscription of [...this.#subscriptions.values()].flat())
      subscription.listening.reject(closed);
  }

  async #stayConnected() {
    const { signal } = this.#closing;
    let rest = minPauseMilliseconds;
    while (!signal.aborted) {
      const hadListened = await this.#listenUntilLost();
      rest = hadListened ? minPauseMilliseconds : Math.min(rest * 2, maxPauseMilliseconds);
      await pause(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  async #listenUntilLost(): Promise<boolean> {
    const lost = Promise.withResolvers<void>();
    const connection = new Connection(this.#settings, {
      onLost: () => lost.resolve(),
      onNotification: (channel, payload) => this.#notify(channel, payload),
    });
    this.#connection = connection;
    const heartbeat = setInterval(() => beat(connection), heartbeatMilliseconds);
    try {
      for (const [channel, subscriptions] of this.#subscriptions) {
        await subscribe(connection, channel, subscriptions);
      }
      await lost.promise;
      return true;
    } catch (error) {
      connection.lose(error);
      return false;
    } finally {
      clearInterval(heartbeat);
    }
  }

  #notify(channel: string, payload: string) {
    for (const { onNotification } of this.#subscriptions.get(channel) ?? []) {
      // Called outside the driver's parser, which would treat an error of the callback as its own.
      queueMicrotask(() => onNotification(payload));
    }
  }
}

async function subscribe(connection: Connection, channel: string, subscriptions: Subscription[]) {
  // A subscription added while connecting is sent twice. Only the first one counts.
  const unsent = subscriptions.filter(({ sentOn }) => sentOn !== connection);
  const again = new Set(unsent.filter(({ sentOn }) => sentOn !== undefined));
  for (const subscription of unsent) subscription.sentOn = connection;
  if (unsent.length > 0) await connection.command(`listen ${quoted(channel)}`);
  for (const subscription of unsent) {
    if (again.has(subscription)) queueMicrotask(subscription.onReconnected);
    subscription.listening.resolve();
  }
}

function beat(connection: Connection) {
  connection.command("select 1").catch(() => undefined);
}

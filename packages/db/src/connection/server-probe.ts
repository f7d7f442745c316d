import { DatabaseUnavailable, ServerSilent } from "../errors.ts";
import { Connection } from "./connection.ts";
import type { ConnectionSettings } from "./settings.ts";

/** Enough for any working server to accept or refuse a connection, also on a busy machine. */
const probeMilliseconds = 5_000;

/**
 * Tells a slow statement from a server that no longer answers, because it is frozen or the network is broken.
 * Otherwise every call in flight would wait for the whole statement timeout.
 */
export class ServerProbe {
  readonly #settings: ConnectionSettings;
  #current: Promise<boolean> | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = {
      ...settings,
      // Longer than the response timeout, which decides.
      connectTimeoutMilliseconds: probeMilliseconds * 2,
      statementTimeoutMilliseconds: probeMilliseconds,
      responseTimeoutMilliseconds: probeMilliseconds,
    };
  }

  /**
   * Whether a new connection gets no answer for five seconds. A refusal is an answer. Concurrent callers share a
   * probe.
   */
  isSilent(): Promise<boolean> {
    this.#current ??= this.#ask().finally(() => {
      this.#current = undefined;
    });
    return this.#current;
  }

  async #ask(): Promise<boolean> {
    const connection = new Connection(this.#settings);
    try {
      await connection.command("select 1");
      return false;
    } catch (error) {
      return error instanceof DatabaseUnavailable && error.cause instanceof ServerSilent;
    } finally {
      await connection.end();
    }
  }
}

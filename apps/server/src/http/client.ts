import type { ServerResponse } from "node:http";
import type { Client } from "@caretype/api";

/**
 * Excludes waits for a client, such as for the rest of a body, from the load. Slow clients must not take the places
 * of others. Calls that wait for their turn are excluded, too.
 */
export type Apart = Client["apart"];

/** The client of a request, and its calls. */
export class HttpClient implements Client {
  readonly apart: Apart;
  readonly #response: ServerResponse;
  #signal: AbortSignal | undefined;

  constructor(response: ServerResponse, apart: Apart = (turn) => turn) {
    this.#response = response;
    this.apart = apart;
  }

  /** Aborts if the client leaves before its answer. Created on demand, because few calls wait. */
  get signal(): AbortSignal {
    this.#signal ??= abortedWithClient(this.#response);
    return this.#signal;
  }
}

function abortedWithClient(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abortUnlessEnded = () => {
    if (!response.writableEnded) controller.abort();
  };
  if (response.closed) abortUnlessEnded();
  else response.once("close", abortUnlessEnded);
  return controller.signal;
}

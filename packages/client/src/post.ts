import { throwIfAborted } from "./abort.ts";
import type { Call } from "./call.ts";
import { ClientError } from "./client-error.ts";
import { type Answer, type Envelope, type Fetch, fetchAnswer } from "./validating-fetch.ts";

type Server = { url: string; fetch: Fetch };

/** A pending call. `isAlone`: it needs its own request. `isShared`: its request had other calls. */
export type Outgoing = {
  readonly call: Call;
  /** The input as JSON. Undefined without an input. */
  readonly json: string | undefined;
  isAlone: boolean;
  isShared: boolean;
};

/**
 * Returns the input of a call as JSON.
 * @throws {TypeError} if JSON would lose or empty a part of it. The message names the field, and contains no value.
 */
export function toJson({ path, input }: Call): string | undefined {
  const places = new Map<unknown, string>();
  let [place, kind] = ["", ""];
  try {
    return JSON.stringify(input, function (this: unknown, key, value: unknown) {
      const given: unknown = Reflect.get(Object(this), key);
      place = `${places.get(this) ?? ""}${key}`;
      kind = typeof given === "number" ? String(given) : (given?.constructor?.name ?? typeof given);
      if (isLost(value, given) || (value === undefined && Array.isArray(this))) throw new TypeError();
      places.set(value, place && `${place}.`);
      return value;
    });
  } catch (error) {
    // A deep path would be as long as it is deep.
    if (error instanceof RangeError) [place = "", kind] = [place.split(".")[0], "nested too deeply"];
    throw new TypeError(`${path}: ${place && `${place}: `}Cannot be sent as JSON (${kind})`);
  }
}

/** `value`: the result of `toJSON`, if any. */
function isLost(value: unknown, given: unknown): boolean {
  if (value === null) return given !== null;
  if (typeof value === "number") return !Number.isFinite(value);
  if (typeof value !== "object") return ["symbol", "function"].includes(typeof value);
  const above: unknown = Object.getPrototypeOf(value);
  // Duck typing: another window's objects have another prototype, which also ends the chain.
  return !Array.isArray(value) && above !== null && Object.getPrototypeOf(above) !== null;
}

type Alone = { outgoing: Outgoing; headers: Headers; keepalive: boolean };

export async function postAlone(
  { url, fetch }: Server,
  { outgoing: { call, json }, headers, keepalive }: Alone,
): Promise<unknown> {
  const signal = call.options?.signal ?? null;
  throwIfAborted(signal);
  const request = { ...posted(json, headers), signal, ...(keepalive && { keepalive }) };
  const { response, envelopes } = await fetchAnswer(fetch, {
    url: `${url}/${call.path}`,
    batchSize: null,
    ...request,
  });
  return resultOf(envelopes[0], response);
}

/** Sends calls in one request. Returns functions that return each result or throw its error. */
export async function postTogether(
  { url, fetch }: Server,
  outgoing: readonly Outgoing[],
  headers: Headers,
): Promise<(() => unknown)[]> {
  const calls = outgoing.map(({ call }) => call);
  const signal = whenAllAborted(calls.map(({ options }) => options?.signal));
  if (calls.length > 1) for (const one of outgoing) one.isShared = true;
  const { response, envelopes }: Answer = await fetchAnswer(fetch, {
    url: `${url}/${calls.map(({ path }) => path).join()}?batch=1`,
    batchSize: calls.length,
    ...posted(`{${bodyOf(outgoing)}}`, headers),
    signal,
  });
  return envelopes.map((envelope) => () => resultOf(envelope, response));
}

/** By position: JSON has no undefined in arrays. */
const bodyOf = (outgoing: readonly Outgoing[]) =>
  outgoing.flatMap(({ json }, at) => (json === undefined ? [] : [`"${at}":${json}`])).join();

function posted(json: string | undefined, headers: Headers): RequestInit {
  headers.set("content-type", "application/json");
  // A redirect could send a password or a record to another server.
  return { method: "POST", redirect: "manual", headers: Object.fromEntries(headers), body: json ?? null };
}

/** Kept with an error: its headers may have `Retry-After`. */
function resultOf(envelope: Envelope | undefined, response: Response): unknown {
  const shape = envelope?.error;
  if (shape) throw new ClientError(String(shape.message), { shape, response });
  return envelope?.result?.data;
}

/** Aborts when all signals have. A call without a signal is never aborted. */
function whenAllAborted(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const all = new AbortController();
  let open = signals.length;
  for (const signal of signals) {
    const onAbort = () => {
      open -= 1;
      if (open === 0) all.abort(signal?.reason);
    };
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
  }
  return all.signal;
}

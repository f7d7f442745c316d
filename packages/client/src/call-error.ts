import type { AppRouter } from "@caretype/api";
import { isTRPCClientError, TRPCClientError } from "@trpc/client";

/**
 * What every call rejects with. It has its own refusal and nothing else of the answer, which may have been a batch with
 * other patients' records in it, so that it can be logged or sent to an error tracker as far as `data` may be.
 *
 * Its `stack` begins where the call was made. Neither `stack` nor `message` has anything of the input.
 *
 * @example
 * if (error instanceof CallError) report(`${error.path} failed with ${error.status}, request ${error.requestId}`);
 */
export class CallError extends TRPCClientError<AppRouter> {
  /** The procedure that was called: `patient.byId`. */
  readonly path: string;
  /** The HTTP status of this refusal, also within a batch; null where nothing was answered. */
  readonly status: number | null;
  /** Finds the request in the server's log; null where the server has not said it. */
  readonly requestId: string | null;

  constructor(error: unknown, { path, site }: { path: string; site: CallSite }) {
    const { message, cause, shape } = isTRPCClientError<AppRouter>(error) ? error : plain(error);
    super(message, { ...(cause && { cause }), ...(shape && { result: { error: ownPart(shape) } }) });
    // tRPC's own constructor makes it one of tRPC's errors and no more.
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = "CallError";
    this.path = path;
    ({ status: this.status, requestId: this.requestId } = originOf(error));
    Object.defineProperty(this, "stack", { value: stackOf(this, site), configurable: true, writable: true });
    waits.set(this, askedDelayMs(error));
  }
}

type Shape = NonNullable<CallError["shape"]>;

/** Something in between may have put more into it. */
const ownPart = ({ code, message, data }: Shape): Shape => ({ code, message, data });

/** What the server says of this call goes before what the whole answer says. */
function originOf(error: unknown): Pick<CallError, "status" | "requestId"> {
  if (error instanceof CallError) return error;
  const response = responseOf(error);
  const { httpStatus, requestId }: Record<string, unknown> = isTRPCClientError(error)
    ? Object(error.data)
    : {};
  const [named = null] = /^[\w.:-]{1,128}$/.exec(response?.headers.get("x-request-id") ?? "") ?? [];
  return {
    status: typeof httpStatus === "number" ? httpStatus : (response?.status ?? null),
    requestId: typeof requestId === "string" ? requestId : named,
  };
}

/** Where a call was made: the text is put together only when it is asked for. */
export type CallSite = { readonly stack?: string };

/**
 * Notes the frames above `callee`. In Node 24 that takes 2 to 8 µs, as `new Error()` does, and a call of the server
 * several hundred; what costs more, the text, is made for errors only.
 */
export function callSite(callee: (...call: never) => unknown): CallSite {
  const site: CallSite = {};
  const { captureStackTrace }: Capturing = Error;
  if (!captureStackTrace) return new Error();
  captureStackTrace(site, callee);
  return site;
}

/** Not in older browsers. */
type Capturing = { captureStackTrace?: (target: object, above: (...call: never) => unknown) => void };

const isFrame = (line: string) => /^\s+at /.test(line);

/** Of the engine's proxies, which stand between the caller and the client. */
const isOfLibrary = (line: string) => /[\\/]@trpc[\\/]/.test(line);

/** Chromium and Node put the message before the frames, other engines do not. */
function stackOf({ name, message, path }: CallError, site: CallSite): string {
  const lines = (site.stack ?? "").split("\n");
  const hasHead = lines.some(isFrame);
  const frames = lines.filter((line) => (!hasHead || isFrame(line)) && !isOfLibrary(line));
  return [...(hasHead ? [`${name}: ${message} (${path})`] : []), ...frames].join("\n");
}

function plain(error: unknown) {
  const cause = error instanceof Error ? error : new Error(String(error));
  return { message: cause.message, cause, shape: null };
}

/** Of an error that the client has not shown to anybody yet. */
function responseOf(error: unknown): Response | undefined {
  const response = isTRPCClientError(error) ? error.meta?.response : undefined;
  return response instanceof Response ? response : undefined;
}

/** Beside the errors, so that no header of the answer is in them. */
const waits = new WeakMap<object, number>();

/** What the server, or a proxy in its place, says in `Retry-After`, seconds or a date; 0 where it says nothing. */
export function askedDelayMs(error: unknown): number {
  const known = error instanceof CallError ? waits.get(error) : undefined;
  if (known !== undefined) return known;
  const asked = responseOf(error)?.headers.get("retry-after") ?? "";
  const ms = Number(asked) * 1000;
  return Math.max(0, (Number.isNaN(ms) ? Date.parse(asked) - Date.now() : ms) || 0);
}

/**
 * How long the server, or a proxy in its place, asks to wait before the call is made again, in milliseconds; null where it
 * does not say.
 *
 * @example
 * if (isErrorCode(error, "RATE_LIMITED")) setTimeout(load, retryAfterMs(error) ?? 1_000);
 */
export function retryAfterMs(error: unknown): number | null {
  return askedDelayMs(error) || null;
}

/** How far a chain of causes is followed, which may be a circle. */
const longestChain = 5;

/**
 * An error with its name, words, code and stack, and causes of the same kind: an HTTP client's own may hold what the
 * server has sent, as undici's does of an answer that it cannot read.
 */
export function bareError(error: unknown, depth = 1): Error {
  const { message, cause } = plain(error);
  const inner =
    cause.cause instanceof Error && depth < longestChain ? bareError(cause.cause, depth + 1) : null;
  const bare = inner ? new Error(message, { cause: inner }) : new Error(message);
  for (const [key, value] of Object.entries({ name: cause.name, stack: cause.stack }))
    Object.defineProperty(bare, key, { value, configurable: true, writable: true });
  const code: unknown = Reflect.get(cause, "code");
  if (typeof code === "string") Object.assign(bare, { code });
  return bare;
}

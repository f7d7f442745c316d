import type { FieldErrors } from "@caretype/api";
import { type CallErrorJson, ClientError, isCallErrorJson, isClientError } from "./client-error.ts";

/**
 * The error of every rejected call. It contains only this call's refusal, and nothing else of a batch, such as other
 * patients' records. So you can log it, or send it to an error tracker, if its `data` may go there. Its `stack`
 * begins at the caller. Neither `stack` nor `message` contains any input.
 *
 * Its `stack` begins where the call was made. Neither `stack` nor `message` contains any input.
 *
 * @example
 * if (error instanceof CallError) report(`${error.path} failed with ${error.status}, request ${error.requestId}`);
 */
export class CallError extends ClientError {
  /** The called procedure, such as `patient.byId`. */
  readonly path: string;
  /** The HTTP status of this refusal, also within a batch. Null without an answer. */
  readonly status: number | null;
  /** The request's id in the server's log. Null if the server sent none. */
  readonly requestId: string | null;

  constructor(error: unknown, { path, site }: { path: string; site: CallSite }) {
    const { message, cause, shape } = isClientError(error) ? withShape(error) : plain(error);
    super(message, {
      ...(cause instanceof Error && { cause }),
      ...(shape && { shape: ownPart(shape) }),
    });
    this.name = "CallError";
    this.path = path;
    ({ status: this.status, requestId: this.requestId } = originOf(error));
    startAt(this, site);
    waits.set(this, requestedDelayMs(error));
  }

  /** The JSON form, with the message. `errorCode`, `isErrorCode` and `fieldErrors` accept it after parsing. */
  toJSON(): CallErrorJson {
    const { message, path, status, requestId, data } = this;
    return { name: "CallError", message, path, status, requestId, data };
  }
}

type Shape = NonNullable<CallError["shape"]>;

/** Returns a refusal's messages by field. Ignores other shapes: a proxy may have changed them. */
export function messagesIn(data: unknown): FieldErrors {
  const entries = Object.entries<unknown>(Object(Object(data).errors));
  return Object.fromEntries(
    entries.flatMap(([field, messages]) => {
      const texts = Array.isArray(messages) ? messages.filter((each) => typeof each === "string") : [];
      return texts.length > 0 ? [[field, texts]] : [];
    }),
  );
}

/** JSON does not guarantee a shape. */
function withShape({ message, cause, shape, data }: ClientError) {
  return { message, cause, shape: shape ?? (data && { code: internalError, message, data: { ...data } }) };
}

/** tRPC's number for errors without one of their own. */
const internalError = -32_603;

/** Keeps only known fields: a proxy may have added others. */
const ownPart = ({ code, message, data }: Shape): Shape => ({ code, message, data });

/** Prefers the values of this call to those of the whole response. */
function originOf(error: unknown): Pick<CallError, "status" | "requestId"> {
  if (isCallErrorJson(error)) return error;
  const response = responseOf(error);
  const { httpStatus, requestId }: Record<string, unknown> = isClientError(error) ? Object(error.data) : {};
  const [named = null] = /^[\w.:-]{1,128}$/.exec(response?.headers.get("x-request-id") ?? "") ?? [];
  return {
    status: typeof httpStatus === "number" ? httpStatus : (response?.status ?? null),
    requestId: typeof requestId === "string" ? requestId : named,
  };
}

/** The stack of a call's site. Its text is created on demand. */
export type CallSite = { readonly stack?: string };

/**
 * Captures the frames above `callee`, also for an error that begins there. In Node 24 this takes 2 to 8 µs, like `new
 * Error()`. A call to the server takes several hundred. The text costs more, and is created only for errors.
 */
export function callSite(callee: (...call: never) => unknown, site: CallSite = {}): CallSite {
  const { captureStackTrace }: Capturing = Error;
  if (!captureStackTrace) return new Error();
  captureStackTrace(site, callee);
  return site;
}

function startAt(error: CallError, site: CallSite): void {
  Object.defineProperty(error, "stack", { value: stackOf(error, site), configurable: true, writable: true });
}

/** Rethrows with the site's stack. For functions that call procedures. */
export function throwAt(error: unknown, site: CallSite): never {
  if (error instanceof CallError) startAt(error, site);
  throw error;
}

/** Returns the function with errors whose stacks begin at its caller. */
export function fromCaller<Args extends unknown[], Answer>(
  run: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  return function called(...args) {
    const site = callSite(called);
    return run(...args).catch((error: unknown) => throwAt(error, site));
  };
}

/** Missing in older browsers. */
type Capturing = { captureStackTrace?: (target: object, above: (...call: never) => unknown) => void };

const isFrame = (line: string) => /^\s+at /.test(line);

/** Frames of tRPC's proxies, between the caller and the client. */
const isOfLibrary = (line: string) => /[\\/]@trpc[\\/]/.test(line);

/** Chromium and Node put the message before the frames. Other engines do not, and Bun may capture no frames. */
function stackOf({ name, message, path }: CallError, site: CallSite): string {
  const lines = (site.stack ?? "").split("\n");
  const hasHead = lines.some(isFrame) || lines.length === 1;
  const frames = lines.filter((line) => (!hasHead || isFrame(line)) && !isOfLibrary(line));
  const text = message.startsWith(path) ? message : `${message} (${path})`;
  return [...(hasHead ? [`${name}: ${text}`] : []), ...frames].join("\n");
}

/** The message of any thrown value, which stays the cause. */
function plain(error: unknown) {
  const { message = error }: { message?: unknown } = Object(error);
  const cause = error instanceof Error ? error : new Error(String(message), { cause: error });
  return { message: cause.message, cause, shape: null };
}

/** Returns the response of an error that the client has not converted yet. */
function responseOf(error: unknown): Response | undefined {
  const response = isClientError(error) ? error.meta?.response : undefined;
  return response instanceof Response ? response : undefined;
}

/** Stored outside the errors, so that these contain no header. */
const waits = new WeakMap<object, number>();

/** Returns the delay of `Retry-After` from the server or a proxy, or 0 without one. */
export function requestedDelayMs(error: unknown): number {
  const known = error instanceof CallError ? waits.get(error) : undefined;
  if (known !== undefined) return known;
  const header = responseOf(error)?.headers.get("retry-after") ?? "";
  const ms = Number(header) * 1000;
  return Math.max(0, (Number.isNaN(ms) ? Date.parse(header) - Date.now() : ms) || 0);
}

/**
 * Returns the delay before a retry in milliseconds, from the server's or a proxy's `Retry-After`. Null without one.
 *
 * @example
 * if (isErrorCode(error, "RATE_LIMITED")) setTimeout(load, retryAfterMs(error) ?? 1_000);
 */
export function retryAfterMs(error: unknown): number | null {
  return requestedDelayMs(error) || null;
}

/** The maximum length of a chain of causes, which may be circular. */
const maxCauses = 5;

/**
 * Returns a copy of an error with only its name, message, code, stack and causes.
 * An HTTP client's error may contain data from the server: undici's contains an answer that it cannot read.
 */
export function redactedError(error: unknown, depth = 1): Error {
  const { message, cause } = plain(error);
  const inner =
    cause.cause instanceof Error && depth < maxCauses ? redactedError(cause.cause, depth + 1) : null;
  const bare = inner ? new Error(message, { cause: inner }) : new Error(message);
  for (const [key, value] of Object.entries({ name: cause.name, stack: cause.stack }))
    Object.defineProperty(bare, key, { value, configurable: true, writable: true });
  const code: unknown = Reflect.get(cause, "code");
  if (typeof code === "string") Object.assign(bare, { code });
  return bare;
}

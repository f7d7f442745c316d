import {
  type Client,
  createClient,
  type ErrorCode,
  type Fetch,
  memoryStore,
  type RouterErrors,
  type RouterInputs,
  type RouterOutputs,
} from "@caretype/client";
import { callMessage } from "@caretype/core/kernel/error/fields-in-words";
import { fieldErrors, inputMessage } from "@caretype/core/kernel/error/input-messages";
import { requireKnown, requireOptions } from "../require-known.ts";
import { contract } from "./contract.ts";
import { withhold } from "./contract-parts.ts";
import { MockAccounts } from "./mock-accounts.ts";
import { type FailureDetails, MockFailure } from "./mock-failure.ts";
import { MockRecords } from "./mock-records.ts";

// biome-ignore lint/performance/noBarrelFile: this is the entry of the package for the mock.
export { type FailureDetails, MockFailure } from "./mock-failure.ts";

type Feature = keyof RouterInputs & string;

/** The name of a procedure, such as `patient.create`. */
export type ProcedureName = { [Name in Feature]: `${Name}.${keyof RouterInputs[Name] & string}` }[Feature];

/** The entry for a name in a map by feature and procedure. */
type Of<
  All extends Record<Feature, unknown>,
  Name extends ProcedureName,
> = Name extends `${infer First extends Feature}.${infer Second}`
  ? All[First][Second & keyof All[First]]
  : never;

/** The input of a procedure, by its name. */
export type InputOf<Name extends ProcedureName> = Of<RouterInputs, Name>;

/** The output of a procedure, by its name. */
export type OutputOf<Name extends ProcedureName> = Of<RouterOutputs, Name>;

/** Handlers of procedures, by feature. Inputs and outputs are those of the client. */
export type MockHandlers = {
  [Name in Feature]?: {
    [Procedure in keyof RouterInputs[Name] & keyof RouterOutputs[Name]]?: (
      input: RouterInputs[Name][Procedure],
    ) => RouterOutputs[Name][Procedure] | Promise<RouterOutputs[Name][Procedure]>;
  };
};

/** The roles of a practice's members. */
export type Role = RouterInputs["invitation"]["create"]["role"];

/** The settings of a mock. All have defaults. */
export type MockOptions = {
  /** The role of `client`. Default: `owner`. */
  role?: Role;
  /** Whether each feature starts with one record, the contract's example. Default: true. */
  examples?: boolean;
  /** Whether to reject inputs that the server rejects without its database. Default: true. */
  validate?: boolean;
};

type OwnErrors<Name extends ProcedureName> = Of<RouterErrors, Name>;
type AnyOwnError = { [Name in Feature]: RouterErrors[Name][keyof RouterErrors[Name]] }[Feature];

/** The possible error codes of a procedure: its own, and the general ones. */
export type FailureCode<Name extends ProcedureName> =
  | Extract<OwnErrors<Name>, ErrorCode>
  | Exclude<ErrorCode, AnyOwnError>;

type Times = {
  /** The number of failing calls. Default: 1. */
  times?: number;
  /** The details of the error besides its code. */
  details?: FailureDetails;
};

/** An in-memory backend for stories and component tests, in browsers and in Node. */
export type MockBackend = {
  /** A client of a member with the role in `MockOptions`, signed in. */
  readonly client: Client;
  /** The credentials of `client`, for sign-in forms. */
  readonly credentials: { readonly email: string; readonly password: string };
  /** The `fetch` of the app's own client: `createClient({ url, fetch: backend.fetch })`, with any URL. */
  readonly fetch: Fetch;
  /**
   * Answers a request to `/trpc`, for MSW and the like.
   *
   * @example
   * http.all("*\/trpc/*", ({ request }) => backend.handle(request));
   */
  handle(request: Request): Promise<Response>;
  /** A new client, signed in as another member, with the same records. */
  as(role: Role): Client;
  /** A new client, not signed in. */
  anonymous(): Client;
  /**
   * Returns the contract's example of an output, as a base for your own.
   *
   * @example
   * const patient = { ...backend.example("patient.byId"), name: "Ann Lee" };
   */
  example<Name extends ProcedureName>(procedure: Name): OutputOf<Name>;
  /**
   * Returns the inputs of all calls of a procedure so far, earliest first. Refused calls count, too.
   *
   * @example
   * expect(backend.calls("patient.create")).toEqual([{ name: "Ann Lee", gender: "female" }]);
   */
  calls<Name extends ProcedureName>(procedure: Name): InputOf<Name>[];
  /**
   * Fails the next call with this code, and with the server's message and status. The call changes nothing. The
   * client retries `SERVICE_UNAVAILABLE`: raise `times`, or create the client with `retry: false`.
   *
   * @example
   * backend.failNext("PATIENT_NOT_FOUND", { procedure: "patient.byId" });
   */
  failNext<Name extends ProcedureName>(code: FailureCode<Name>, options: Times & { procedure: Name }): void;
  failNext(code: ErrorCode, options?: Times): void;
  /** Delays every call by this many milliseconds, until it is set to 0. */
  latency(milliseconds: number): void;
};

/** The part of a request to `/trpc` that is read. */
type Received = { url: URL; headers: Headers; body: string; signal: AbortSignal | null };

type Failure = Times & { code: ErrorCode; procedure?: string; left: number };

type Answered = { status: number; body: object };

type Called = { path: string; input: unknown; access: string | null; key: string | null };

const credentials = { email: "jane.roe@example.org", password: "nine lives of a lamp" };

/** A reserved name: nothing is sent. */
const url = "http://caretype.invalid";

/**
 * Creates an in-memory backend. Your handlers take precedence. Without one, records of plain features are stored:
 * `create` adds them, and `byId`, `list`, `update`, `remove`, `restore` and steps such as `appointment.cancel` use
 * them. All other procedures return the contract's example, with matching fields of the input. The mock checks inputs
 * and roles like the server. Fields that a role may not see are null, except in outputs of handlers.
 *
 * @example
 * import { createMockBackend } from "@caretype/testing/mock";
 *
 * const backend = createMockBackend({
 *   patient: { count: () => ({ count: 3, isExact: true }) },
 * });
 * render(<App client={backend.client} />);
 */
export function createMockBackend(handlers: MockHandlers = {}, options: MockOptions = {}): MockBackend {
  requireOptions(options, { role: 1, examples: 1, validate: 1 });
  requireHandlers(handlers);
  const { role = "owner", examples = true, validate = true } = options;
  const accounts = new MockAccounts(contract);
  const calls = new MockCalls({ handlers, accounts, records: new MockRecords(contract, examples), validate });
  const fetch: Fetch = (to, { headers = {}, body, signal = null }) =>
    calls.answer({ url: new URL(to, url), headers: new Headers(headers), body: String(body ?? ""), signal });
  const signedIn = (of: Role, email: string) => {
    requireKnown("role", of, Object.keys(contract.permissions));
    const store = memoryStore();
    void store.write(accounts.add({ email, password: credentials.password }, of));
    return createClient({ url, fetch, store });
  };
  return {
    client: signedIn(role, credentials.email),
    credentials,
    fetch,
    handle: async (request) =>
      calls.answer({
        url: new URL(request.url),
        headers: request.headers,
        body: await request.text(),
        signal: request.signal,
      }),
    as: (other) => signedIn(other, `${other}@example.org`),
    anonymous: () => createClient({ url, fetch }),
    // Casts: the contract and the client define these types.
    example: (procedure) => structuredClone(contract.procedures[known(procedure)]?.example) as never,
    calls: (procedure) => calls.inputsOf(known(procedure)) as never[],
    failNext(code: ErrorCode, failure: Times & { procedure?: ProcedureName } = {}) {
      requireOptions(failure, { procedure: 1, times: 1, details: 1 });
      requireKnown("error code", code, Object.keys(contract.errors));
      if (failure.procedure !== undefined) known(failure.procedure);
      calls.fail({ ...failure, code, left: failure.times ?? 1 });
    },
    latency: (milliseconds) => calls.delay(milliseconds),
  };
}

/** Returns a procedure's name. Throws a `TypeError` for an unknown one. */
function known(path: string): string {
  requireKnown("procedure", path, Object.keys(contract.procedures));
  return path;
}

function requireHandlers(handlers: MockHandlers): void {
  for (const [feature, own] of Object.entries(handlers))
    for (const [name, handler] of Object.entries(own))
      if (typeof handler !== "function")
        throw new TypeError(`The handler of ${feature}.${name} is not a function`);
      else known(`${feature}.${name}`);
}

type Parts = { handlers: MockHandlers; accounts: MockAccounts; records: MockRecords; validate: boolean };

/** Answers requests as the server's `/trpc` does. */
class MockCalls {
  readonly #parts: Parts;
  readonly #calls: { path: string; input: unknown }[] = [];
  readonly #keyed = new Map<string, Promise<unknown>>();
  #failures: Failure[] = [];
  #milliseconds = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  inputsOf(path: string): unknown[] {
    return this.#calls.filter((call) => call.path === path).map(({ input }) => input);
  }

  fail(failure: Failure): void {
    this.#failures.push(failure);
  }

  delay(milliseconds: number): void {
    this.#milliseconds = milliseconds;
  }

  async answer({ url: { pathname, searchParams }, headers, body, signal }: Received): Promise<Response> {
    await pause(this.#milliseconds, signal);
    const isBatch = searchParams.has("batch");
    const paths = decoded(pathname.replace(/^.*\/trpc\//, ""))?.split(",");
    if (paths === undefined)
      return responseOf([refusal(new MockFailure("MALFORMED_REQUEST"), pathname)], false);
    const sent = parsed(body || searchParams.get("input") || "null");
    const access = headers.get("authorization")?.replace("Bearer ", "") ?? null;
    const keys = headers.get("idempotency-key")?.split(",") ?? [];
    const answers = await Promise.all(
      paths.map((path, at) => {
        const input = isBatch && sent !== unreadable ? Reflect.get(Object(sent), at) : sent;
        return this.#envelope({ path, input, access, key: keys[at] || null });
      }),
    );
    signal?.throwIfAborted();
    return responseOf(answers, isBatch);
  }

  async #envelope(call: Called): Promise<Answered> {
    if (call.input !== unreadable) this.#calls.push({ path: call.path, input: call.input });
    try {
      return { status: 200, body: { result: { data: await this.#once(call) } } };
    } catch (error) {
      return refusal(error, call.path);
    }
  }

  /** Does not repeat a call with a known idempotency key. */
  #once(call: Called): Promise<unknown> {
    const key = call.key && `${call.access} ${call.path} ${call.key}`;
    const earlier = this.#keyed.get(key ?? "");
    if (earlier !== undefined) return earlier;
    const answer = this.#run(call);
    if (key) {
      this.#keyed.set(key, answer);
      // A failed call changed nothing, and may be repeated.
      answer.catch(() => this.#keyed.delete(key));
    }
    return answer;
  }

  async #run({ path, input, access }: Called): Promise<unknown> {
    this.#failIfAsked(path);
    // Excludes `constructor` and other inherited names.
    const procedure = Object.hasOwn(contract.procedures, path) ? contract.procedures[path] : undefined;
    if (!procedure) throw new MockFailure("ROUTE_NOT_FOUND");
    const { handlers, accounts, records, validate } = this.#parts;
    const caller = accounts.callerOf(access);
    const held = contract.permissions[caller?.role ?? ""] ?? [];
    if (procedure.permission !== null) {
      if (!caller) throw new MockFailure("UNAUTHENTICATED");
      if (!held.includes(procedure.permission))
        throw new MockFailure("PERMISSION_DENIED", { permission: procedure.permission });
    }
    // In the server's order: it reads no body of an anonymous caller.
    if (input === unreadable) throw new MockFailure("MALFORMED_REQUEST");
    if (validate) requireValid(path, input);
    const [feature = "", name = ""] = path.split(".");
    // Typed by feature. Only the names are known here.
    const handler: unknown = Reflect.get(Object(Reflect.get(handlers, feature)), name);
    if (typeof handler === "function") return handler(input);
    const answer = accounts.answer(path, input, access) ?? records.answer(path, input);
    return withhold(answer?.data, procedure.withheld, held);
  }

  #failIfAsked(path: string): void {
    const failure = this.#failures.find(({ procedure }) => procedure === undefined || procedure === path);
    if (!failure) return;
    failure.left -= 1;
    if (failure.left <= 0) this.#failures = this.#failures.filter((other) => other !== failure);
    throw new MockFailure(failure.code, failure.details);
  }
}

/** Throws the server's `INVALID_INPUT`, with messages by field. */
function requireValid(path: string, input: unknown): void {
  const { error } = contract.inputs[path]?.safeParse(input, { error: inputMessage }) ?? {};
  if (error) throw new MockFailure("INVALID_INPUT", { errors: fieldErrors(error) });
}

function responseOf(answers: readonly Answered[], isBatch: boolean): Response {
  const statuses = new Set(answers.map(({ status }) => status));
  const [status = 200] = statuses;
  return new Response(JSON.stringify(isBatch ? answers.map((answer) => answer.body) : answers[0]?.body), {
    status: statuses.size > 1 ? mixed : status,
    headers: { "content-type": "application/json", ...(isPassing(status) && { "retry-after": "1" }) },
  });
}

/** Undefined for an invalid address, such as one with `%ZZ`. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The input of a call with invalid JSON. */
const unreadable = Symbol("unreadable");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return unreadable;
  }
}

/** tRPC's status for a batch with different statuses. */
const mixed = 207;

/** Whether the error has a `Retry-After`. */
const isPassing = (status: number) => status === 429 || status === 503;

async function pause(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted();
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** The server's format of an error. A handler's own error keeps its message. */
function refusal(error: unknown, path: string): Answered {
  const { code, details } = error instanceof MockFailure ? error : new MockFailure("INTERNAL");
  const { number, status, title } = contract.errors[code] ?? { number: -32603, status: 500, title: code };
  const denied = contract.denials[details?.permission ?? ""];
  const refused = callMessage(path, { code, message: denied ?? title, errors: details?.errors });
  const message = error instanceof MockFailure ? refused : `The handler of ${path} failed: ${String(error)}`;
  const data = { ...contract.errorData, ...details, code, httpStatus: status, requestId: null };
  return { status, body: { error: { code: number, message, data } } };
}

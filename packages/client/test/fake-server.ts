import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ErrorCode } from "@caretype/api";
import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import type { SecondFactorChallenge, Tokens } from "../src/index.ts";

/** A refusal with the data that the server's own error formatter sends. */
export class Refusal extends TRPCError {
  readonly data: object;

  constructor(
    code: ErrorCode,
    trpc: TRPC_ERROR_CODE_KEY,
    details: { errors?: Record<string, string[]>; secondFactor?: SecondFactorChallenge } = {},
  ) {
    super({ code: trpc, message: code });
    this.data = { code, requestId: "request-1", errors: null, blockedBy: null, current: null, ...details };
  }
}

export const unauthenticated = () => new Refusal("UNAUTHENTICATED", "UNAUTHORIZED");
export const unavailable = () => new Refusal("SERVICE_UNAVAILABLE", "SERVICE_UNAVAILABLE");

/** A promise that the test settles. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: () => resolve() };
}

type SeenRequest = { method: string; url: string; paths: string[]; token: string | null; headers: Headers };
const anything = (input: unknown) => input;
type Work = (input: unknown) => unknown;

/** tRPC over real HTTP, in the router's shape, with sessions that a test can break at will. */
export class FakeServer {
  readonly requests: SeenRequest[] = [];
  /** What a procedure does besides checking its token; by path. */
  readonly work: Record<string, Work> = {};
  accessSeconds = 3600;
  now = () => Date.now();
  #sessions = 0;
  #serial = 0;
  #goodAccess = new Set<string>();
  #goodRefresh = new Map<string, string>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => this.#handle(request, response));
  }

  /** For each request, before tRPC has it; what is not null has answered it. */
  intercept: (paths: string[], response: ServerResponse) => unknown = () => null;

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.url;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  startSession(): Tokens {
    this.#sessions += 1;
    return this.#issue(`session-${this.#sessions}`);
  }

  accept(access: string): string {
    this.#goodAccess.add(access);
    return access;
  }

  /** Access tokens are refused from now on, as if expired; refresh tokens still work. */
  expireAccess(): void {
    this.#goodAccess.clear();
  }

  endSessions(): void {
    this.#goodAccess.clear();
    this.#goodRefresh.clear();
  }

  /** How often a procedure was called. */
  calls(path: string): number {
    return this.requests.flatMap(({ paths }) => paths).filter((called) => called === path).length;
  }

  #issue(sid: string): Tokens {
    this.#serial += 1;
    const iat = Math.floor(this.now() / 1000);
    const claims = { sub: "account-1", sid, iat, exp: iat + this.accessSeconds, jti: this.#serial };
    const access = `head.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;
    const refresh = `refresh-${this.#serial}`;
    this.#goodAccess.add(access);
    this.#goodRefresh.set(refresh, sid);
    return { access, refresh };
  }

  #rotate(refresh: string): Tokens {
    const sid = this.#goodRefresh.get(refresh);
    if (!sid) throw new Refusal("INVALID_REFRESH_TOKEN", "UNAUTHORIZED");
    this.#goodRefresh.delete(refresh);
    return this.#issue(sid);
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "http://server");
    const headers = new Headers(request.headers as Record<string, string>);
    const token = headers.get("authorization")?.replace("Bearer ", "") ?? null;
    const paths = url.pathname.replace("/trpc/", "").split(",");
    this.requests.push({ method: request.method ?? "", url: request.url ?? "", paths, token, headers });
    if (this.intercept(paths, response) === null) this.#trpc(request, response);
  }

  #trpc = createHTTPHandler({
    router: this.#router(),
    basePath: "/trpc/",
    allowMethodOverride: true,
    maxBatchSize: 10,
    createContext: ({ req }) => ({ token: req.headers.authorization?.replace("Bearer ", "") ?? null }),
  });

  #router() {
    const t = initTRPC.context<{ token: string | null }>().create({
      isDev: false,
      errorFormatter: ({ shape, error }) => ({
        ...shape,
        data: error instanceof Refusal ? error.data : null,
      }),
    });
    const guarded = t.procedure.use(({ ctx, next }) => {
      if (!this.#goodAccess.has(ctx.token ?? "")) throw unauthenticated();
      return next();
    });
    const open = t.procedure.input(anything);
    const signedIn = guarded.input(anything);
    const does =
      (path: string) =>
      async ({ input }: { input: unknown }) =>
        (await this.work[path]?.(input)) ?? null;
    const start = async (path: string, input: unknown) => {
      await this.work[path]?.(input);
      const tokens = this.startSession();
      return { id: "account-1", user: { id: "account-1" }, ...tokens, tokens };
    };
    return t.router({
      account: t.router({
        register: open.mutation(({ input }) => start("account.register", input)),
        login: open.mutation(({ input }) => start("account.login", input)),
        refresh: open.mutation(async ({ input }) => {
          await this.work["account.refresh"]?.(input);
          return this.#rotate((input as { refresh: string }).refresh);
        }),
        logout: signedIn.mutation(() => this.endSessions()),
        logoutEverywhere: guarded.mutation(async () => {
          await this.work["account.logoutEverywhere"]?.(undefined);
          this.endSessions();
        }),
        me: signedIn.query(does("account.me")),
      }),
      patient: t.router({
        byId: signedIn.query(does("patient.byId")),
        list: signedIn.query(does("patient.list")),
        create: signedIn.mutation(does("patient.create")),
      }),
    });
  }
}

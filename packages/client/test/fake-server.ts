import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ErrorCode } from "@caretype/api";
import { initTRPC, type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { onTestFinished } from "vitest";
import type { CurrentKind, SecondFactorChallenge, Tokens } from "../src/index.ts";

/** A refusal with data as from the server's error formatter. */
export class Refusal extends TRPCError {
  readonly data: object;

  constructor(
    code: ErrorCode,
    trpc: TRPC_ERROR_CODE_KEY,
    details: {
      errors?: Record<string, string[]>;
      secondFactor?: SecondFactorChallenge;
      httpStatus?: number;
      current?: object;
      currentKind?: CurrentKind;
    } = {},
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

/** `cookie` is the cookie's refresh token, or undefined if the request does not ask for it. */
type Context = { token: string | null; cookie?: string | undefined; setCookie: (value: string) => void };

/** Stores the server's only cookie, as a browser does for all its tabs. */
export function createBrowser() {
  const jar = { cookie: "" };
  const fetch = async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    if (jar.cookie) headers.set("cookie", jar.cookie);
    const response = await globalThis.fetch(url, { ...init, headers });
    for (const set of response.headers.getSetCookie()) jar.cookie = set;
    return response;
  };
  return { jar, fetch };
}

/** tRPC over real HTTP, in the router's shape, with sessions that a test can break. */
export class FakeServer {
  readonly requests: SeenRequest[] = [];
  /** By path: the procedure's work after its token check. */
  readonly work: Record<string, Work> = {};
  accessSeconds = 3600;
  /** The account of new sessions. */
  accountId = "account-1";
  now = () => Date.now();
  #sessions = 0;
  #serial = 0;
  #goodAccess = new Set<string>();
  #goodRefresh = new Map<string, { sid: string; sub: string }>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#handle(request, response));
  }

  /** Called for each request before tRPC. A non-null result is the answer. */
  intercept: (paths: string[], response: ServerResponse) => unknown = () => null;

  /** Starts a server that closes with the test. */
  static async start(): Promise<FakeServer> {
    const server = new FakeServer();
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => server.close());
    return server;
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
    return this.#issue({ sid: `session-${this.#sessions}`, sub: this.accountId });
  }

  accept(access: string): string {
    this.#goodAccess.add(access);
    return access;
  }

  /** Rejects current access tokens as expired. Refresh tokens still work. */
  expireAccess(): void {
    this.#goodAccess.clear();
  }

  endSessions(): void {
    this.#goodAccess.clear();
    this.#goodRefresh.clear();
  }

  /** Ends a session whose cookie is overwritten, as the server does. */
  #endReplaced({ cookie = "" }: Context): void {
    const replaced = this.#goodRefresh.get(cookie);
    if (!replaced) return;
    this.#goodRefresh.delete(cookie);
    const isOf = (access: string) => atob(access.split(".")[1] ?? "").includes(`"sid":"${replaced.sid}"`);
    for (const access of [...this.#goodAccess].filter(isOf)) this.#goodAccess.delete(access);
  }

  /** The number of calls of a procedure. */
  calls(path: string): number {
    return this.requests.flatMap(({ paths }) => paths).filter((called) => called === path).length;
  }

  #issue({ sid, sub }: { sid: string; sub: string }): Tokens {
    this.#serial += 1;
    const iat = Math.floor(this.now() / 1000);
    const claims = { sub, sid, iat, exp: iat + this.accessSeconds, jti: this.#serial };
    const access = `head.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;
    const refresh = `refresh-${this.#serial}`;
    this.#goodAccess.add(access);
    this.#goodRefresh.set(refresh, { sid, sub });
    return { access, refresh };
  }

  #rotate(refresh: string): Tokens {
    const family = this.#goodRefresh.get(refresh);
    if (!family) throw new Refusal("INVALID_REFRESH_TOKEN", "UNAUTHORIZED");
    this.#goodRefresh.delete(refresh);
    return this.#issue(family);
  }

  #keep({ cookie, setCookie }: Context, tokens: Tokens): Tokens {
    if (cookie === undefined) return tokens;
    setCookie(tokens.refresh);
    return { ...tokens, refresh: "cookie" };
  }

  #refresh(context: Context, refresh: string): Tokens {
    const isInCookie = context.cookie !== undefined && refresh === "cookie";
    try {
      return this.#keep(context, this.#rotate(isInCookie ? (context.cookie ?? "") : refresh));
    } catch (error) {
      if (isInCookie) context.setCookie("");
      throw error;
    }
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
    createContext: ({ req, res }): Context => ({
      token: req.headers.authorization?.replace("Bearer ", "") ?? null,
      ...(req.headers["caretype-session"] === "cookie" && {
        cookie: req.headers.cookie?.replace("refresh=", "") ?? "",
      }),
      setCookie: (value) => res.setHeader("set-cookie", value && `refresh=${value}`),
    }),
  });

  #router() {
    const t = initTRPC.context<Context>().create({
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
    const start = async (path: string, input: unknown, ctx: Context) => {
      await this.work[path]?.(input);
      this.#endReplaced(ctx);
      const tokens = this.#keep(ctx, this.startSession());
      return { id: this.accountId, user: { id: this.accountId }, ...tokens, tokens };
    };
    const end = async (path: string, ctx: Context) => {
      await this.work[path]?.(undefined);
      this.endSessions();
      if (ctx.cookie !== undefined) ctx.setCookie("");
    };
    return t.router({
      account: t.router({
        register: open.mutation(({ input, ctx }) => start("account.register", input, ctx)),
        login: open.mutation(({ input, ctx }) => start("account.login", input, ctx)),
        refresh: open.mutation(async ({ input, ctx }) => {
          await this.work["account.refresh"]?.(input);
          return this.#refresh(ctx, (input as { refresh: string }).refresh);
        }),
        logout: signedIn.mutation(({ ctx }) => end("account.logout", ctx)),
        logoutEverywhere: guarded.mutation(({ ctx }) => end("account.logoutEverywhere", ctx)),
        me: signedIn.query(does("account.me")),
      }),
      patient: t.router({
        byId: signedIn.query(does("patient.byId")),
        list: signedIn.query(does("patient.list")),
        create: signedIn.mutation(does("patient.create")),
      }),
      import: t.router({
        begin: signedIn.mutation(does("import.begin")),
        addPart: signedIn.mutation(does("import.addPart")),
        check: signedIn.mutation(does("import.check")),
        run: signedIn.mutation(does("import.run")),
        progress: signedIn.query(does("import.progress")),
        cancel: signedIn.mutation(does("import.cancel")),
      }),
    });
  }
}

import { setImmediate as turn } from "node:timers/promises";
import { asId } from "@caretype/core/kernel/field/ids";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readClaims } from "../src/access-token.ts";
import { type Client, type ClientOptions, createClient, isErrorCode, type Tokens } from "../src/index.ts";
import { createBrowser, FakeServer } from "./fake-server.ts";

// Two clients over one store, with random interleavings of a user's actions in two tabs.

let server: FakeServer;

beforeEach(async () => {
  server = await FakeServer.start();
  server.work["account.login"] = (input) => {
    server.accountId = Object(input).email;
  };
});

afterEach(() => vi.unstubAllGlobals());

/** Like `localStorage`, which stores strings. */
function textStore() {
  let text = "null";
  return {
    read: (): Tokens | null => JSON.parse(text),
    write: (tokens: Tokens | null) => {
      text = JSON.stringify(tokens);
    },
  };
}

/** Like a database, with latency. */
function slowStore() {
  const { read, write } = textStore();
  return {
    read: async () => {
      await turn();
      return read();
    },
    write: async (tokens: Tokens | null) => {
      await turn();
      write(tokens);
    },
  };
}

function lockedStore() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...slowStore(),
    lock: <Result>(work: () => Promise<Result>): Promise<Result> => {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/** Like a keychain that keeps the refresh token alone. */
function shortStore() {
  const { read, write } = textStore();
  return {
    read,
    write: (tokens: Tokens | null) => write(tokens && { access: "", refresh: tokens.refresh }),
  };
}

function inCookie(): Partial<ClientOptions> {
  vi.stubGlobal("location", { origin: server.url, href: `${server.url}/page` });
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("BroadcastChannel", undefined);
  return { session: "cookie", fetch: createBrowser().fetch };
}

const kinds: [string, () => Partial<ClientOptions>][] = [
  ["a text", () => ({ store: textStore() })],
  ["a slow store", () => ({ store: slowStore() })],
  ["a store with a lock", () => ({ store: lockedStore() })],
  ["a store of refresh tokens alone", () => ({ store: shortStore() })],
  ["a cookie", inCookie],
];

const acts = ["account-1", "account-2", "logout", "read", "expire", "resume"] as const;
type Act = (typeof acts)[number];

type Tab = { client: Client; name: string; account: string | null };

const accountIn = (token: string | null) => readClaims(token ?? "")?.accountId ?? null;
const isUnauthenticated = (error: unknown) => isErrorCode(error, "UNAUTHENTICATED");

/** The accounts of a tab's calls since then. */
const callersSince = (at: number, name: string) =>
  server.requests
    .slice(at)
    .filter(({ headers, paths }) => headers.get("x-tab") === name && paths.includes("patient.byId"))
    .flatMap(({ token }) => accountIn(token) ?? []);

async function act(tab: Tab, what: Act): Promise<void> {
  const { auth, patient } = tab.client;
  const at = server.requests.length;
  if (what === "logout") await auth.logout();
  else if (what === "resume") tab.account = (await auth.resume())?.accountId ?? null;
  else if (what === "expire" || what === "read") {
    if (what === "expire") server.expireAccess();
    await patient.byId.query({ id: asId("1") }).catch((error) => {
      if (!isUnauthenticated(error)) throw error;
    });
    const callers = callersSince(at, tab.name);
    tab.account ??= callers.at(-1) ?? null;
    expect(callers.filter((account) => account !== tab.account)).toEqual([]);
  } else {
    const { tokens } = await auth.login({ email: what, password: "a password" });
    tab.account = accountIn(tokens.access);
  }
}

it.each(kinds)("over %s never call as an account that is not theirs", async (_kind, optionsOf) => {
  const each = fc.constantFrom(...acts);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(each, each), { minLength: 3, maxLength: 10 }), async (steps) => {
      const options = optionsOf();
      const tabs = ["one", "other"].map((name): Tab => {
        const client = createClient({
          url: server.url,
          retry: false,
          ...options,
          headers: { "x-tab": name },
        });
        return { client, name, account: null };
      });
      for (const step of steps) await Promise.all(tabs.map((tab, index) => act(tab, step[index] ?? "read")));
    }),
    { numRuns: 20 },
  );
});

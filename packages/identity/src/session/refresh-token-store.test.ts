import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { addApp, createClock } from "@caretype/test-api/authenticator";
import { codeOf, failureOf } from "@caretype/test-api/failure";
import { newestMail } from "@caretype/test-api/mails";
import { origin, signUpWithPasskey } from "@caretype/test-api/passkeys";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";

const clock = createClock();
const api = await createTestApi({
  now: clock.now,
  appUrl: origin,
  loginFailures: { account: 10, address: 0 },
});
const password = "correct horse battery";

/** A store for one caller, as a surface provides it, that records what happened to the token. */
function createStore(stored: string | null = null) {
  const done: string[] = [];
  const store = {
    placeholder: "cookie",
    read: () => stored,
    save(refresh: string) {
      stored = refresh;
      done.push("saved");
    },
    clear() {
      stored = null;
      done.push("cleared");
    },
    clearAll() {
      stored = null;
      done.push("cleared all");
    },
  };
  const as = (context: Partial<RequestContext> = {}) =>
    api.callerWith({ refreshTokenStore: store, ...context });
  return { as, done, read: () => stored };
}

/** Signed in with a stored token. */
async function signUpStored() {
  const store = createStore();
  const email = `${crypto.randomUUID()}@example.org`;
  const { tokens, ...account } = await store.as().account.register({ email, password });
  store.done.length = 0;
  return { ...store, email, account, access: tokens?.access ?? "" };
}

const refresh = (store: ReturnType<typeof createStore>, sent = "cookie") =>
  store.as().account.refresh({ refresh: sent });

/** The answer has the placeholder instead of the token, and the stored token works. */
async function expectStored(store: ReturnType<typeof createStore>, answer: object) {
  const kept = store.read();
  expect(store.done).toEqual(["saved"]);
  expect(api.services.tokens.isRefreshToken(kept ?? "")).toBe(true);
  expect(JSON.stringify(answer)).not.toContain(kept);
  expect(JSON.stringify(answer)).toContain('"refresh":"cookie"');
  await api.anonymous.account.refresh({ refresh: kept ?? "" });
}

describe("the refresh token is stored and not shown after", () => {
  it("a registration", async () => {
    const store = createStore();
    const email = `${crypto.randomUUID()}@example.org`;
    await expectStored(store, await store.as().account.register({ email, password }));
  });

  it("a registration repeated with its key", async () => {
    const store = createStore();
    const input = { email: `${crypto.randomUUID()}@example.org`, password };
    const again = () =>
      store.as({ idempotency: { keys: ["one"], replayed: new Set() } }).account.register(input);
    await again();
    store.done.length = 0;
    await expectStored(store, await again());
  });

  it("a confirmed registration", async () => {
    const services = { ...api.services, registration: "verified" as const };
    const store = createStore();
    const email = `${crypto.randomUUID()}@example.org`;
    await store.as({ services }).account.register({ email, password });
    expect(store.done).toEqual([]);
    const { token } = await newestMail(api, email, "confirmRegistration");
    await expectStored(store, await store.as({ services }).account.confirmRegistration({ token, password }));
  });

  it("a sign-in", async () => {
    const { email } = await api.signUp();
    const store = createStore();
    await expectStored(store, await store.as().account.login({ email, password }));
  });

  it("a completed sign-in", async () => {
    const { email, caller } = await api.signUp();
    const { code } = await addApp(caller, clock);
    const store = createStore();
    const { details } = await failureOf(store.as().account.login({ email, password }));
    expect(store.done).toEqual([]);
    const { challenge = "" } = details.secondFactor ?? {};
    await expectStored(store, await store.as().account.completeLogin({ challenge, code: await code() }));
  });

  it("a passkey", async () => {
    const { passkey } = await signUpWithPasskey(api);
    const store = createStore();
    const options = await store.as().passkey.loginOptions();
    const answer = { challenge: options.challenge, response: passkey.assert(options) };
    await expectStored(store, await store.as().passkey.login(answer));
  });

  it("a refresh", async () => {
    const store = await signUpStored();
    const before = store.read();
    await expectStored(store, await refresh(store));
    expect(store.read()).not.toBe(before);
  });

  it("a refresh by the caller's own token, which is stored from then on", async () => {
    const store = createStore();
    await expectStored(store, await refresh(store, (await api.signUp()).refresh));
  });
});

describe("a refresh by the stored token", () => {
  it("drops it if refused", async () => {
    const store = await signUpStored();
    await api.callerWith({ accessToken: store.access }).account.logout();
    expect(await codeOf(refresh(store))).toBe("INVALID_REFRESH_TOKEN");
    expect(store.done).toEqual(["cleared"]);
  });

  it("keeps it if it fails", async () => {
    const store = await signUpStored();
    const unavailable = () => Promise.reject(new Error("not now"));
    const services = { ...api.services, database: { ...api.database, transaction: unavailable } };
    expect(await codeOf(store.as({ services }).account.refresh({ refresh: "cookie" }))).not.toBe(
      "INVALID_REFRESH_TOKEN",
    );
    expect(store.done).toEqual([]);
  });

  it("with an invalid own token keeps the stored one", async () => {
    const store = await signUpStored();
    expect(await codeOf(refresh(store, "another"))).toBe("INVALID_REFRESH_TOKEN");
    expect(store.done).toEqual([]);
  });

  it("is refused without a stored token, and the placeholder is no token for other callers", async () => {
    expect(await codeOf(refresh(createStore()))).toBe("INVALID_REFRESH_TOKEN");
    expect(await codeOf(api.anonymous.account.refresh({ refresh: "cookie" }))).toBe("INVALID_REFRESH_TOKEN");
  });
});

it("stores no token without a commit", async () => {
  const { email } = await api.signUp();
  const store = createStore();
  const append = () => Promise.reject(new Error("the audit cannot be written"));
  const services = { ...api.services, audit: { ...api.services.audit, append } };
  await failureOf(store.as({ services }).account.login({ email, password }));
  expect(store.done).toEqual([]);
});

describe("a sign-in that replaces a stored session", () => {
  /** A store that still has the stored, valid token. */
  async function expectAlive({ access, read }: Awaited<ReturnType<typeof signUpStored>>) {
    const { id } = await api.callerWith({ accessToken: access }).account.me();
    const renewed = await api.anonymous.account.refresh({ refresh: read() ?? "" });
    expect((await api.callerWith({ accessToken: renewed.access }).account.me()).id).toBe(id);
  }

  it.each(["the same account", "another account"])("as %s ends that session", async (who) => {
    const store = await signUpStored();
    const replaced = store.read() ?? "";
    const { email } = who === "the same account" ? store : await api.signUp();
    const { access } = await store.as().account.login({ email, password });
    expect(store.done).toEqual(["saved"]);
    expect(await codeOf(api.callerWith({ accessToken: store.access }).account.me())).toBe("UNAUTHENTICATED");
    expect(await codeOf(api.anonymous.account.refresh({ refresh: replaced }))).toBe("INVALID_REFRESH_TOKEN");
    await api.callerWith({ accessToken: access }).account.me();
    await refresh(store);
  });

  it("by the caller's own token ends it, too", async () => {
    const store = await signUpStored();
    await refresh(store, (await api.signUp()).refresh);
    expect(await codeOf(api.callerWith({ accessToken: store.access }).account.me())).toBe("UNAUTHENTICATED");
  });

  it("by its own token keeps it", async () => {
    const store = await signUpStored();
    await refresh(store, store.read() ?? "");
    await expectAlive(store);
  });

  it("that is refused or requires a second factor ends nothing", async () => {
    const store = await signUpStored();
    const { email, caller } = await api.signUp();
    await addApp(caller, clock);
    const attempt = (given: string) => codeOf(store.as().account.login({ email, password: given }));
    expect([await attempt("wrong"), await attempt(password)]).toEqual([
      "INVALID_CREDENTIALS",
      "SECOND_FACTOR_REQUIRED",
    ]);
    await expectAlive(store);
  });

  it("without a commit ends nothing", async () => {
    const store = await signUpStored();
    const append = () => Promise.reject(new Error("the audit cannot be written"));
    const services = { ...api.services, audit: { ...api.services.audit, append } };
    await failureOf(store.as({ services }).account.login({ email: store.email, password }));
    await expectAlive(store);
  });

  it("without a store ends nothing", async () => {
    const store = await signUpStored();
    await api.anonymous.account.login({ email: store.email, password });
    await expectAlive(store);
  });

  it("over an invalid token succeeds", async () => {
    const { email } = await api.signUp();
    const store = createStore("nonsense");
    await expectStored(store, await store.as().account.login({ email, password }));
  });
});

describe("signing out", () => {
  it.each(["logout", "logoutEverywhere"] as const)(
    "by %s drops the stored token and ends its session",
    async (how) => {
      const store = await signUpStored();
      const token = store.read() ?? "";
      await store.as({ accessToken: store.access }).account[how]();
      expect(store.done).toEqual(["cleared all"]);
      expect(await codeOf(api.anonymous.account.refresh({ refresh: token }))).toBe("INVALID_REFRESH_TOKEN");
    },
  );

  it("also ends the account's newer session of the stored token", async () => {
    const first = await signUpStored();
    const store = createStore();
    await store.as().account.login({ email: first.email, password });
    const token = store.read() ?? "";
    await store.as({ accessToken: first.access }).account.logout();
    expect(store.read()).toBeNull();
    expect(await codeOf(api.anonymous.account.refresh({ refresh: token }))).toBe("INVALID_REFRESH_TOKEN");
  });

  it.each(["logout", "logoutEverywhere"] as const)(
    "by %s keeps another account's newer session",
    async (how) => {
      const [one, other] = [await signUpStored(), await signUpStored()];
      await other.as({ accessToken: one.access }).account[how]();
      expect(other.done).toEqual([]);
      await refresh(other);
    },
  );

  it("drops an invalid token", async () => {
    const { access } = await api.signUp();
    const store = createStore("nonsense");
    await store.as({ accessToken: access }).account.logout({ refresh: "cookie" });
    expect(store.done).toEqual(["cleared all"]);
  });
});

it("stores no token under an idempotency key", async () => {
  const store = await signUpStored();
  const token = store.read() ?? "";
  const idempotency = { keys: [crypto.randomUUID()], replayed: new Set<number>() };
  await store.as({ accessToken: store.access, idempotency }).account.logout({ refresh: "cookie" });
  const rows = await api.database.reader.execute("select * from idempotency_key");
  expect(JSON.stringify(rows)).not.toContain(token);
});

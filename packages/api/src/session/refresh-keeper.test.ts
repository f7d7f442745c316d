import { describe, expect, it } from "vitest";
import { addApp, createClock } from "../../test/authenticator.ts";
import { failureOf } from "../../test/failure.ts";
import { newestMail } from "../../test/mails.ts";
import { origin, signUpWithPasskey } from "../../test/passkeys.ts";
import { createTestApi } from "../../test/support.ts";
import type { RequestContext } from "../procedure/context.ts";

const clock = createClock();
const api = await createTestApi({
  now: clock.now,
  appUrl: origin,
  loginFailures: { account: 10, address: 0 },
});
const password = "correct horse battery";

/** As a surface keeps a token for one caller, and what became of it. */
function createKeeper(held: string | null = null) {
  const done: string[] = [];
  const keeper = {
    word: "cookie",
    held: () => held,
    keep(refresh: string) {
      held = refresh;
      done.push("kept");
    },
    drop() {
      held = null;
      done.push("dropped");
    },
    leave() {
      held = null;
      done.push("left");
    },
  };
  const as = (context: Partial<RequestContext> = {}) => api.callerWith({ refreshKeeper: keeper, ...context });
  return { as, done, held: () => held };
}

/** Signed in with the token kept. */
async function signUpKept() {
  const keeper = createKeeper();
  const email = `${crypto.randomUUID()}@example.org`;
  const { tokens, ...account } = await keeper.as().account.register({ email, password });
  keeper.done.length = 0;
  return { ...keeper, email, account, access: tokens?.access ?? "" };
}

const refresh = (keeper: ReturnType<typeof createKeeper>, sent = "cookie") =>
  keeper.as().account.refresh({ refresh: sent });
const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;

/** The answer says the word wherever the token would be, and the token that is kept is good. */
async function expectKept(keeper: ReturnType<typeof createKeeper>, answer: object) {
  const kept = keeper.held();
  expect(keeper.done).toEqual(["kept"]);
  expect(api.services.tokens.isRefreshToken(kept ?? "")).toBe(true);
  expect(JSON.stringify(answer)).not.toContain(kept);
  expect(JSON.stringify(answer)).toContain('"refresh":"cookie"');
  await api.anonymous.account.refresh({ refresh: kept ?? "" });
}

describe("whoever is signed in never sees the refresh token, by", () => {
  it("a registration", async () => {
    const keeper = createKeeper();
    const email = `${crypto.randomUUID()}@example.org`;
    await expectKept(keeper, await keeper.as().account.register({ email, password }));
  });

  it("a registration that is sent again under its key", async () => {
    const keeper = createKeeper();
    const input = { email: `${crypto.randomUUID()}@example.org`, password };
    const again = () =>
      keeper.as({ idempotency: { keys: ["one"], replayed: new Set() } }).account.register(input);
    await again();
    keeper.done.length = 0;
    await expectKept(keeper, await again());
  });

  it("a registration that is confirmed", async () => {
    const services = { ...api.services, registration: "verified" as const };
    const keeper = createKeeper();
    const email = `${crypto.randomUUID()}@example.org`;
    await keeper.as({ services }).account.register({ email, password });
    expect(keeper.done).toEqual([]);
    const { token } = await newestMail(api, email, "confirmRegistration");
    await expectKept(keeper, await keeper.as({ services }).account.confirmRegistration({ token, password }));
  });

  it("a log-in", async () => {
    const { email } = await api.signUp();
    const keeper = createKeeper();
    await expectKept(keeper, await keeper.as().account.login({ email, password }));
  });

  it("a log-in that is completed", async () => {
    const { email, caller } = await api.signUp();
    const { code } = await addApp(caller, clock);
    const keeper = createKeeper();
    const { details } = await failureOf(keeper.as().account.login({ email, password }));
    expect(keeper.done).toEqual([]);
    const { challenge = "" } = details.secondFactor ?? {};
    await expectKept(keeper, await keeper.as().account.completeLogin({ challenge, code: await code() }));
  });

  it("a passkey", async () => {
    const { passkey } = await signUpWithPasskey(api);
    const keeper = createKeeper();
    const options = await keeper.as().passkey.loginOptions();
    const answer = { challenge: options.challenge, response: passkey.assert(options) };
    await expectKept(keeper, await keeper.as().passkey.login(answer));
  });

  it("a renewal", async () => {
    const keeper = await signUpKept();
    const before = keeper.held();
    await expectKept(keeper, await refresh(keeper));
    expect(keeper.held()).not.toBe(before);
  });

  it("a renewal by a token of one's own, which is kept from then on", async () => {
    const keeper = createKeeper();
    await expectKept(keeper, await refresh(keeper, (await api.signUp()).refresh));
  });
});

describe("a renewal by the kept token", () => {
  it("that is refused drops it", async () => {
    const keeper = await signUpKept();
    await api.callerWith({ accessToken: keeper.access }).account.logout();
    expect(await codeOf(refresh(keeper))).toBe("INVALID_REFRESH_TOKEN");
    expect(keeper.done).toEqual(["dropped"]);
  });

  it("that cannot be made keeps it", async () => {
    const keeper = await signUpKept();
    const unavailable = () => Promise.reject(new Error("not now"));
    const services = { ...api.services, database: { ...api.database, transaction: unavailable } };
    expect(await codeOf(keeper.as({ services }).account.refresh({ refresh: "cookie" }))).not.toBe(
      "INVALID_REFRESH_TOKEN",
    );
    expect(keeper.done).toEqual([]);
  });

  it("with a bad token of one's own leaves the kept one alone", async () => {
    const keeper = await signUpKept();
    expect(await codeOf(refresh(keeper, "another"))).toBe("INVALID_REFRESH_TOKEN");
    expect(keeper.done).toEqual([]);
  });

  it("is refused where none is kept, and the word is no token to who keeps their own", async () => {
    expect(await codeOf(refresh(createKeeper()))).toBe("INVALID_REFRESH_TOKEN");
    expect(await codeOf(api.anonymous.account.refresh({ refresh: "cookie" }))).toBe("INVALID_REFRESH_TOKEN");
  });
});

it("what is not committed keeps nothing", async () => {
  const { email } = await api.signUp();
  const keeper = createKeeper();
  const append = () => Promise.reject(new Error("the audit cannot be written"));
  const services = { ...api.services, audit: { ...api.services.audit, append } };
  await failureOf(keeper.as({ services }).account.login({ email, password }));
  expect(keeper.done).toEqual([]);
});

describe("signing in over a session that is kept", () => {
  /** With the kept token in the keeper still, as good as before. */
  async function expectAlive({ access, held }: Awaited<ReturnType<typeof signUpKept>>) {
    const { id } = await api.callerWith({ accessToken: access }).account.me();
    const renewed = await api.anonymous.account.refresh({ refresh: held() ?? "" });
    expect((await api.callerWith({ accessToken: renewed.access }).account.me()).id).toBe(id);
  }

  it.each(["the same account", "another account"])(
    "as %s ends that session, which nobody holds",
    async (who) => {
      const keeper = await signUpKept();
      const replaced = keeper.held() ?? "";
      const { email } = who === "the same account" ? keeper : await api.signUp();
      const { access } = await keeper.as().account.login({ email, password });
      expect(keeper.done).toEqual(["kept"]);
      expect(await codeOf(api.callerWith({ accessToken: keeper.access }).account.me())).toBe(
        "UNAUTHENTICATED",
      );
      expect(await codeOf(api.anonymous.account.refresh({ refresh: replaced }))).toBe(
        "INVALID_REFRESH_TOKEN",
      );
      await api.callerWith({ accessToken: access }).account.me();
      await refresh(keeper);
    },
  );

  it("by a token of one's own ends it, too", async () => {
    const keeper = await signUpKept();
    await refresh(keeper, (await api.signUp()).refresh);
    expect(await codeOf(api.callerWith({ accessToken: keeper.access }).account.me())).toBe("UNAUTHENTICATED");
  });

  it("by its own token leaves it", async () => {
    const keeper = await signUpKept();
    await refresh(keeper, keeper.held() ?? "");
    await expectAlive(keeper);
  });

  it("that is refused, or wants a second factor first, ends nothing", async () => {
    const keeper = await signUpKept();
    const { email, caller } = await api.signUp();
    await addApp(caller, clock);
    const attempt = (given: string) => codeOf(keeper.as().account.login({ email, password: given }));
    expect([await attempt("wrong"), await attempt(password)]).toEqual([
      "INVALID_CREDENTIALS",
      "SECOND_FACTOR_REQUIRED",
    ]);
    await expectAlive(keeper);
  });

  it("that is not committed ends nothing", async () => {
    const keeper = await signUpKept();
    const append = () => Promise.reject(new Error("the audit cannot be written"));
    const services = { ...api.services, audit: { ...api.services.audit, append } };
    await failureOf(keeper.as({ services }).account.login({ email: keeper.email, password }));
    await expectAlive(keeper);
  });

  it("without a keeper ends nothing", async () => {
    const keeper = await signUpKept();
    await api.anonymous.account.login({ email: keeper.email, password });
    await expectAlive(keeper);
  });

  it("over what is no token at all succeeds", async () => {
    const { email } = await api.signUp();
    const keeper = createKeeper("nonsense");
    await expectKept(keeper, await keeper.as().account.login({ email, password }));
  });
});

describe("logging out", () => {
  it.each(["logout", "logoutEverywhere"] as const)(
    "by %s drops the kept token and ends its session",
    async (how) => {
      const keeper = await signUpKept();
      const token = keeper.held() ?? "";
      await keeper.as({ accessToken: keeper.access }).account[how]();
      expect(keeper.done).toEqual(["left"]);
      expect(await codeOf(api.anonymous.account.refresh({ refresh: token }))).toBe("INVALID_REFRESH_TOKEN");
    },
  );

  it("ends the session that the account has begun anew with it, too", async () => {
    const first = await signUpKept();
    const keeper = createKeeper();
    await keeper.as().account.login({ email: first.email, password });
    const token = keeper.held() ?? "";
    await keeper.as({ accessToken: first.access }).account.logout();
    expect(keeper.held()).toBeNull();
    expect(await codeOf(api.anonymous.account.refresh({ refresh: token }))).toBe("INVALID_REFRESH_TOKEN");
  });

  it.each(["logout", "logoutEverywhere"] as const)(
    "by %s leaves who has signed in there since",
    async (how) => {
      const [one, other] = [await signUpKept(), await signUpKept()];
      await other.as({ accessToken: one.access }).account[how]();
      expect(other.done).toEqual([]);
      await refresh(other);
    },
  );

  it("drops what is no token at all", async () => {
    const { access } = await api.signUp();
    const keeper = createKeeper("nonsense");
    await keeper.as({ accessToken: access }).account.logout({ refresh: "cookie" });
    expect(keeper.done).toEqual(["left"]);
  });
});

it("nothing of it is kept under an idempotency key", async () => {
  const keeper = await signUpKept();
  const token = keeper.held() ?? "";
  const idempotency = { keys: [crypto.randomUUID()], replayed: new Set<number>() };
  await keeper.as({ accessToken: keeper.access, idempotency }).account.logout({ refresh: "cookie" });
  const rows = await api.database.reader.execute("select * from idempotency_key");
  expect(JSON.stringify(rows)).not.toContain(token);
});

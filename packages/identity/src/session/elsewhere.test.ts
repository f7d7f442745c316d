import { openDatabase, serverRole } from "@caretype/db";
import { membership } from "@caretype/db/schema";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createPrincipals } from "./principal/principals.ts";

// Changes reach other instances by notification: here each rechecks only after ten minutes. The delay of notifications
// (far below a second) is not tested, because a busy machine would make the test fail.
const recheckMilliseconds = 600_000;
const api = await createTestApi({ sessionRecheckMilliseconds: recheckMilliseconds });
const { reader } = api.database;
/** Another process: it has its own connections and listener. */
async function anotherInstance() {
  const database = openDatabase({ url: api.url, role: serverRole });
  const listening = Promise.withResolvers<void>();
  const principals = createPrincipals({
    database: { ...database, listen: (...to) => database.listen(...to).then(listening.resolve) },
    tokens: api.services.tokens,
    recheckMilliseconds,
  });
  onTestFinished(async () => {
    await principals.stop();
    await database.close();
  });
  await listening.promise;
  const services = { ...api.services, database, principals };
  return (accessToken: string) => api.callerWith({ accessToken, services });
}

type Elsewhere = Awaited<ReturnType<typeof anotherInstance>>;
let elsewhere: Elsewhere;
beforeEach(async () => {
  elsewhere = await anotherInstance();
});

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    ({ cause }) => cause?.code,
  );

/** The other instance's answer after the notification. */
const soon = (access: string, expected: string) =>
  vi.waitFor(async () => expect(await codeOf(elsewhere(access).account.me())).toBe(expected), {
    interval: 10,
  });

/** Two sessions of an account, and a colleague who co-owns its practice, all cached in both instances. */
async function makeWorld() {
  const [owner, signedIn] = [await api.signUp(), await api.signUp()];
  const { id: practiceId } = await owner.caller.practice.mine();
  await reader.delete(membership).where(eq(membership.accountId, signedIn.account.id));
  await reader.insert(membership).values({ practiceId, accountId: signedIn.account.id, role: "clinician" });
  api.services.principals.forget({ account: signedIn.account.id });
  const { email, password } = signedIn;
  const other = await api.anonymous.account.login({ email, password });
  for (const access of [signedIn.access, other.access, owner.access]) {
    await api.callerWith({ accessToken: access }).practice.mine();
    await elsewhere(access).practice.mine();
  }
  return { owner, signedIn, other, practiceId, staff: await api.signUpStaff() };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

const endings: Record<string, (world: World) => Promise<unknown>> = {
  "ending a session from another one": async ({ signedIn, other }) => {
    const { sessionId: id } = await api.services.tokens.verifyAccess(signedIn.access);
    await api.callerWith({ accessToken: other.access }).session.end({ id });
  },
  "ending all other sessions": ({ other }) =>
    api.callerWith({ accessToken: other.access }).session.endOthers(),
  "a sign-out": ({ signedIn }) => signedIn.caller.account.logout(),
  "ending all sessions": ({ signedIn }) => signedIn.caller.account.logoutEverywhere(),
  "reuse of a refresh token": async ({ signedIn: { refresh } }) => {
    const { refresh: second } = await api.anonymous.account.refresh({ refresh });
    await api.anonymous.account.refresh({ refresh: second });
    await failureOf(api.anonymous.account.refresh({ refresh }));
  },
  "a deactivation": ({ staff, signedIn }) =>
    staff.caller.staff.deactivate({ id: signedIn.account.id, reason: "left" }),
  "a password change in another session": async ({ signedIn, other }) => {
    const input = { currentPassword: signedIn.password, newPassword: "an entirely other one" };
    await api.callerWith({ accessToken: other.access }).account.changePassword(input);
  },
};

describe.each(Object.entries(endings))("%s", (_, end) => {
  it("applies here at the next call, and elsewhere by notification", async () => {
    const world = await makeWorld();
    await end(world);
    expect(await codeOf(world.signedIn.caller.account.me())).toBe("UNAUTHENTICATED");
    await soon(world.signedIn.access, "UNAUTHENTICATED");
    await elsewhere(world.owner.access).account.me();
  });
});

describe("a member", () => {
  const create = (caller: World["signedIn"]["caller"]) =>
    codeOf(caller.patient.create({ name: "Ann Lee", gender: "female" }));
  const both =
    (
      { signedIn }: World,
      answerOf: (caller: World["signedIn"]["caller"]) => Promise<string>,
      answer: string,
    ) =>
    async () => {
      expect(await answerOf(signedIn.caller)).toBe(answer);
      const answersSo = async () => expect(await answerOf(elsewhere(signedIn.access))).toBe(answer);
      await vi.waitFor(answersSo, { interval: 10 });
    };

  it("gets the permissions of a new role, here and elsewhere", async () => {
    const world = await makeWorld();
    await both(world, create, "ok")();
    const accountId = world.signedIn.account.id;
    await world.owner.caller.member.updateRole({ accountId, role: "viewer" });
    await both(world, create, "PERMISSION_DENIED")();
  });

  it("who is removed loses the practice, but stays signed in", async () => {
    const world = await makeWorld();
    await world.owner.caller.member.remove({ accountId: world.signedIn.account.id });
    await both(world, create, "PRACTICE_NOT_FOUND")();
    await both(world, (caller) => codeOf(caller.account.me()), "ok")();
  });
});

describe("an instance whose listener was disconnected", () => {
  const cutListeners = () =>
    reader.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ~* '^(listen|select 1$)'`);

  it("catches up when it listens again, and gets later notifications", async () => {
    const [missed, later] = [await makeWorld(), await makeWorld()];
    await cutListeners();
    await missed.signedIn.caller.account.logout();
    await soon(missed.signedIn.access, "UNAUTHENTICATED");
    await later.signedIn.caller.account.logout();
    await soon(later.signedIn.access, "UNAUTHENTICATED");
  });

  it("gets notifications from outside any instance", async () => {
    const { signedIn, practiceId } = await makeWorld();
    await api.database.transaction(async (tx) => {
      const isTheirs = and(
        eq(membership.practiceId, practiceId),
        eq(membership.accountId, signedIn.account.id),
      );
      await tx.update(membership).set({ role: "viewer" }).where(isTheirs);
      // An unknown notification, as from a newer version.
      await tx.execute(sql`select pg_notify('caretype_session', 'ward:unheard-of')`);
    });
    const isViewer = async () =>
      expect((await elsewhere(signedIn.access).practice.mine()).role).toBe("viewer");
    await vi.waitFor(isViewer, { interval: 10 });
  });
});

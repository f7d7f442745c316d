import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addApp, createClock } from "../../test/authenticator.ts";
import { failureOf } from "../../test/failure.ts";
import { createTestApi } from "../../test/support.ts";

const clock = createClock();
const required = await createTestApi({
  now: clock.now,
  staffSecondFactor: "required",
  // So that what another process knows is what it was told.
  sessionRecheckMilliseconds: 3_600_000,
});
const optional = await createTestApi({ now: clock.now });

async function signUpStaff(api: typeof required) {
  const person = await api.signUp();
  await api.database.reader.execute(sql`update account set is_staff = true where id = ${person.account.id}`);
  api.services.principals.forget({ account: person.account.id });
  return person;
}

const codeOfSearch = async (caller: typeof required.anonymous) =>
  caller.staff.accounts({}).then(
    () => "ok",
    async (error: unknown) => (await failureOf(Promise.reject(error))).code,
  );

describe("where staff accounts have to have a second factor", () => {
  it("administers nothing before one is set up, and everything from then on, in this session", async () => {
    const { caller } = await signUpStaff(required);
    expect(await codeOfSearch(caller)).toBe("SECOND_FACTOR_SETUP_REQUIRED");
    // What is no staff's matter is as ever.
    await caller.patient.list({});
    await addApp(caller, clock);
    expect(await codeOfSearch(caller)).toBe("ok");
    await caller.secondFactor.remove();
    expect(await codeOfSearch(caller)).toBe("SECOND_FACTOR_SETUP_REQUIRED");
  });

  it("is heard of in every process", async () => {
    const { caller, access } = await signUpStaff(required);
    const services = await required.anotherInstance();
    const elsewhere = required.callerWith({ accessToken: access, services });
    const hears = async (answer: string) => {
      await expect.poll(() => codeOfSearch(elsewhere)).toBe(answer);
      // By then it is known there, and stays so until something is heard.
      expect(await codeOfSearch(elsewhere)).toBe(answer);
    };
    await hears("SECOND_FACTOR_SETUP_REQUIRED");
    await addApp(caller, clock);
    await hears("ok");
    await caller.secondFactor.remove();
    await hears("SECOND_FACTOR_SETUP_REQUIRED");
  });

  it("asks for it in each session", async () => {
    const { caller, account } = await signUpStaff(required);
    const { code } = await addApp(caller, clock);
    await required.database.reader.execute(
      sql`update session set second_factor_at = null where account_id = ${account.id}`,
    );
    required.services.principals.forget({ account: account.id });
    expect(await codeOfSearch(caller)).toBe("REAUTHENTICATION_REQUIRED");
    await caller.account.reauthenticate({ code: await code() });
    expect(await codeOfSearch(caller)).toBe("ok");
  });

  it("keeps it when the session is renewed", async () => {
    const { caller, email, password } = await signUpStaff(required);
    const { code } = await addApp(caller, clock);
    const { refresh } = await required.anonymous.account.login({ email, password, code: await code() });
    const { access } = await required.anonymous.account.refresh({ refresh });
    expect(await codeOfSearch(required.callerWith({ accessToken: access }))).toBe("ok");
  });

  it("tells nobody else of it", async () => {
    const { caller } = await required.signUp();
    expect(await codeOfSearch(caller)).toBe("PERMISSION_DENIED");
  });
});

it("is a staff account's own choice elsewhere", async () => {
  const { caller } = await signUpStaff(optional);
  expect(await codeOfSearch(caller)).toBe("ok");
});

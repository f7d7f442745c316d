import { addApp, createClock } from "@caretype/test-api/authenticator";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

const clock = createClock();
const required = await createTestApi({
  now: clock.now,
  staffSecondFactor: "required",
  // Rare rechecks, so that another process learns of changes by notification only.
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

describe("with a required second factor for staff accounts", () => {
  it("allows administration only once one is set up, then in the same session", async () => {
    const { caller } = await signUpStaff(required);
    expect(await codeOfSearch(caller)).toBe("SECOND_FACTOR_SETUP_REQUIRED");
    // Other permissions are unaffected.
    await caller.patient.list({});
    await addApp(caller, clock);
    expect(await codeOfSearch(caller)).toBe("ok");
    await caller.secondFactor.remove();
    expect(await codeOfSearch(caller)).toBe("SECOND_FACTOR_SETUP_REQUIRED");
  });

  it("applies in every process", async () => {
    const { caller, access } = await signUpStaff(required);
    const services = await required.anotherInstance();
    const elsewhere = required.callerWith({ accessToken: access, services });
    const hears = async (answer: string) => {
      await expect.poll(() => codeOfSearch(elsewhere)).toBe(answer);
      // By then it is cached there, until a notification.
      expect(await codeOfSearch(elsewhere)).toBe(answer);
    };
    await hears("SECOND_FACTOR_SETUP_REQUIRED");
    await addApp(caller, clock);
    await hears("ok");
    await caller.secondFactor.remove();
    await hears("SECOND_FACTOR_SETUP_REQUIRED");
  });

  it("requires it in each session", async () => {
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

  it("keeps it when the session is refreshed", async () => {
    const { caller, email, password } = await signUpStaff(required);
    const { code } = await addApp(caller, clock);
    const { refresh } = await required.anonymous.account.login({ email, password, code: await code() });
    const { access } = await required.anonymous.account.refresh({ refresh });
    expect(await codeOfSearch(required.callerWith({ accessToken: access }))).toBe("ok");
  });

  it("reveals it to nobody else", async () => {
    const { caller } = await required.signUp();
    expect(await codeOfSearch(caller)).toBe("PERMISSION_DENIED");
  });
});

it("is optional for staff accounts without that setting", async () => {
  const { caller } = await signUpStaff(optional);
  expect(await codeOfSearch(caller)).toBe("ok");
});

import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { DatabaseHandle } from "@caretype/db";
import { makeStaffAccount } from "@caretype/test-database";
import { v7 as uuidv7 } from "uuid";
import { createCaller } from "./composed.ts";

/** The services under test, and the database with the owner's rights. `origin` is the origin for passkeys. */
type Served = { database: DatabaseHandle; services: Services; origin: string };

export type TestApi = ReturnType<typeof apiOf>;

const usualPassword = "correct horse battery";

/** Checks and hashes the usual password once, as both take as long as the rest of a registration. */
function knowing(passwords: Services["passwords"]): Services["passwords"] {
  let usualHash: Promise<string> | undefined;
  return {
    ...passwords,
    hash(password, address) {
      if (password !== usualPassword) return passwords.hash(password, address);
      usualHash ??= passwords.hash(password, address);
      return usualHash;
    },
    findWeakness: async (password, ...others) =>
      password === usualPassword ? null : passwords.findWeakness(password, ...others),
  };
}

/** Creates callers of the router in this process, and accounts for them. */
export function apiOf({ database, services, origin }: Served) {
  const callerWith = (context: Partial<RequestContext> = {}) =>
    createCaller({
      services,
      accessToken: null,
      practice: null,
      requestId: uuidv7(),
      address: "127.0.0.1",
      userAgent: null,
      idempotency: null,
      ...context,
    });
  const anonymous = callerWith();
  const registrar = callerWith({ services: { ...services, passwords: knowing(services.passwords) } });

  async function signUp(password = usualPassword) {
    const email = `${uuidv7()}@example.org`;
    const account = await registrar.account.register({ email, password });
    if (!account.tokens) throw new Error("no tokens");
    const { access, refresh } = account.tokens;
    return { account, email, password, access, refresh, caller: callerWith({ accessToken: access }) };
  }

  /** Signs up a staff account with a recently used second factor. */
  async function signUpStaff() {
    const person = await signUp();
    await makeStaffAccount(database.reader, person.account.id);
    services.principals.forget({ account: person.account.id });
    return person;
  }

  async function practiceWithPatient() {
    const owner = await signUp();
    const { id: patientId } = await owner.caller.patient.create({ name: "Ann Lee", gender: "female" });
    return { ...owner, patientId };
  }

  return { database, services, origin, callerWith, anonymous, signUp, signUpStaff, practiceWithPatient };
}

import type { DatabaseHandle } from "@caretype/db";
import { makeStaffAccount } from "@caretype/db/testing";
import { v7 as uuidv7 } from "uuid";
import { appRouter, createCallerFactory, type Services } from "../src/index.ts";
import type { RequestContext } from "../src/procedure/context.ts";

const createCaller = createCallerFactory(appRouter);

/** The services under test, and the database with the owner's rights. `origin` is the origin for passkeys. */
type Served = { database: DatabaseHandle; services: Services; origin: string };

export type TestApi = ReturnType<typeof apiOf>;

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

  async function signUp(password = "correct horse battery") {
    const email = `${uuidv7()}@example.org`;
    const account = await anonymous.account.register({ email, password });
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

  return { database, services, origin, callerWith, anonymous, signUp, signUpStaff };
}

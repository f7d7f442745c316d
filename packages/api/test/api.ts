import type { DatabaseHandle } from "@caretype/db";
import { noteStaff } from "@caretype/db/testing";
import { v7 as uuidv7 } from "uuid";
import { appRouter, createCallerFactory, type Services } from "../src/index.ts";
import type { RequestContext } from "../src/procedure/context.ts";

const createCaller = createCallerFactory(appRouter);

/** Where it is served, with all rights on the database. `origin`: of the pages that passkeys are for. */
type Served = { database: DatabaseHandle; services: Services; origin: string };

export type TestApi = ReturnType<typeof apiOf>;

/** Callers of the router in this process, and accounts to call it with. */
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

  /** One that administers, with a second factor given just now. */
  async function signUpStaff() {
    const person = await signUp();
    await noteStaff(database.reader, person.account.id);
    services.principals.forget({ account: person.account.id });
    return person;
  }

  return { database, services, origin, callerWith, anonymous, signUp, signUpStaff };
}

import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { recorded } from "@caretype/test-database";

type Api<Caller> = { services: Services; callerWith(context: Partial<RequestContext>): Caller };

/** Returns the SQL statements of a call in order, without values, even if the call fails. */
export async function statementsOf<Caller>(
  { services, callerWith }: Api<Caller>,
  call: (caller: Caller) => Promise<unknown>,
): Promise<string[]> {
  const texts: string[] = [];
  const record = ({ text }: { text: string }) => void texts.push(text);
  const { database } = services;
  const recording: Services["database"] = {
    ...database,
    reader: recorded(database.reader, record),
    transaction: (run) => database.transaction((tx) => run(recorded(tx, record))),
  };
  await call(callerWith({ services: { ...services, database: recording } })).catch(() => undefined);
  return texts;
}

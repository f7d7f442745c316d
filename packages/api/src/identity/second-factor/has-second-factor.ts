import { schema } from "@caretype/db";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

const { passkey, totpFactor } = schema;

/** SQL for whether an account has a second factor. Recovery codes alone do not count. */
export const hasSecondFactor = (id: SQLWrapper): SQL<boolean> => sql<boolean>`(
  exists (select from ${totpFactor} as app where app.account_id = ${id} and app.confirmed_at is not null)
  or exists (select from ${passkey} as key where key.account_id = ${id}))`;

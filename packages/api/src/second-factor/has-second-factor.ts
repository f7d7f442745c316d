import { schema } from "@caretype/db";
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

const { passkey, totpFactor } = schema;

/** Of the account with this id, as a part of another statement: recovery codes alone are no factor. */
export const hasSecondFactor = (id: SQLWrapper): SQL<boolean> => sql<boolean>`(
  exists (select from ${totpFactor} as app where app.account_id = ${id} and app.confirmed_at is not null)
  or exists (select from ${passkey} as key where key.account_id = ${id}))`;

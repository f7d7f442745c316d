import { type Database, pick, prepared } from "@caretype/db";
import { breakGlass } from "@caretype/db/schema";
import { and, desc, eq, lt, sql } from "drizzle-orm";
import { pageById } from "../../../kernel/field/paging.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { accountNames } from "../../../mechanisms/account-name.ts";
import type { BreakGlassPage, ListBreakGlass } from "./schema.ts";

const page = prepared(["practiceId", "id", "limit"], (db) =>
  db
    .select({
      ...pick(breakGlass, "id", "patientId", "accountId"),
      ...accountNames(sql`break_glass.account_id`, sql`break_glass.created_at`),
      ...pick(breakGlass, "reason", "createdAt", "expiresAt"),
    })
    .from(breakGlass)
    .where(
      and(eq(breakGlass.practiceId, sql.placeholder("practiceId")), lt(breakGlass.id, sql.placeholder("id"))),
    )
    .orderBy(desc(breakGlass.id))
    .limit(sql.placeholder("limit")),
);

/** Emergency access by staff to patients of the practice, with reasons, newest first. */
export const listBreakGlass = (
  db: Database,
  { practiceId }: Scope,
  input: ListBreakGlass,
): Promise<BreakGlassPage> => pageById(input, (place) => page(db).execute({ practiceId, ...place }));

import { type Database, schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { type Permission, type Role, rolePermissions } from "../../../kernel/permissions/permissions.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { quoted } from "../pipeline/cell-problems.ts";
import { ImportRefused } from "../pipeline/problems.ts";

const { account, membership } = schema;

/** The account that a command acts for, in the practice that it signs in to. */
export type Importer = Pick<Scope, "accountId" | "practiceId"> & { role: Role };

/** Finds the account with its oldest membership: the practice that it signs in to. */
async function findImporter(db: Database, email: string) {
  const [found] = await db
    .select({
      accountId: account.id,
      isActive: account.isActive,
      practiceId: membership.practiceId,
      role: membership.role,
    })
    .from(account)
    .innerJoin(membership, eq(membership.accountId, account.id))
    .where(sql`lower(${account.email}) = lower(${email.trim()})`)
    .orderBy(membership.createdAt, membership.practiceId)
    .limit(1);
  return found;
}

export type FoundImporter = {
  /** Undefined if no account has the address. */
  importer: Importer | undefined;
  /** The reason for refusing the command, if any. */
  refusal: ImportRefused | undefined;
};

/** Finds the account with an email address and checks its permissions. */
export async function checkImporter(
  db: Database,
  email: string,
  needed: readonly Permission[],
): Promise<FoundImporter> {
  const found = await findImporter(db, email);
  if (!found)
    return {
      importer: undefined,
      refusal: notAllowed(`No account has the email address ${quoted(email)}.`),
    };
  const { isActive, ...importer } = found;
  if (!isActive) return { importer, refusal: notAllowed(`The account ${quoted(email)} is deactivated.`) };
  const missing = needed.filter((permission) => !rolePermissions[importer.role].has(permission));
  if (missing.length === 0) return { importer, refusal: undefined };
  const message = `The account ${quoted(email)} has the role ${importer.role}, which lacks ${missing.join(", ")}.`;
  return { importer, refusal: new ImportRefused(message, { code: "PERMISSION_DENIED" }) };
}

/** The error code does not distinguish an unknown account from a deactivated one. */
const notAllowed = (message: string) => new ImportRefused(message, { code: "INVALID_CREDENTIALS" });

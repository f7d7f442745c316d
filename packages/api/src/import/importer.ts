import { type Database, schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { type Permission, type Role, rolePermissions } from "../permissions.ts";
import type { Scope } from "../procedure/scope.ts";
import { quoted } from "./cell-problems.ts";
import { ImportRefused } from "./problems.ts";

const { account, membership } = schema;

/** Whom a command is for: an account, in the practice that it signs in to. */
export type Importer = Pick<Scope, "accountId" | "practiceId"> & { role: Role };

/** The account with its oldest membership, which is the practice that it signs in to. */
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
  /** Undefined when no account has the address. */
  importer: Importer | undefined;
  /** Why it may not, if so. */
  refusal: ImportRefused | undefined;
};

/** Who has the e-mail address, and whether they may. */
export async function judgeImporter(
  db: Database,
  email: string,
  needed: readonly Permission[],
): Promise<FoundImporter> {
  const found = await findImporter(db, email);
  if (!found)
    return {
      importer: undefined,
      refusal: notAllowed(`No account has the e-mail address ${quoted(email)}.`),
    };
  const { isActive, ...importer } = found;
  if (!isActive) return { importer, refusal: notAllowed(`The account ${quoted(email)} is deactivated.`) };
  const missing = needed.filter((permission) => !rolePermissions[importer.role].has(permission));
  if (missing.length === 0) return { importer, refusal: undefined };
  const message = `The account ${quoted(email)} is ${importer.role} in its practice, which lacks ${missing.join(", ")}.`;
  return { importer, refusal: new ImportRefused(message, { code: "PERMISSION_DENIED" }) };
}

/** As the taxonomy has it: an unknown account and a deactivated one are not told apart. */
const notAllowed = (message: string) => new ImportRefused(message, { code: "INVALID_CREDENTIALS" });

import { appendEntries } from "@caretype/core/kernel/audit-log/queries";
import { messageOf } from "@caretype/core/kernel/error/field-messages";
import { Email, requiredLine } from "@caretype/core/kernel/field/schemas";
import { account, accountExternalId, practice } from "@caretype/db/schema";
import { insertAccount } from "@caretype/identity/account/queries";
import { couldBeEmail, practiceNameFor } from "@caretype/identity/account/rules";
import { Username } from "@caretype/identity/account/schema";
import { insertPractice } from "@caretype/identity/practice/queries";
import { ImportRefused } from "@caretype/import/source/problems";
import { eq, sql } from "drizzle-orm";
import { type DjangoHashKind, kindOfHash } from "../password/django-hash.ts";
import type { DjangoContext, Owner } from "./context.ts";
import { rowsOf } from "./find-tables.ts";
import { type Cells, type FieldProblem, instantOf, isSourceId, nameOf } from "./rows.ts";

export type UserChoice = {
  /** Addresses of existing accounts that get the records of the user with this address. In lower case. */
  joined: ReadonlySet<string>;
  /** Whether the addresses count as verified. */
  areVerified: boolean;
};

type Known = Owner & { mark: string | null };
type User = {
  id: string;
  email: string;
  name: string | undefined;
  /** Undefined if no account can have it. */
  username: string | undefined;
  isActive: boolean;
  createdAt: string | null;
};

/** Creates an account and a practice for each user. Existing accounts are never changed. */
export async function importUsers(context: DjangoContext, choice: UserChoice): Promise<void> {
  const { source, tables, throttle } = context;
  const known = await knownUsers(context);
  const taken = new Map<string, string>();
  for await (const rows of source.stream(rowsOf(context, tables.user, ["id"]))) {
    for (const cells of rows) await importUser(context, { cells, known, taken, choice });
    await throttle.pause();
  }
}

/** Users of earlier imports. */
async function knownUsers({ db, system }: DjangoContext): Promise<Map<string, Known>> {
  const { value, accountId, practiceId, mark } = accountExternalId;
  const rows = await db
    .select({ value, accountId, practiceId, mark, timeZone: practice.timeZone })
    .from(accountExternalId)
    .innerJoin(practice, eq(practice.id, practiceId))
    .where(eq(accountExternalId.system, system));
  return new Map(rows.map(({ value: id, ...owner }) => [id, owner]));
}

type Importing = {
  cells: Cells;
  known: ReadonlyMap<string, Known>;
  /** Users' ids by address in lower case. */
  taken: Map<string, string>;
  choice: UserChoice;
};

async function importUser(context: DjangoContext, { cells, known, taken, choice }: Importing): Promise<void> {
  const { report, owners } = context;
  const id = cells.id ?? "";
  const refuse = (found: readonly FieldProblem[]) => report.refuse("user", id, found);
  const before = known.get(id);
  if (before) {
    requireSameSystem(context, { cells, before });
    owners.set(id, before);
    taken.set((cells.email ?? "").trim().toLowerCase(), id);
    report.count("user", "present");
    return;
  }
  const user = userOf(cells);
  if (Array.isArray(user)) return refuse(user);
  const address = user.email.toLowerCase();
  const first = taken.get(address);
  if (first !== undefined)
    return refuse([{ field: "email", message: `Repeats the email address of the user ${first}` }]);
  taken.set(address, id);
  const joining = await findAccount(context, user.email);
  if (joining && !choice.joined.has(address)) return refuse([{ field: "email", message: existing }]);
  if (joining && !joining.canJoin)
    return refuse([
      { field: "email", message: "The account with this email address is deactivated, or is no person's" },
    ]);
  const owner = joining
    ? await giveRecords(context, joining)
    : await createUser(context, { user, cells, choice });
  await recordUser(context, { id, owner, mark: cells.joinedAt ?? null });
  report.count("user", joining ? "joined" : "imported");
}

const existing =
  "An account with this email address exists. If it is the same person's, name the address with --join";

/** Two systems may both have a user 1. Somebody who registered at another time is another person. */
function requireSameSystem(
  { tables, system }: DjangoContext,
  { cells, before }: { cells: Cells; before: Known },
) {
  if (before.mark === (cells.joinedAt ?? null)) return;
  throw new ImportRefused(
    `The user ${cells.id} of ${tables.user.table} registered at another time than the one that was imported as ${system}. If this is another system, name it with --system.`,
  );
}

const Name = requiredLine(200);

function userOf(cells: Cells): User | FieldProblem[] {
  const found: FieldProblem[] = [];
  const id = cells.id ?? "";
  if (!isSourceId(id)) found.push({ field: "id", message: "Not valid" });
  const email = Email.safeParse(cells.email ?? "");
  if (!email.success)
    found.push({ field: "email", message: cells.email?.trim() ? "Not an email address" : "Required" });
  const name = fullName(cells);
  if (name !== undefined && !name.success)
    found.push({ field: "name", message: messageOf(name.error.issues[0]?.message) });
  const createdAt = instantOf(cells.joinedAt);
  if (createdAt === undefined) found.push({ field: "joinedAt", message: "Not an instant of the past" });
  const hash = kindOfHash(cells.password ?? "");
  if (hash === "costly")
    found.push({
      field: "password",
      message: "Has so many iterations that each sign-in would stop the server",
    });
  if (found.length > 0 || !email.success || createdAt === undefined) return found;
  const isActive = cells.isActive !== "false";
  return {
    id,
    email: email.data,
    name: name?.data,
    username: usernameOf(cells, email.data),
    isActive,
    createdAt,
  };
}

function fullName(cells: Cells) {
  const given = nameOf(cells);
  if (Object.keys(given).length === 0) return undefined;
  return Name.safeParse(given.name ?? `${given.firstName} ${given.lastName}`);
}

/** A username must not look like another user's address. */
function usernameOf(cells: Cells, email: string): string | undefined {
  const username = Username.safeParse(cells.username ?? "");
  if (!username.success) return undefined;
  const isForeign = couldBeEmail(username.data) && username.data.toLowerCase() !== email.toLowerCase();
  return isForeign ? undefined : username.data;
}

type Joining = { accountId: Owner["accountId"]; name: string; username: string; canJoin: boolean };

async function findAccount({ db }: DjangoContext, email: string): Promise<Joining | undefined> {
  const [found] = await db
    .select({
      accountId: account.id,
      name: account.name,
      username: account.username,
      canJoin: sql<boolean>`${account.isActive} and ${account.kind} = 'person'`,
    })
    .from(account)
    .where(sql`lower(${account.email}) = lower(${email})`);
  return found;
}

/** A practice of its own, because the account's other practices may have other members. */
async function giveRecords({ db }: DjangoContext, { accountId, ...names }: Joining): Promise<Owner> {
  const { id: practiceId } = await insertPractice(db, { name: practiceNameFor(names), ownerId: accountId });
  return { accountId, practiceId, timeZone: null };
}

/** Not a hash, so that no password matches it. */
const noPassword = "none: imported without a usable password";

const reasons: Record<Exclude<DjangoHashKind, "usable">, string> = {
  costly: "",
  unusable: "has none",
  unsupported: "is hashed in a way that is not supported",
};

async function createUser(
  context: DjangoContext,
  { user, cells, choice }: Pick<Importing, "cells" | "choice"> & { user: User },
): Promise<Owner> {
  const { db, report } = context;
  const { id, email, name, username, isActive, createdAt } = user;
  const hash = cells.password ?? "";
  const kind = kindOfHash(hash);
  const created = await insertAccount(db, {
    email,
    ...(name !== undefined && { name }),
    ...(username !== undefined && { username, isUsernameWish: true }),
    ...(createdAt !== null && { createdAt }),
    isActive,
    emailVerified: choice.areVerified,
    passwordHash: kind === "usable" ? hash : noPassword,
  });
  if (kind !== "usable") report.withoutPassword.push({ id, reason: reasons[kind] });
  if (cells.username && created.username !== cells.username)
    report.renamed.push({ id, username: created.username });
  if (cells.isStaff === "true" || cells.isSuperuser === "true") report.formerStaff.push(id);
  const { id: practiceId } = await insertPractice(db, {
    name: practiceNameFor(created),
    ownerId: created.id,
  });
  return { accountId: created.id, practiceId, timeZone: null };
}

async function recordUser(
  { db, system, owners, entryIn }: DjangoContext,
  { id, owner, mark }: { id: string; owner: Owner; mark: string | null },
): Promise<void> {
  await db.insert(accountExternalId).values({ system, value: id, ...owner, mark });
  await appendEntries(db, [entryIn(owner.practiceId)([owner.accountId])]);
  owners.set(id, owner);
}

import { randomBytes } from "node:crypto";
import {
  type AccountReset,
  createOwnerAccount,
  createServices,
  createStaffAccount,
  ownUrl,
  resetAccountAs,
  type SwitchRequest,
  switchAccountAs,
} from "@caretype/api";
import { listStaff } from "@caretype/api/modules/staff/queries";
import type { StaffAccount } from "@caretype/api/modules/staff/schema";
import { print, printToStderr } from "@caretype/cli/output";
import { readPassword } from "@caretype/cli/password-prompt";
import type { Settings } from "../settings/settings.ts";
import { loadSecretKey, requireMatchingKey } from "../start/secret-key.ts";
import { withDatabase } from "./command-database.ts";
import { counted } from "./counted.ts";

export type AdminOptions = { email: string; username?: string; name?: string; passwordStdin?: boolean };
export type OwnerOptions = AdminOptions & { practice?: string; timeZone?: string };

/** Creates a staff account. A server may be running on the same database. */
export async function adminCreate(settings: Settings, options: AdminOptions): Promise<void> {
  const input = await accountOf(options);
  const account = await withServices(settings, (services) => createStaffAccount(services, input));
  print(`Staff account ${account.username} <${account.email}>, id ${account.id}`);
}

/** Creates an account and a practice that it owns, regardless of `REGISTRATION`. */
export async function practiceCreate(
  settings: Settings,
  { practice: practiceName, timeZone, ...options }: OwnerOptions,
): Promise<void> {
  const input = { ...(await accountOf(options)), practiceName, timeZone };
  const account = await withServices(settings, (services) => createOwnerAccount(services, input));
  print(`Account ${account.username} <${account.email}>, id ${account.id}, owner of a new practice`);
}

async function accountOf({ email, username, name, passwordStdin = false }: AdminOptions) {
  const password = await readPassword({ fromStandardInput: passwordStdin, isNew: true });
  return { email, password, username, name };
}

/** Prints one line per account, with tabs between the fields. */
export async function adminList(settings: Settings): Promise<void> {
  const staff = await withDatabase(settings, ({ reader }) => listStaff(reader));
  if (staff.length === 0) printToStderr("There is no staff account. Create one with `admin create`.");
  for (const account of staff) print(describe(account));
}

const describe = ({
  name,
  email,
  id,
  isActive,
  hasSecondFactor,
  lastSeenAt,
  practices,
}: StaffAccount): string =>
  [
    id,
    email,
    name,
    isActive ? "active" : "deactivated",
    hasSecondFactor ? "second factor" : "no second factor",
    lastSeenAt === null ? "never seen" : `last seen ${lastSeenAt}`,
    practices.length === 0
      ? "in no practice"
      : `in ${practices.map((practice) => `${practice.name} (${practice.role})`).join(", ")}`,
  ].join("\t");

/** Deactivates or reactivates an account. A running server notices within a second. */
export async function adminSetActive(settings: Settings, request: SwitchRequest): Promise<void> {
  const { name, email, id, hasChanged, revokedKeys } = await withServices(settings, (services) =>
    switchAccountAs(services, request),
  );
  const done = request.isActive
    ? ["Reactivated", "was already active"]
    : ["Deactivated, and all sessions ended", "was already deactivated"];
  const keys = revokedKeys > 0 ? `. Revoked API keys that it had created: ${revokedKeys}` : "";
  const [change, otherwise] = done;
  print(
    hasChanged
      ? `${change}: ${name} <${email}>, id ${id}${keys}`
      : `${name} <${email}> ${otherwise}, id ${id}`,
  );
}

type Services = Awaited<ReturnType<typeof createServices>>;

/** Runs a command with the services of procedures, on a migrated database, beside a server or without one. */
export function withServices<Result>(
  settings: Settings,
  run: (services: Services) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, async (database) => {
    // These commands issue no tokens, so any key will do.
    const secretKey = settings.secretKey ?? randomBytes(48).toString("base64");
    const appUrl = settings.appUrl ?? ownUrl(settings);
    const services = await createServices({ database, settings: { ...settings, secretKey, appUrl } });
    try {
      return await run(services);
    } finally {
      await services.close();
    }
  });
}

export type ResetOptions = { email: string; secondFactor: boolean; mail: boolean };

/** Prints only the link to standard output, so that it can be piped. */
export async function adminReset(settings: Settings, options: ResetOptions): Promise<void> {
  const { email, secondFactor, mail: byMail } = options;
  // The link is valid only if the key is the server's.
  const secretKey = settings.secretKey ?? (await loadSecretKey(settings.dataDirectory));
  const reset = await withServices({ ...settings, secretKey }, async (services) => {
    await requireMatchingKey(services.database.reader, secretKey);
    return resetAccountAs(services, { email, secondFactor, byMail });
  });
  printToStderr(describeReset(reset, options));
  if (byMail && settings.smtpUrl === null)
    printToStderr("SMTP_URL is not set here. A server that has it sends the email.");
  if (reset.link !== null) print(reset.link);
}

function describeReset(
  { email, hours, hadSecondFactor }: AccountReset,
  { secondFactor, mail }: ResetOptions,
) {
  const factor = hadSecondFactor
    ? " Its second factors are removed."
    : secondFactor
      ? " It had no second factor."
      : "";
  const valid = `valid once, for ${counted(hours, "hour")}`;
  return [
    `${email}: the old password no longer works, and all sessions are ended.${factor}`,
    mail
      ? `A link to set a new password, ${valid}, is sent to this address.`
      : `Link to set a new password, ${valid}:`,
  ].join("\n");
}

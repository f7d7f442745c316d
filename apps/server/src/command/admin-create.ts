import { createOwnerAccount, createStaffAccount } from "@caretype/api";
import { print } from "@caretype/cli/output";
import { readPassword } from "@caretype/cli/password-prompt";
import type { Settings } from "../settings/settings.ts";
import { withServices } from "./admin-services.ts";

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
  const input = {
    ...(await accountOf(options)),
    ...(practiceName !== undefined && { practiceName }),
    ...(timeZone !== undefined && { timeZone }),
  };
  const account = await withServices(settings, (services) => createOwnerAccount(services, input));
  print(`Account ${account.username} <${account.email}>, id ${account.id}, owner of a new practice`);
}

async function accountOf({ email, username, name, passwordStdin = false }: AdminOptions) {
  const password = await readPassword({ fromStandardInput: passwordStdin, isNew: true });
  return {
    email,
    password,
    ...(username !== undefined && { username }),
    ...(name !== undefined && { name }),
  };
}

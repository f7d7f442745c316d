import { createStaffAccount } from "@caretype/api";
import { print } from "../output.ts";
import type { Settings } from "../settings.ts";
import { withServices } from "./admin-services.ts";
import { readPassword } from "./password-prompt.ts";

export type AdminOptions = { email: string; username?: string; name?: string; passwordStdin?: boolean };

/** Makes a staff account, also beside a running server. */
export async function adminCreate(settings: Settings, options: AdminOptions): Promise<void> {
  const { email, username, name, passwordStdin = false } = options;
  const password = await readPassword({ fromStandardInput: passwordStdin });
  const account = await withServices(settings, (services) =>
    createStaffAccount(services, {
      email,
      password,
      ...(username !== undefined && { username }),
      ...(name !== undefined && { name }),
    }),
  );
  print(`Staff account ${account.username} <${account.email}>, id ${account.id}`);
}

import { randomBytes } from "node:crypto";
import { createServices, createStaffAccount } from "@caretype/api";
import { withDatabase } from "../command-database.ts";
import { print } from "../output.ts";
import type { Settings } from "../settings.ts";
import { readPassword } from "./password-prompt.ts";

export type AdminOptions = { email: string; username?: string; name?: string; passwordStdin?: boolean };

/** Makes a staff account, also beside a running server. */
export async function adminCreate(settings: Settings, options: AdminOptions): Promise<void> {
  const { email, username, name, passwordStdin = false } = options;
  const password = await readPassword({ fromStandardInput: passwordStdin });
  const account = await withDatabase(settings, async (database) => {
    // No token is issued here, so any key will do.
    const secretKey = settings.secretKey ?? randomBytes(48).toString("base64");
    const services = await createServices({ database, settings: { ...settings, secretKey } });
    try {
      return await createStaffAccount(services, {
        email,
        password,
        ...(username !== undefined && { username }),
        ...(name !== undefined && { name }),
      });
    } finally {
      await services.close();
    }
  });
  print(`Staff account ${account.username} <${account.email}>, id ${account.id}`);
}

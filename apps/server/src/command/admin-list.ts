import { listStaff } from "@caretype/api/staff/queries";
import type { StaffAccount } from "@caretype/api/staff/schema";
import { print, printToStderr } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";

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

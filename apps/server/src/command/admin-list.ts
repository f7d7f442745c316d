import { listStaff, type StaffAccount } from "@caretype/api";
import { print, tell } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { withDatabase } from "./command-database.ts";

/** One line an account, with tabs between. */
export async function adminList(settings: Settings): Promise<void> {
  const staff = await withDatabase(settings, ({ reader }) => listStaff(reader));
  if (staff.length === 0) tell("There is no staff account: `admin create` makes one.");
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

import { switchAccountAs } from "@caretype/api";
import { print } from "../output.ts";
import type { Settings } from "../settings.ts";
import { withServices } from "./admin-services.ts";

/** Deactivates or reactivates an account; a running server minds it within a second. */
export async function adminSwitch(
  settings: Settings,
  request: { email: string; isActive: boolean },
): Promise<void> {
  const { name, email, id, hasChanged } = await withServices(settings, (services) =>
    switchAccountAs(services, request),
  );
  const done = request.isActive
    ? ["Reactivated", "was active already"]
    : ["Deactivated, and all sessions ended", "was deactivated already"];
  const [change, otherwise] = done;
  print(hasChanged ? `${change}: ${name} <${email}>, id ${id}` : `${name} <${email}> ${otherwise}, id ${id}`);
}

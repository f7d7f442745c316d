import { type SwitchRequest, switchAccountAs } from "@caretype/api";
import { print } from "../log/output.ts";
import type { Settings } from "../settings/settings.ts";
import { withServices } from "./admin-services.ts";

/** Deactivates or reactivates an account; a running server minds it within a second. */
export async function adminSwitch(settings: Settings, request: SwitchRequest): Promise<void> {
  const { name, email, id, hasChanged, revokedKeys } = await withServices(settings, (services) =>
    switchAccountAs(services, request),
  );
  const done = request.isActive
    ? ["Reactivated", "was active already"]
    : ["Deactivated, and all sessions ended", "was deactivated already"];
  const keys = revokedKeys > 0 ? `. API keys that it had made, revoked: ${revokedKeys}` : "";
  const [change, otherwise] = done;
  print(
    hasChanged
      ? `${change}: ${name} <${email}>, id ${id}${keys}`
      : `${name} <${email}> ${otherwise}, id ${id}`,
  );
}

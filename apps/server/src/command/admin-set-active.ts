import { type SwitchRequest, switchAccountAs } from "@caretype/api";
import { print } from "@caretype/cli/output";
import type { Settings } from "../settings/settings.ts";
import { withServices } from "./admin-services.ts";

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

import { lazyExtra } from "../../../kit/connection/load-code.ts";
import type { EntryPages } from "../../../session/route/entry-paths.ts";

export const pages: EntryPages = {
  "/appointment": lazyExtra(
    () => import("../pages/appointment-link/appointment-link-page.tsx"),
    "AppointmentLinkPage",
  ),
};

import { lazyPart } from "../../../../kit/connection/load-code.ts";

/** An appointment with the actions that its status allows. Loads and opens when rendered. */
export const AppointmentDialog = lazyPart(
  () => import("./details/appointment-dialog.tsx"),
  "AppointmentDialog",
);

import { lazyPart } from "../../../../kit/connection/load-code.ts";

/** An appointment with what its status allows. Its code loads when it is rendered, which opens it. */
export const AppointmentDialog = lazyPart(
  () => import("./details/appointment-dialog.tsx"),
  "AppointmentDialog",
);

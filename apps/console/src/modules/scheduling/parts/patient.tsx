import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { PatientParts } from "../../people/pages/patient/page/patient-parts.ts";
import { BookButton } from "../records/appointment/book/book-dialog.tsx";
import { RefusedEmailAlert } from "../records/appointment/patient/refused-emails.tsx";

const CancelRemaining = lazyPart(
  () => import("../records/appointment/patient/cancel-remaining.tsx"),
  "CancelRemaining",
);
const VisitsLine = lazyPart(() => import("../records/appointment/patient/visits-line.tsx"), "VisitsLine");

export const parts: PatientParts = {
  subtitle: [{ Part: VisitsLine, needs: "appointment:read" }],
  alerts: [
    { Part: CancelRemaining, needs: "appointment:update", order: 10 },
    { Part: RefusedEmailAlert, order: 20 },
  ],
  actions: [{ Part: ({ patient }) => <BookButton patientId={patient.id} />, order: 30 }],
};

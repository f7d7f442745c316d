import type { DoctorId, PatientId } from "@caretype/client";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { offersSampleData } from "../../../kit/settings/server-facts.ts";

// Loads after the lists that have it.
const ShownSampleBadge = lazyPart(() => import("./shown-sample-badge.tsx"), "ShownSampleBadge");

/** Marks a patient or doctor of the sample data as invented. */
export const SampleBadge = (props: { id: PatientId | DoctorId }) =>
  offersSampleData ? <ShownSampleBadge {...props} /> : null;

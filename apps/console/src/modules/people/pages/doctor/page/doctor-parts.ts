import type { DoctorId } from "@caretype/client";
import type { Part } from "../../../../../session/module/manifest.ts";
import { ofRunning } from "../../../../../session/module/of-running.ts";

type Place = "notice" | "details" | "end";

/**
 * A module's additions to a doctor's page: above it, below the details, and at its end.
 * `modules/<name>/parts/doctor.ts`.
 */
export type DoctorParts = { [In in Place]?: readonly Part<{ doctorId: DoctorId }>[] };

const found = ofRunning(
  import.meta.glob<DoctorParts>("../../../../*/parts/doctor.ts", { eager: true, import: "parts" }),
);

export const partsOf = (place: Place) => found.flatMap((parts) => parts[place] ?? []);

import type { Permission } from "@caretype/api";
import type { Patient, PatientId } from "@caretype/client";
import type { QueryKey } from "@tanstack/react-query";
import type { TimelineEntry } from "../../../../../records/history/entry.ts";
import type { Part } from "../../../../../session/module/manifest.ts";
import { ofRunning } from "../../../../../session/module/of-running.ts";

type Place = "subtitle" | "alerts" | "actions" | "header" | "aside" | "end" | "sheet";

type History = {
  needs: Permission;
  query: (id: PatientId) => { queryKey: QueryKey; queryFn: () => Promise<readonly TimelineEntry[]> };
};

/**
 * A module's additions to a patient's page besides its tabs. Loaded with the page:
 * `modules/<name>/parts/patient.tsx`.
 */
export type PatientParts = {
  /** `sheet`: for print. `end`: opens above the page, or beside its tabs. */
  [In in Place]?: readonly Part<{ patient: Patient }>[];
} & {
  history?: History;
};

const found = ofRunning(
  import.meta.glob<PatientParts>("../../../../*/parts/patient.tsx", { eager: true, import: "parts" }),
);

export const partsOf = (place: Place) => found.flatMap((parts) => parts[place] ?? []);

export const histories = found.flatMap(({ history }) => history ?? []);

import { Skeleton } from "@mantine/core";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import type { PatientParts } from "../../people/pages/patient/page/patient-parts.ts";
import { ChartSheet } from "../pages/chart/chart-sheet.tsx";
import { moveHistory } from "../pages/chart/move-history.tsx";
import { AddNote } from "../records/note/add-note.tsx";
import { WrittenDraft } from "../records/note/written-draft.tsx";
import { AddVitals } from "../records/vital-sign/add-vitals.tsx";

const ChartHeader = lazyPart(
  () => import("../pages/chart/chart-header.tsx"),
  "ChartHeader",
  <Skeleton h={40} />,
);
const Current = lazyPart(() => import("../pages/chart/current.tsx"), "Current", <Skeleton h={160} />);

export const parts: PatientParts = {
  actions: [
    { Part: AddNote, needs: "clinical:write", order: 10 },
    { Part: AddVitals, needs: "clinical:write", order: 20 },
  ],
  header: [{ Part: ChartHeader, needs: "clinical:read" }],
  aside: [{ Part: Current, needs: "clinical:read" }],
  end: [{ Part: WrittenDraft, needs: "clinical:write" }],
  sheet: [{ Part: ChartSheet, needs: "clinical:read" }],
  history: moveHistory,
};

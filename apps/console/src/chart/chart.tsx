import type { PatientId } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Records } from "./records.tsx";
import { Summary } from "./summary.tsx";

/** A patient's chart: the summary, and all records by time. */
export const Chart = ({ patientId }: { patientId: PatientId }) => (
  <Stack>
    <Summary patientId={patientId} />
    <Records patientId={patientId} />
  </Stack>
);

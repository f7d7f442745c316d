import type { Patient } from "@caretype/client";
import { Stack } from "@mantine/core";
import { Records } from "./records.tsx";
import { Summary } from "./summary.tsx";

/** A patient's chart: the summary, and all records by time. */
export const Chart = ({ patient }: { patient: Patient }) => (
  <Stack>
    <Summary patient={patient} />
    <Records patientId={patient.id} />
  </Stack>
);

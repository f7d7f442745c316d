import type { Encounter, Patient } from "@caretype/client";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { QueryStates, together } from "../../../../kit/page/query-states.tsx";
import { api } from "../../../../session/client/api.ts";
import { useShownUnits } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import { VitalsForm } from "./vitals-form.tsx";

type NewVitalsProps = { patient: Patient; onClose: () => void };

const isOpen = ({ status, lockedAt }: Encounter) =>
  lockedAt === null && (status === "in-progress" || status === "finished");

/** Adds the vital signs of one visit. Closing keeps the input. */
export function NewVitals({ patient, onClose }: NewVitalsProps) {
  const shown = useShownUnits();
  const of = { patientId: patient.id };
  const last = useQuery(api.chart.summary.queryOptions(of, { staleTime: 0, select: ({ vitals }) => vitals }));
  const encounters = useQuery(
    api.encounter.list.queryOptions(
      { ...of, limit: 20 },
      { staleTime: 0, select: ({ items }) => items.filter(isOpen) },
    ),
  );
  const query = {
    ...together([last, encounters]),
    data: last.data && encounters.data && { last: last.data, encounters: encounters.data },
  };
  return (
    <Dialog
      isBeside
      onClose={onClose}
      title={texts.addFor(patient.name)}
      size="lg"
      closeOnClickOutside={false}
    >
      <QueryStates query={query} skeleton={<Skeleton h={420} />}>
        {(known) => <VitalsForm patient={patient} shown={shown} {...known} onClose={onClose} />}
      </QueryStates>
    </Dialog>
  );
}

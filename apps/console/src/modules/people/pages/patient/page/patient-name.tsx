import type { PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../../../session/client/api.ts";
import { Name } from "../../../../../words/format/name.tsx";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";

/** The patient's last name in the history, as they may be removed. */
export function PatientName({ id }: { id: PatientId }) {
  const { data, isPending } = useQuery(api.patient.history.queryOptions({ id, limit: 2 }));
  const name = data?.items.find(({ record }) => record !== null)?.record?.name;
  if (isPending) return "…";
  return (
    <strong style={{ overflowWrap: "anywhere" }}>
      <Name>{name ?? patientTexts.unknownPatient}</Name>
    </strong>
  );
}

import type { PatientId } from "@caretype/client";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api.ts";
import { Name } from "../../shell/text/name.tsx";

/** Of who may be removed by now: the history knows the name that they had last. */
export function PatientName({ id }: { id: PatientId }) {
  const { data, isPending } = useQuery(api.patient.history.queryOptions({ id, limit: 2 }));
  const name = data?.items.find(({ record }) => record !== null)?.record?.name;
  if (isPending) return "…";
  return (
    <strong style={{ overflowWrap: "anywhere" }}>
      <Name>{name ?? "Somebody whose name is not known"}</Name>
    </strong>
  );
}

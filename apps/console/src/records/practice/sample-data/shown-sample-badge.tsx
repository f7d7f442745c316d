import type { DoctorId, PatientId } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../session/client/api.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import { sampleData as texts } from "../texts.en.ts";

/** The same, where the server offers sample data. */
export function ShownSampleBadge({ id }: { id: PatientId | DoctorId }) {
  const practice = usePractice();
  const { data } = useQuery({
    ...api.sampleData.invented.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
    enabled: practice !== undefined,
  });
  const isInvented = [...(data?.patientIds ?? []), ...(data?.doctorIds ?? [])].some((each) => each === id);
  return isInvented ? (
    <Badge
      component="span"
      size="xs"
      variant="default"
      ml="xs"
      style={{ flexShrink: 0, textTransform: "none" }}
    >
      {texts.badge}
    </Badge>
  ) : null;
}

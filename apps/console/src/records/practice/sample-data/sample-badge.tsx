import type { DoctorId, PatientId } from "@caretype/client";
import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { offersSampleData } from "../../../kit/settings/server-facts.ts";
import { api } from "../../../session/client/api.ts";
import { usePractice } from "../../../session/client/use-practice.ts";
import { sampleData as texts } from "../texts.en.ts";

/** Marks a patient or doctor of the sample data as invented. */
export function SampleBadge({ id }: { id: PatientId | DoctorId }) {
  const practice = usePractice();
  const { data } = useQuery({
    ...api.sampleData.invented.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }),
    enabled: offersSampleData && practice !== undefined,
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

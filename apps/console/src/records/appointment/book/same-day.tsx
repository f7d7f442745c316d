import { patientId as patientIds } from "@caretype/client";
import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { skipToken, useQuery } from "@tanstack/react-query";
import { api } from "../../../session/client/api.ts";
import { usePracticeTime } from "../../../session/practice-time/practice-time.ts";
import { AnchorLink } from "../../../words/format/links.tsx";
import { isStanding } from "../is-upcoming.ts";
import { texts } from "./texts.en.ts";
import type { Choice } from "./use-booking-form.ts";

/** Another visit of the patient on the chosen day. It is no mistake, but may be one. */
export function SameDay({ patientId, startsAt }: Pick<Choice, "patientId" | "startsAt">) {
  const { dateOf, time } = usePracticeTime();
  const id = patientId ? patientIds.parse(patientId) : null;
  const date = startsAt && dateOf(startsAt);
  const { data } = useQuery(
    api.appointment.list.queryOptions(
      id && date ? { patientId: id, from: date, to: date, limit: 10 } : skipToken,
    ),
  );
  const others = data?.items.filter(isStanding) ?? [];
  if (!id || others.length === 0) return null;
  const visits = others.map((other) => `${time(other.startsAt)} ${other.visitTypeName}`).join(", ");
  return (
    <Alert color="yellow" role="status" icon={<IconInfoCircle aria-hidden />}>
      {texts.sameDay(
        <AnchorLink
          size="sm"
          underline="always"
          to="/patients/$id"
          params={{ id }}
          search={{ tab: "appointments" }}
          target="_blank"
        >
          {visits}
        </AnchorLink>,
      )}
    </Alert>
  );
}

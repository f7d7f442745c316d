import type { PatientId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { ErrorNotice } from "../../kit/notice/error-notice.tsx";
import { Page } from "../../kit/page/page.tsx";
import { PageSkeleton } from "../../kit/page/page-skeleton.tsx";
import { api } from "../../session/client/api.ts";
import { Permitted } from "../../session/route/permitted.tsx";
import { ButtonLink } from "../../words/format/links.tsx";
import { OpenRecord } from "./open-record.tsx";
import { texts as staffTexts } from "./texts.en.ts";

const route = getRouteApi("/signed-in/staff/patients/$id");

/** A record opened by emergency access, while it lasts. */
export function GrantedPatientPage() {
  const { id } = route.useParams();
  return (
    <Permitted needs="staff:break-glass">
      <Granted key={id} patientId={id} />
    </Permitted>
  );
}

function Granted({ patientId }: { patientId: PatientId }) {
  const [isOver, setOver] = useState(false);
  const close = useCallback(() => setOver(true), []);
  // Unmounting the query removes the record from memory.
  return isOver ? <ClosedPage /> : <Found patientId={patientId} onExpired={close} />;
}

function Found({ patientId, onExpired }: { patientId: PatientId; onExpired: () => void }) {
  const { data, error, refetch } = useQuery(
    api.staff.patient.queryOptions(
      { patientId },
      {
        // Each read is reported to the practice, so only the reader triggers it.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    ),
  );
  if (isErrorCode(error, "PATIENT_NOT_FOUND", "INVALID_INPUT")) return <ClosedPage />;
  if (data) return <OpenRecord granted={data} onExpired={onExpired} />;
  if (!error) return <PageSkeleton />;
  return (
    <Page title={staffTexts.record.title}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

function ClosedPage() {
  return (
    <Page title={staffTexts.record.title}>
      <Stack align="start">
        <Text role="status">{staffTexts.record.hasEnded}</Text>
        <ButtonLink to="/staff/emergency-access">{staffTexts.record.request}</ButtonLink>
      </Stack>
    </Page>
  );
}

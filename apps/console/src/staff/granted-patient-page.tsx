import type { PatientId } from "@caretype/client";
import { isErrorCode } from "@caretype/client";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { api } from "../api.ts";
import { ErrorNotice } from "../shell/notice/error-notice.tsx";
import { Page } from "../shell/page/page.tsx";
import { PageSkeleton } from "../shell/page/page-skeleton.tsx";
import { Permitted } from "../shell/route/permitted.tsx";
import { ButtonLink } from "../shell/text/links.tsx";
import { OpenRecord } from "./open-record.tsx";

const route = getRouteApi("/signed-in/staff/patients/$id");

/** The one patient's record that was opened to somebody, for as long as it is. */
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
  // With what asked for it, the record goes out of memory.
  return isOver ? <ClosedPage /> : <Found patientId={patientId} onOver={close} />;
}

function Found({ patientId, onOver }: { patientId: PatientId; onOver: () => void }) {
  const { data, error, refetch } = useQuery(
    api.staff.patient.queryOptions(
      { patientId },
      {
        // Each reading is told to the practice, and so asked for by the reader and by nothing else.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    ),
  );
  if (isErrorCode(error, "PATIENT_NOT_FOUND", "INVALID_INPUT")) return <ClosedPage />;
  if (data) return <OpenRecord granted={data} onOver={onOver} />;
  if (!error) return <PageSkeleton />;
  return (
    <Page title="Opened record">
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Page>
  );
}

function ClosedPage() {
  return (
    <Page title="Opened record">
      <Stack align="start">
        <Text role="status">This record is not open to you, or not any more.</Text>
        <ButtonLink to="/staff/break-glass">Break the glass</ButtonLink>
      </Stack>
    </Page>
  );
}

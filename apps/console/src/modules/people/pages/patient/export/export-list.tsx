import type { Patient } from "@caretype/client";
import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { ErrorNotice } from "../../../../../kit/notice/error-notice.tsx";
import { notifyDone } from "../../../../../kit/notice/notify.tsx";
import { auditedPages } from "../../../../../kit/section/pages.ts";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { caretype } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import { patientSearch } from "../../../records/patient/patient-search.ts";
import { type ColumnName, useDisplay, usual } from "../list/display.ts";
import { neededFor } from "../list/patient-columns.tsx";
import { defaultSort, type PatientFilters } from "../list/patient-filters.ts";
import { csv as texts } from "../list/texts.en.ts";
import type { Beside } from "../list/use-of-patients.ts";
import { savePatients } from "./patient-csv.ts";

type ExportListProps = { filters: PatientFilters; searched: string; onClose: () => void };

/** The API's limit. */
const pageSize = 200;

/** Downloads the whole list as CSV, page by page. Saves nothing if cancelled or failed. */
export function ExportList({ filters, searched, onClose }: ExportListProps) {
  const may = usePermissions();
  const { timeZone } = usePracticeTime();
  const [chosen] = useDisplay();
  const columns = (chosen ?? usual).columns.filter((name) => may(neededFor(name)));
  const [read, setRead] = useState(0);
  // Closing the dialog stops it. Each export reads anew.
  const { error, refetch, isFetching } = useQuery({
    queryKey: ["patients.export"],
    queryFn: async ({ signal }) => {
      const list = await readList(filters, searched, { columns, onProgress: setRead, signal });
      await savePatients(list.patients, columns, { ...list.beside, timeZone });
      notifyDone(texts.areExported(list.patients.length));
      onClose();
      return null;
    },
    ...auditedPages,
    refetchOnReconnect: false,
    retry: false,
  });
  return (
    <Dialog onClose={onClose} title={texts.action} closeOnClickOutside={false}>
      <Stack>
        {error && !isFetching ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Text role="status">{texts.read(read)}</Text>
        )}
        <Group justify="flex-end">
          <PlainButton label={commonTexts.cancel} onClick={onClose} />
        </Group>
      </Stack>
    </Dialog>
  );
}

type ReadOptions = {
  columns: readonly ColumnName[];
  onProgress: (read: number) => void;
  signal: AbortSignal;
};

type ItemOf<Map> = Map extends ReadonlyMap<string, infer Item> ? Item : never;

async function readList({ sort, ...filters }: PatientFilters, searched: string, options: ReadOptions) {
  const { onProgress, signal } = options;
  const patients: Patient[] = [];
  const doctors: Map<string, ItemOf<Beside["doctors"]>> = new Map();
  const visits: Map<string, ItemOf<Beside["visits"]>> = new Map();
  let cursor: string | null = null;
  do {
    const page: { items: Patient[]; nextCursor: string | null } = await caretype.patient.list.query(
      {
        ...filters,
        ...(searched !== "" && patientSearch(searched)),
        sort: sort ?? defaultSort(searched),
        limit: pageSize,
        cursor,
      },
      { signal },
    );
    patients.push(...page.items);
    const patientIds = page.items.map(({ id }) => id);
    const reads = (name: ColumnName) => patientIds.length > 0 && options.columns.includes(name);
    if (reads("doctor")) {
      const { items } = await caretype.assignment.doctorsOfPatients.query({ patientIds }, { signal });
      for (const item of items) doctors.set(item.patientId, item);
    }
    if (reads("visit")) {
      const { items } = await caretype.appointment.visitsOfPatients.query({ patientIds }, { signal });
      for (const item of items) visits.set(item.patientId, item);
    }
    onProgress(patients.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { patients, beside: { doctors, visits } };
}

import type { PatientId } from "@caretype/client";
import { Group, Skeleton, Stack, Switch, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { nextPage } from "../../../kit/section/next-page.ts";
import { Paged } from "../../../kit/section/paged-list.tsx";
import { api } from "../../../session/client/api.ts";
import { CsvDownload } from "../../../session/download/csv-download.tsx";
import { Permitted } from "../../../session/route/permitted.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { type AccessPeriod, instantsOf } from "../../audit/access-period.ts";
import { ArchivedNote } from "../../audit/archived-note.tsx";
import { texts as patientPageTexts } from "../page/texts.en.ts";
import { accessFileName, inReadersZone } from "./access-csv.ts";
import { AccessEntries } from "./access-entries.tsx";
import { AccessFilter } from "./access-filter.tsx";

type AccessReportProps = { patientId: PatientId; period: AccessPeriod };

export const AccessReport = (props: AccessReportProps) => (
  <Permitted needs="audit:read">
    <Report {...props} />
  </Permitted>
);

const texts = patientPageTexts.access;

const pageSize = 50;

/** The access log of a patient, newest first. */
function Report({ patientId, period }: AccessReportProps) {
  const [isTechnicalShown, setTechnicalShown] = useState(false);
  const filters = { ...instantsOf(period), ...(isTechnicalShown ? {} : { kind: "records" as const }) };
  const query = useInfiniteQuery(
    api.audit.accessReport.infiniteQueryOptions(
      { patientId, ...filters, limit: pageSize },
      {
        ...nextPage,
        // Each read is an audit entry, so only the reader triggers it.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 0,
        refetchOnWindowFocus: false,
      },
    ),
  );
  const entries = query.data?.pages.flatMap(({ items }) => items);
  const countOf = query.hasNextPage ? texts.entriesOrMore : commonTexts.entryCount;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {texts.title}
        </Title>
        <CsvDownload
          address={`/api/patients/${patientId}/access-report`}
          filters={filters}
          fileName={accessFileName(patientId)}
          convert={inReadersZone}
        />
      </Group>
      <AccessFilter period={period} />
      <Switch
        label={texts.showTechnical}
        checked={isTechnicalShown}
        onChange={({ currentTarget: { checked } }) => setTechnicalShown(checked)}
      />
      <Paged query={query} skeleton={<Skeleton h={320} radius="md" />}>
        {(entries) => (
          <>
            <AccessEntries entries={entries} patientId={patientId} />
            {entries.length === 0 ? <Text c="dimmed">{texts.empty}</Text> : null}
          </>
        )}
      </Paged>
      <ArchivedNote pages={query.data?.pages} hasMore={query.hasNextPage} from={instantsOf(period).from} />
      <Text role="status" size="sm" c="dimmed">
        {entries && entries.length > 0 ? countOf(entries.length) : ""}
      </Text>
    </Stack>
  );
}

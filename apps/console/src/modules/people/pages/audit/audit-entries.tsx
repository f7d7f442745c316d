import type { AuditEntry, RouterInputs } from "@caretype/client";
import { Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { auditedPages } from "../../../../kit/section/pages.ts";
import { type FoldedRow, useFolds } from "../../../../kit/table/fold-rows.ts";
import { ListCount } from "../../../../kit/table/list-count.tsx";
import { RecordTable } from "../../../../kit/table/record-table.tsx";
import { useIsNarrow } from "../../../../kit/table/use-is-narrow.ts";
import { useTableQuery } from "../../../../kit/table/use-table-query.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { CsvDownload } from "../../../../session/download/csv-download.tsx";
import { instantsOf } from "../../../../session/practice-time/access-period.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { ArchivedNote } from "./archived-note.tsx";
import { auditColumns } from "./audit-columns.tsx";
import { AuditFilterBar } from "./audit-filter-bar.tsx";
import { type AuditFilters, countFilters, kindOf, readAuditFilters } from "./audit-filters.ts";
import { EntryDialog } from "./entry-dialog.tsx";
import { foldEntries } from "./fold-entries.ts";
import { texts as auditTexts } from "./texts.en.ts";
import { useRecordNames } from "./use-record-names.ts";

const route = getRouteApi("/signed-in/audit/");

export function AuditEntries() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [shown, setShown] = useState<AuditEntry | null>(null);
  const setFilters = (wanted: AuditFilters) => {
    setShown(null);
    void navigate({ search: readAuditFilters(wanted), resetScroll: false });
  };
  return (
    <Stack>
      <AuditFilterBar filters={filters} onChange={setFilters} />
      <Results filters={filters} onChange={setFilters} onShow={setShown} />
      <EntryDialog
        entry={shown}
        onClose={() => setShown(null)}
        onNarrow={(narrower) => setFilters({ ...filters, ...narrower })}
      />
    </Stack>
  );
}

const foldOptions = {
  keyOf: ({ id }: AuditEntry) => id,
  recordsOf: ({ subjectIds }: AuditEntry) => subjectIds,
};
const keyOf = ({ key }: FoldedRow<AuditEntry>) => key;

type ResultsProps = {
  filters: AuditFilters;
  onChange: (filters: AuditFilters) => void;
  onShow: (entry: AuditEntry) => void;
};

function Results({ filters, onChange, onShow }: ResultsProps) {
  const { query, names } = useAudit(filters);
  const { rows: entries, table, counted, notice } = useTableQuery(query);
  const { open, toggle } = useFolds();
  const isNarrow = useIsNarrow();
  const columns = useMemo(() => auditColumns({ names, onShow, onToggle: toggle }), [names, onShow, toggle]);
  const rows = useMemo(() => foldEntries(entries, { ...foldOptions, open }), [entries, open]);
  if (notice && !query.data) return notice;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <ListCount {...counted} counted={commonTexts.entryCount} />
        <CsvDownload address="/api/audit" filters={csvFilters(filters)} fileName="audit.csv" />
      </Group>
      <RecordTable
        {...table}
        label={auditTexts.title}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        question={JSON.stringify(filters)}
        height={isNarrow ? "twoLines" : "comfortable"}
        empty={
          <Stack align="center" gap="xs">
            <Text>{auditTexts.noMatch}</Text>
            {countFilters(filters) > 0 ? (
              <PlainButton
                label={auditTexts.showAll}
                onClick={() => onChange(filters.technical ? { technical: true } : {})}
              />
            ) : null}
          </Stack>
        }
      />
      <ArchivedNote pages={query.data?.pages} hasMore={query.hasNextPage} from={instantsOf(filters).from} />
    </Stack>
  );
}

type Asked = Extract<RouterInputs["audit"]["list"], object>;

const pageSize = 100;

/** The input of the call. The API rejects unknown actions and outcomes. */
function inputOf(filters: AuditFilters) {
  const { from, until, sort, action, outcome, technical: _technical, ...ids } = filters;
  const kind = kindOf(filters);
  return {
    ...ids,
    ...(kind && { kind }),
    ...instantsOf({ from, until }),
    ...(sort && { sort }),
    // From the address, so any text. The server validates it.
    ...(action && { action: action as NonNullable<Asked["action"]> }),
    ...(outcome && { outcome: outcome as NonNullable<Asked["outcome"]> }),
  };
}

function useAudit(filters: AuditFilters) {
  const query = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { ...inputOf(filters), limit: pageSize },
      {
        ...auditedPages,
        placeholderData: keepPreviousData,
        refetchOnReconnect: false,
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  return { query, names: useRecordNames(query.data?.pages) };
}

function csvFilters(filters: AuditFilters) {
  const { accountId, subjectId, action, outcome, sort, from, until } = filters;
  const ids = { account_id: accountId, subject_id: subjectId };
  return { ...ids, action, outcome, sort, kind: kindOf(filters), ...instantsOf({ from, until }) };
}

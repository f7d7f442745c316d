import { encounterId, noteId, type Patient, type PatientId, type TimelineItem } from "@caretype/client";
import { Chip, Group, Stack } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { lazyPart } from "../../../../kit/connection/load-code.ts";
import { DateField } from "../../../../kit/form/date-field.tsx";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { longList } from "../../../../kit/section/pages.ts";
import { Section } from "../../../../kit/section/section.tsx";
import { type FoldedRow, foldRows, useFolds } from "../../../../kit/table/fold-rows.ts";
import { RecordTable } from "../../../../kit/table/record-table.tsx";
import { Dimmed } from "../../../../kit/theme/dimmed.tsx";
import { SmallButton, TextButton } from "../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../session/client/api.ts";
import { usePermissions } from "../../../../session/client/use-practice.ts";
import type { PatientTab } from "../../../../session/module/manifest.ts";
import { type PracticeTime, usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { texts } from "../../records/clinical/chart/texts.en.ts";
import { texts as encounterTexts } from "../../records/encounter/texts.en.ts";
import { RestrictionDialog } from "../../records/restriction/restrict-button.tsx";
import { useRestrictionsOf } from "../../records/restriction/restricted.tsx";
import { type AskedRecord, recordColumns } from "./record-columns.tsx";

const EncounterDialog = lazyPart(
  () => import("../../records/encounter/encounter-dialog.tsx"),
  "EncounterDialog",
);
const NewEncounter = lazyPart(() => import("../../records/encounter/new-encounter.tsx"), "NewEncounter");
const ReadNote = lazyPart(() => import("../../records/note/read-note.tsx"), "ReadNote");

const none: never[] = [];

type Kind = TimelineItem["kind"];
const kinds = Object.keys(texts.kinds).filter((name): name is Kind => Object.hasOwn(texts.kinds, name));

type RecordsProps = { patient: Patient; tab: PatientTab };

/** All records of a patient, newest first. */
export function Records({ patient: { id: patientId }, tab }: RecordsProps) {
  const time = usePracticeTime();
  const mayWrite = usePermissions()("clinical:write");
  const [isAdding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<readonly Kind[]>(tab === "encounters" ? ["encounter"] : none);
  const [month, setMonth] = useState("");
  const [isWhole, setWhole] = useState(false);
  const filters = { kinds: chosen, startBefore: endOfMonth(month, time) };
  const { items } = useTimeline(patientId, unfiltered);
  const offered = kinds.filter(
    (kind) => isWhole || chosen.includes(kind) || items?.some((item) => item.kind === kind),
  );
  return (
    <Section
      title={texts.records}
      actions={mayWrite ? <SmallButton label={encounterTexts.add} onClick={() => setAdding(true)} /> : null}
    >
      {isAdding ? <NewEncounter patientId={patientId} onClose={() => setAdding(false)} /> : null}
      <Stack>
        {items?.length === 0 ? null : (
          <Group justify="space-between" align="end" gap="xs">
            <Chip.Group
              multiple
              value={[...chosen]}
              onChange={(values) => setChosen(kinds.filter((kind) => values.includes(kind)))}
            >
              <Group gap={6} role="group" aria-label={texts.kind}>
                <IconFilter size={16} aria-hidden />
                {offered.map((kind) => (
                  <Chip key={kind} value={kind} size="xs" variant="outline">
                    {texts.kinds[kind]}
                  </Chip>
                ))}
                {offered.length < kinds.length ? (
                  <TextButton label={texts.otherKinds} size="compact-xs" onClick={() => setWhole(true)} />
                ) : null}
              </Group>
            </Chip.Group>
            <Group align="end" gap="xs">
              <DateField
                is="month"
                size="xs"
                label={texts.jump}
                hint={null}
                value={month}
                error={month !== "" && !isMonth(month)}
                onChange={setMonth}
              />
              {isMonth(month) ? (
                <SmallButton label={texts.later} onClick={() => setMonth(monthAfter(month))} />
              ) : null}
              {month === "" ? null : <SmallButton label={texts.newest} onClick={() => setMonth("")} />}
            </Group>
          </Group>
        )}
        <Results patientId={patientId} filters={filters} />
      </Stack>
    </Section>
  );
}

const keyOf = ({ key }: FoldedRow<TimelineItem>) => key;

function Results({ patientId, filters }: { patientId: PatientId; filters: TimelineFilters }) {
  const time = usePracticeTime();
  const [asked, ask] = useState<AskedRecord | null>(null);
  const [opened, open] = useState<TimelineItem | null>(null);
  const close = () => open(null);
  const { query, items, startIndex } = useTimeline(patientId, filters);
  const folds = useFolds();
  const columns = useMemo(
    () => recordColumns({ patientId, time, onAsk: ask, onOpen: open, onToggle: folds.toggle }),
    [patientId, time, folds.toggle],
  );
  const restrictionOf = useRestrictionsOf(patientId);
  const rows = useMemo(() => {
    // Folds what was measured together. A restricted record stays alone.
    const groupOf = (item: TimelineItem) =>
      item.kind === "observation" && restrictionOf && !restrictionOf(item).effective
        ? `${item.at} ${item.encounterId}`
        : undefined;
    return foldRows(items ?? none, { keyOf: ({ id }) => id, groupOf, open: folds.open });
  }, [items, restrictionOf, folds.open]);
  const first = items?.[startIndex ?? 0];
  const startRow = first && rows.findIndex(({ entry, fold }) => (fold?.entries ?? [entry]).includes(first));
  const { fetchNextPage, hasNextPage, fetchPreviousPage, hasPreviousPage, isPlaceholderData } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const before = useCallback(() => void fetchPreviousPage(), [fetchPreviousPage]);
  const isAtStart = query.isFetchPreviousPageError;
  const retry = query.isFetchNextPageError ? more : isAtStart ? before : () => void query.refetch();
  const notice = query.isError ? <ErrorNotice error={query.error} onRetry={retry} /> : null;
  if (notice && !items) return notice;
  const noneBefore =
    items && items.length > 0 && startIndex === items.length && !isPlaceholderData ? (
      <Dimmed p="sm">{emptyOf(filters)}</Dimmed>
    ) : null;
  return (
    <>
      {isAtStart ? notice : null}
      {opened?.kind === "note" ? (
        <ReadNote key={opened.id} id={noteId.parse(opened.id)} onClose={close} />
      ) : null}
      <RecordTable
        label={texts.records}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        height="twoLines"
        hasHeader={false}
        isPrinted={false}
        startIndex={startRow ?? rows.length}
        onStartReached={hasPreviousPage && !notice ? before : undefined}
        onEndReached={hasNextPage && !notice ? more : undefined}
        isLoadingMore={query.isFetchingNextPage || query.isFetchingPreviousPage}
        isLoading={query.isPending}
        isStale={isPlaceholderData}
        question={JSON.stringify(filters)}
        empty={emptyOf(filters)}
        end={isAtStart ? null : (notice ?? noneBefore)}
      />
      {asked ? <RestrictionDialog {...asked} onClose={() => ask(null)} /> : null}
      {opened?.kind === "encounter" ? (
        <EncounterDialog id={encounterId.parse(opened.id)} onClose={close} />
      ) : null}
    </>
  );
}

function emptyOf({ kinds: chosen, startBefore }: TimelineFilters): string {
  if (startBefore !== undefined) return texts.noRecordsUntil;
  return chosen.length > 0 ? texts.noneOfKinds : texts.noRecords;
}

/** True for `2026-01`. Some browsers have a plain text field for months. */
const isMonth = (text: string): boolean => /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text);

/** The start of the next month in the practice's time zone. Undefined if this is no month. */
function endOfMonth(month: string, { instantAt }: PracticeTime): string | undefined {
  if (!isMonth(month)) return undefined;
  const next = `${monthAfter(month)}-01`;
  // Midnight may not exist where clocks change.
  return instantAt(next, "00:00") ?? instantAt(next, "01:00") ?? undefined;
}

/** Returns `2026-02` for `2026-01`. */
function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

const pageSize = 100;

const unfiltered: TimelineFilters = { kinds: none, startBefore: undefined };

type TimelineFilters = {
  /** Empty: all. */
  kinds: readonly TimelineItem["kind"][];
  /** The list begins before this instant. Later records load in front. */
  startBefore: string | undefined;
};

/** A patient's records, newest first, paged in both directions. */
function useTimeline(patientId: PatientId, { kinds, startBefore }: TimelineFilters) {
  const query = useInfiniteQuery(
    api.chart.timeline.infiniteQueryOptions(
      {
        patientId,
        limit: pageSize,
        ...(kinds.length > 0 && { kinds: [...kinds] }),
        ...(startBefore && { startBefore }),
      },
      { ...longList, getPreviousPageParam: ({ previousCursor }) => previousCursor },
    ),
  );
  const pages = query.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  // The index of the first record before `startBefore`. Later records are loaded in front of it.
  const startIndex = useMemo(() => {
    const index = startBefore ? items?.findIndex(({ at }) => Date.parse(at) < Date.parse(startBefore)) : 0;
    return index === -1 ? items?.length : index;
  }, [items, startBefore]);
  return { query, items, startIndex };
}

import type { AccessReportEntry, PatientId } from "@caretype/client";
import {
  Badge,
  Group,
  Paper,
  Skeleton,
  Stack,
  Switch,
  Table,
  Text,
  Title,
  UnstyledButton,
} from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { isDayOrEmpty } from "../../../../../kit/form/typed-date.ts";
import { Paged } from "../../../../../kit/section/paged-list.tsx";
import { auditedPages } from "../../../../../kit/section/pages.ts";
import { type FoldedRow, useFolds } from "../../../../../kit/table/fold-rows.ts";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton, TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { api } from "../../../../../session/client/api.ts";
import { CsvDownload } from "../../../../../session/download/csv-download.tsx";
import {
  type AccessPeriod,
  instantsOf,
  lastDays,
} from "../../../../../session/practice-time/access-period.ts";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatInstantWithOffset } from "../../../../../words/format/format.ts";
import { FactList } from "../../../../../words/format/name.tsx";
import { Actor } from "../../audit/actor.tsx";
import { ArchivedNote } from "../../audit/archived-note.tsx";
import { describeRow, foldEntries } from "../../audit/fold-entries.ts";
import { filters as days } from "../../audit/texts.en.ts";
import { access as texts } from "../page/texts.en.ts";
import { accessFileName, inReadersZone } from "./access-csv.ts";
import classes from "./access-entries.module.css";

type AccessReportProps = { patientId: PatientId; period: AccessPeriod };

export const AccessReport = permitted("audit:read", Report);

const pageSize = 50;

function Report({ patientId, period }: AccessReportProps) {
  const [isTechnicalShown, setTechnicalShown] = useState(false);
  const filters = { ...instantsOf(period), ...(isTechnicalShown ? {} : { kind: "records" as const }) };
  const query = useInfiniteQuery(
    api.audit.accessReport.infiniteQueryOptions({ patientId, ...filters, limit: pageSize }, auditedPages),
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
      <Dimmed role="status">{entries && entries.length > 0 ? countOf(entries.length) : ""}</Dimmed>
    </Stack>
  );
}

const route = getRouteApi("/signed-in/patients/$id");

const choices = [
  { label: days.today, period: () => lastDays(1) },
  { label: texts.lastDays(7), period: () => lastDays(7) },
  { label: texts.lastDays(30), period: () => lastDays(30) },
  { label: texts.all, period: () => ({}) },
];

/** Filters the report by days. Partial dates do not search, as each read is audited. */
function AccessFilter({ period }: { period: AccessPeriod }) {
  const navigate = route.useNavigate();
  const [from, setFrom] = useState(period.from ?? "");
  const [until, setUntil] = useState(period.until ?? "");
  const [error, setError] = useState<string | null>(null);
  const show = ({ from: first = "", until: last = "" }: AccessPeriod) => {
    setFrom(first);
    setUntil(last);
    setError(null);
    void navigate({
      search: { tab: "access", ...(first && { from: first }), ...(last && { until: last }) },
      replace: true,
      resetScroll: false,
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isDayOrEmpty(from) || !isDayOrEmpty(until)) return setError(days.isReversed);
    const isReversed = from !== "" && until !== "" && from > until;
    if (isReversed) setError(days.isReversed);
    else show({ from, until });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="start" gap="xs">
        <DateField
          label={days.firstDay}
          error={isDayOrEmpty(from) && !isDayOrEmpty(until) ? null : error}
          hint={null}
          w={170}
          value={from}
          onChange={(day) => {
            setFrom(day);
            setError(null);
          }}
        />
        <DateField
          label={days.lastDay}
          error={isDayOrEmpty(until) ? null : error}
          hint={null}
          w={170}
          value={until}
          onChange={setUntil}
        />
        <PlainButton label={commonTexts.show} type="submit" mt={25} />
        <Group gap={4} mt={{ base: 0, sm: 25 }} mih={36}>
          {choices.map((choice) => (
            <TextButton key={choice.label} label={choice.label} onClick={() => show(choice.period())} />
          ))}
        </Group>
      </Group>
    </form>
  );
}

type AccessEntriesProps = { entries: readonly AccessReportEntry[]; patientId: PatientId };

type Row = FoldedRow<AccessReportEntry>;

function AccessEntries({ entries, patientId }: AccessEntriesProps) {
  const { open, toggle } = useFolds();
  const rows = useMemo(() => {
    // Entries have no id, and their order is fixed.
    const places = new Map(entries.map((entry, index) => [entry, String(index)]));
    const keyOf = (entry: AccessReportEntry) => places.get(entry) ?? "";
    return foldEntries(entries, { keyOf, recordsOf: ({ patientId: id }) => [id], open });
  }, [entries, open]);
  if (entries.length === 0) return null;
  return (
    <Paper withBorder radius="md">
      <Table verticalSpacing="xs" aria-label={texts.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="lg" w={215}>
              {texts.when}
            </Table.Th>
            <Table.Th>{texts.what}</Table.Th>
            <Table.Th visibleFrom="lg" w={170}>
              {texts.from}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td visibleFrom="lg" className={classes.action} ps={row.isNested ? "xl" : undefined}>
                {formatInstantWithOffset(row.entry.at)}
              </Table.Td>
              <Table.Td className={classes.action}>
                <Text hiddenFrom="lg" size="sm" c="dimmed">
                  <FactList facts={[formatInstantWithOffset(row.entry.at), row.entry.address]} />
                </Text>
                <AccessCell
                  row={row}
                  isOfMerged={row.entry.patientId !== patientId}
                  onToggle={() => toggle(row.key)}
                />
              </Table.Td>
              <Table.Td visibleFrom="lg" className={classes.action}>
                {row.entry.address}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function AccessCell({ row, isOfMerged, onToggle }: { row: Row; isOfMerged: boolean; onToggle: () => void }) {
  const { entry, fold } = row;
  const description = describeRow(row);
  const what = isOfMerged ? texts.ofMerged(description) : description;
  const Chevron = fold?.isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Text size="sm" fw={500}>
        <Actor entry={entry} />
      </Text>
      {fold ? (
        <UnstyledButton className={classes.fold} aria-expanded={fold.isOpen} onClick={onToggle}>
          {what}
          <Chevron size={16} aria-hidden />
        </UnstyledButton>
      ) : (
        <Text size="sm">{what}</Text>
      )}
      {entry.outcome === "ok" ? null : (
        <Badge variant="default" size="sm">
          {texts.refused}
        </Badge>
      )}
    </>
  );
}

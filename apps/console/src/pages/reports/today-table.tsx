import { NumberTable } from "../../kit/chart/number-table.tsx";
import { usePermissions } from "../../session/client/use-practice.ts";
import { NumberLink, PlainCount } from "./number-link.tsx";
import { today as texts } from "./statistics/texts.en.ts";
import {
  type ActivityKind,
  activityKinds,
  activityLabels,
  type RecordName,
  recordLabels,
  recordNames,
  type Today,
} from "./statistics.ts";

/** Numbers link to the list that shows the counted records first, if there is one. */
export function TodayTable({ today }: { today: Today }) {
  const rows = recordNames.map((record) => ({
    key: record,
    name: recordLabels[record],
    cells: activityKinds.map((kind) => (
      <ActivityCount key={kind} record={record} kind={kind} count={today[record][kind]} />
    )),
  }));
  return (
    <NumberTable
      label={texts.title}
      columns={[texts.record, ...activityKinds.map((kind) => activityLabels[kind])]}
      rows={rows}
    />
  );
}

function ActivityCount({ record, kind, count }: { record: RecordName; kind: ActivityKind; count: number }) {
  const may = usePermissions();
  if (record === "patients") {
    if (kind === "added")
      return <NumberLink to="/patients" count={count} label={texts.patientsAdded(count)} />;
    if (kind === "changed")
      return (
        <NumberLink
          to="/patients"
          search={{ sort: "updated" }}
          count={count}
          label={texts.patientsChanged(count)}
        />
      );
    if (kind === "removed" && may("patient:remove"))
      return <NumberLink to="/patients/removed" count={count} label={texts.patientsRemoved(count)} />;
  }
  if (record === "doctors") {
    if (kind === "added")
      return (
        <NumberLink
          to="/doctors"
          search={{ sort: "newest" }}
          count={count}
          label={texts.doctorsAdded(count)}
        />
      );
    if (kind === "changed")
      return (
        <NumberLink
          to="/doctors"
          search={{ sort: "updated" }}
          count={count}
          label={texts.doctorsChanged(count)}
        />
      );
    if (kind === "removed" && may("doctor:remove"))
      return <NumberLink to="/doctors/removed" count={count} label={texts.doctorsRemoved(count)} />;
  }
  return <PlainCount count={count} />;
}

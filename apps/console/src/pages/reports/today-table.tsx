import type { Permission } from "@caretype/api";
import type { LinkProps } from "@tanstack/react-router";
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

type Counted = {
  place: Pick<LinkProps, "to" | "search">;
  label: (count: number) => string;
  needs?: Permission;
};

const lists: { [Activity in `${RecordName}-${ActivityKind}`]?: Counted } = {
  "patients-added": { place: { to: "/patients" }, label: texts.patientsAdded },
  "patients-changed": {
    place: { to: "/patients", search: { sort: "updated" } },
    label: texts.patientsChanged,
  },
  "patients-removed": {
    place: { to: "/patients/removed" },
    label: texts.patientsRemoved,
    needs: "patient:remove",
  },
  "doctors-added": { place: { to: "/doctors", search: { sort: "newest" } }, label: texts.doctorsAdded },
  "doctors-changed": { place: { to: "/doctors", search: { sort: "updated" } }, label: texts.doctorsChanged },
  "doctors-removed": {
    place: { to: "/doctors/removed" },
    label: texts.doctorsRemoved,
    needs: "doctor:remove",
  },
};

function ActivityCount({ record, kind, count }: { record: RecordName; kind: ActivityKind; count: number }) {
  const may = usePermissions();
  const list = lists[`${record}-${kind}`];
  if (!list || (list.needs && !may(list.needs))) return <PlainCount count={count} />;
  return <NumberLink {...list.place} count={count} label={list.label(count)} />;
}

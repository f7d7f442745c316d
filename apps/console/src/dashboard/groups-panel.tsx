import { useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import { lazyExtra } from "../shell/connection/load-code.ts";
import { GroupsTable } from "./groups-table.tsx";
import { countOf, patientNouns } from "./labels.ts";
import { freshForAMinute } from "./overview/use-overview.ts";
import { Panel } from "./panel.tsx";
import type { Groups } from "./statistics.ts";
import { describeGroups } from "./summaries.ts";

const GroupsChart = lazyExtra(() => import("./groups-chart.tsx"), "GroupsChart");

export function GroupsPanel() {
  const query = useQuery(api.statistics.patientGroups.queryOptions({}, freshForAMinute));
  return (
    <Panel
      name="groups"
      title="Patients by age and gender"
      query={query}
      headline={headlineOf}
      description={describeGroups}
      chart={(groups) => <GroupsChart groups={groups} />}
      table={(groups) => <GroupsTable groups={groups} />}
    />
  );
}

function headlineOf({ groups, patients }: Groups): string {
  const unknown = groups.find(({ ageGroup }) => ageGroup === "unknown")?.patients ?? 0;
  if (unknown === 0) return "Age in years, today";
  if (unknown === patients) return "No ages are recorded";
  return `Age in years, today; unknown for ${countOf(unknown, patientNouns)}`;
}

import { formatDecimals, formatInteger } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureTypes } from "./measure.ts";
import { renderTypes } from "./render.ts";
import { type EditorSession, TypesResult } from "./result.ts";

const maxSeconds = { repository: 5, synthetic: 10 };
const maxCompletionMs = 200;

function typesGoals({ atOnce, synthetic, editors }: TypesResult): Goal[] {
  const [own, more] = [atOnce.repository.median, atOnce.synthetic.median];
  return [
    {
      goal: `Whole repository typechecked ≤ ${maxSeconds.repository} s`,
      measured: `${formatDecimals(own, 1)} s, both programs concurrently`,
      met: own <= maxSeconds.repository,
    },
    {
      goal: `A router of ${synthetic.procedures} procedures typechecked ≤ ${maxSeconds.synthetic} s`,
      measured: `${formatDecimals(more, 1)} s (${formatDecimals(more / own, 1)} × the repository)`,
      met: more <= maxSeconds.synthetic,
    },
    ...editors.map((session) => completionGoal(session, synthetic.procedures)),
  ];
}

/** Uses the slowest completion. */
function completionGoal({ server, project, latencies }: EditorSession, procedures: number): Goal {
  const slowest = Math.max(...times(latencies, "completion"));
  const reference = Math.max(...times(latencies, "reference"));
  return {
    goal: `Completion in the editor ≤ ${maxCompletionMs} ms, ${procedures} procedures: ${server}, ${project}`,
    measured: `${formatInteger(slowest)} ms (${formatDecimals(slowest / reference, 1)} × a string's methods in the same file)`,
    met: slowest <= maxCompletionMs,
  };
}

const times = (latencies: EditorSession["latencies"], kind: "completion" | "reference") =>
  latencies.filter((latency) => latency.kind === kind).map(({ medianMs }) => medianMs);

export const types = defineSection({
  name: "types",
  title: "Types",
  result: TypesResult,
  measure: measureTypes,
  render: renderTypes,
  goals: typesGoals,
});

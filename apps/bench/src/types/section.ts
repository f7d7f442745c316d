import { decimals, whole } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureTypes } from "./measure.ts";
import { renderTypes } from "./render.ts";
import { type EditorSession, TypesResult } from "./result.ts";

const mostSeconds = { repository: 5, synthetic: 10 };
const mostCompletionMs = 200;

function typesGoals({ atOnce, synthetic, editors }: TypesResult): Goal[] {
  const [own, more] = [atOnce.repository.median, atOnce.synthetic.median];
  return [
    {
      goal: `Whole repository typechecked ≤ ${mostSeconds.repository} s`,
      measured: `${decimals(own, 1)} s, both programs concurrently`,
      met: own <= mostSeconds.repository,
    },
    {
      goal: `A router of ${synthetic.procedures} procedures typechecked ≤ ${mostSeconds.synthetic} s`,
      measured: `${decimals(more, 1)} s (${decimals(more / own, 1)} × the repository)`,
      met: more <= mostSeconds.synthetic,
    },
    ...editors.map((session) => completionGoal(session, synthetic.procedures)),
  ];
}

/** Uses the slowest completion. */
function completionGoal({ server, project, latencies }: EditorSession, procedures: number): Goal {
  const slowest = Math.max(...times(latencies, "completion"));
  const reference = Math.max(...times(latencies, "reference"));
  return {
    goal: `Completion in the editor ≤ ${mostCompletionMs} ms, ${procedures} procedures: ${server}, ${project}`,
    measured: `${whole(slowest)} ms (${decimals(slowest / reference, 1)} × a string's methods in the same file)`,
    met: slowest <= mostCompletionMs,
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

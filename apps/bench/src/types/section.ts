import { formatDecimals } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureTypes } from "./measure.ts";
import { renderTypes } from "./render.ts";
import { TypesResult } from "./result.ts";

const maxSeconds = { repository: 5, synthetic: 10 };

function typesGoals({ atOnce, synthetic }: TypesResult): Goal[] {
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
  ];
}

export const types = defineSection({
  name: "types",
  title: "Types",
  result: TypesResult,
  measure: measureTypes,
  render: renderTypes,
  goals: typesGoals,
});

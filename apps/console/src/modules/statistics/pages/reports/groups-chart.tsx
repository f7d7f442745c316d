import { useNavigate } from "@tanstack/react-router";
import { texts as chartTexts } from "../../../../kit/chart/texts.en.ts";
import { useIsNarrow } from "../../../../kit/table/use-is-narrow.ts";
import { genderLabels } from "../../../../records/record/gender.ts";
import { genders } from "../../../../records/record/genders.ts";
import { formatNumber } from "../../../../words/format/format.ts";
import { groups as texts } from "./statistics/texts.en.ts";
import {
  ageFilters,
  ageLabels,
  formatShort,
  type Groups,
  type PatientGroup,
  withDeceased,
} from "./statistics.ts";
import { TexturedBars } from "./textured-bars.tsx";

const textureOf = { female: "plain", male: "stripes", other: "dots", unknown: "checks" } as const;
const series = genders.map((name) => ({ name, label: genderLabels[name], texture: textureOf[name] }));

/** Bars react to clicks. For the keyboard, the table has the same links. */
export function GroupsChart({ groups: counted }: { groups: Groups }) {
  const groups = withDeceased(counted);
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const isTight = useIsNarrow("74.99em");
  // Where labels would overlap, ages wrap after the dash.
  const labels = { ...ageLabels, ...(isTight && { unknown: "?", deceased: "†" }) };
  const open = (index: number, gender: (typeof genders)[number]) => {
    const group = groups[index];
    const ages = group && ageFilters[group.ageGroup];
    if (ages) void navigate({ to: "/patients", search: { gender, ...ages } });
  };
  return (
    <TexturedBars
      title={texts.title}
      type="stacked"
      data={groups.map((group) => ({
        ...group,
        label: isNarrow ? labels[group.ageGroup].replace(/–.*/, "–") : labels[group.ageGroup],
      }))}
      series={series}
      maxBarWidth={56}
      valueFormatter={formatShort}
      yAxisProps={{ allowDecimals: false, width: isNarrow ? 40 : 48 }}
      barProps={(gender) => ({ ...barLook, onClick: (_bar, index) => open(index, gender) })}
      tip={tipOf}
    />
  );
}

/** A gap separates the parts of a bar without relying on color. */
const barLook = { stroke: "var(--mantine-color-body)", strokeWidth: 2, strokeOpacity: 1, cursor: "pointer" };

function tipOf({ ageGroup, patients }: PatientGroup) {
  const label = ageLabels[ageGroup];
  const inYears = ageFilters[ageGroup] && texts.ageInYears(label);
  return {
    title: inYears ?? (ageGroup === "unknown" ? texts.ageUnknown : label),
    total: { label: chartTexts.all, value: formatNumber(patients) },
  };
}

import { IconChartBar, IconTable } from "@tabler/icons-react";
import { SmallButton } from "../theme/plain-button.tsx";
import { texts } from "./texts.en.ts";

type ViewSwitchProps = { title: string; isTable: boolean; onSwitch: () => void };

/** Switches between chart and table. */
export function ViewSwitch({ title, isTable, onSwitch }: ViewSwitchProps) {
  const [Icon, view, label] = isTable
    ? [IconChartBar, texts.chart, texts.chartOf(title)]
    : [IconTable, texts.table, texts.tableOf(title)];
  return (
    <SmallButton label={view} name={label} leftSection={<Icon size={16} aria-hidden />} onClick={onSwitch} />
  );
}

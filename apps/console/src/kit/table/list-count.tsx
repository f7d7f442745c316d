import { Text } from "@mantine/core";
import { formatNumber } from "../../words/format/format.ts";
import { texts as tableTexts } from "./texts.en.ts";

export type ListCountProps = {
  /** Undefined while loading. */
  count: number | undefined;
  hasMore: boolean;
  /** The total, if known. `isExact` is false if there are more. */
  total?: { count: number; isExact: boolean } | undefined;
  /** Formats a number of rows, such as `commonTexts.patientCount`. */
  counted: (count: number, number?: string) => string;
  /** Replaces the number. */
  notice?: string | undefined;
};

/** Announces the total, or the number shown while the total is unknown. */
export const ListCount = ({ count, hasMore, total, counted, notice }: ListCountProps) => (
  <Text role="status" size="sm" c="dimmed" mih="1.55em">
    {count === undefined
      ? ""
      : (notice ??
        (hasMore ? totalOf(total, counted) : null) ??
        (hasMore ? tableTexts.firstOf(counted(count)) : counted(count)))}
  </Text>
);

function totalOf(total: ListCountProps["total"], counted: ListCountProps["counted"]): string | null {
  if (!total) return null;
  const number = formatNumber(total.count);
  return counted(total.count, total.isExact ? number : `${number}+`);
}

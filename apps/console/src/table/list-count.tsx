import { Text } from "@mantine/core";
import { formatNumber } from "../shell/text/format.ts";

type ListCountProps = {
  /** Undefined while loading. */
  count: number | undefined;
  hasMore: boolean;
  /** The number of all rows, if it is known. `isExact` is false if there are more. */
  total?: { count: number; isExact: boolean } | undefined;
  /** Singular and plural. */
  nouns: readonly [string, string];
  /** What is said in place of the number. */
  notice?: string | undefined;
};

/** Announces how many rows there are, or how many are shown while the total is not known. */
export function ListCount({ count, hasMore, total, nouns: [one, many], notice }: ListCountProps) {
  return (
    <Text role="status" size="sm" c="dimmed" mih="1.55em">
      {count === undefined
        ? ""
        : (notice ?? (hasMore ? totalOf(total, many) : null) ?? textOf(count, hasMore, { one, many }))}
    </Text>
  );
}

function textOf(count: number, hasMore: boolean, { one, many }: { one: string; many: string }): string {
  const number = formatNumber(count);
  if (hasMore) return `The first ${number} ${many}; scroll for more`;
  return count === 1 ? `1 ${one}` : `${count === 0 ? "No" : number} ${many}`;
}

const totalOf = (total: ListCountProps["total"], many: string): string | null =>
  total ? `${formatNumber(total.count)}${total.isExact ? "" : "+"} ${many}` : null;

import { Text } from "@mantine/core";
import { formatNumber } from "../shell/text/format.ts";

type ListCountProps = {
  /** Undefined while loading. */
  count: number | undefined;
  hasMore: boolean;
  /** Singular and plural. */
  nouns: readonly [string, string];
  /** What is said in place of the number. */
  notice?: string | undefined;
};

/** Announces how many rows are shown. There is no total, as counting is slow. */
export function ListCount({ count, hasMore, nouns: [one, many], notice }: ListCountProps) {
  return (
    <Text role="status" size="sm" c="dimmed" mih="1.55em">
      {count === undefined ? "" : (notice ?? textOf(count, hasMore, { one, many }))}
    </Text>
  );
}

function textOf(count: number, hasMore: boolean, { one, many }: { one: string; many: string }): string {
  const number = formatNumber(count);
  if (hasMore) return `The first ${number} ${many}; scroll for more`;
  return count === 1 ? `1 ${one}` : `${count === 0 ? "No" : number} ${many}`;
}

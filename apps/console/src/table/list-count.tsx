import { Text } from "@mantine/core";

type ListCountProps = {
  /** Undefined while they are asked for. */
  count: number | undefined;
  hasMore: boolean;
  /** Of one, and of several. */
  nouns: readonly [string, string];
};

/** How many are shown, also for who does not see them. A list has no number of all: to count them takes long. */
export function ListCount({ count, hasMore, nouns: [one, many] }: ListCountProps) {
  return (
    <Text role="status" size="sm" c="dimmed" mih="1.55em">
      {count === undefined ? "" : textOf(count, hasMore, { one, many })}
    </Text>
  );
}

function textOf(count: number, hasMore: boolean, { one, many }: { one: string; many: string }): string {
  const number = count.toLocaleString();
  if (hasMore) return `The first ${number} ${many}; scroll for more`;
  return count === 1 ? `1 ${one}` : `${count === 0 ? "No" : number} ${many}`;
}

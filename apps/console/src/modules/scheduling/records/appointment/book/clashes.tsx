import { List } from "@mantine/core";
import { usePracticeTime } from "../../../../../session/practice-time/practice-time.ts";
import { repeat } from "./texts.en.ts";

type ClashesProps = {
  title: (count: number) => string;
  clashes: readonly { startsAt: string; code: string }[];
};

const isKnown = (code: string): code is keyof typeof repeat.why => Object.hasOwn(repeat.why, code);

/** Visits of a series without a free slot, and why. */
export function Clashes({ title, clashes }: ClashesProps) {
  const { dayAndTime } = usePracticeTime();
  return (
    <>
      {title(clashes.length)}
      <List size="sm" mt="xs">
        {clashes.map(({ startsAt, code }) => (
          <List.Item key={startsAt}>
            {isKnown(code) ? repeat.clash(dayAndTime(startsAt), repeat.why[code]) : dayAndTime(startsAt)}
          </List.Item>
        ))}
      </List>
    </>
  );
}

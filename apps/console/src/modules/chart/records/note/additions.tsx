import type { Note } from "@caretype/client";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { usePracticeTime } from "../../../../session/practice-time/practice-time.ts";
import classes from "./additions.module.css";
import { NoteText } from "./note-text.tsx";
import { useSignerName } from "./signer.tsx";
import { texts } from "./texts.en.ts";

type Signature = Note["signatures"][number];
type Addition = Pick<Signature, "id" | "kind" | "text" | "reason"> &
  Partial<Pick<Signature, "doctorName" | "signedBy" | "signedAt" | "isLate">>;

type AdditionsProps = {
  additions: readonly Addition[];
  /** The level of headings in the text. Default: 3. */
  level?: 3 | 4;
};

/** A note's addenda, oldest first. A review has no signers. */
export function Additions({ additions, level = 3 }: AdditionsProps) {
  const nameOf = useSignerName(additions);
  return additions.map((addition) => (
    <AdditionView key={addition.id} addition={addition} who={nameOf(addition)} level={level} />
  ));
}

type AdditionViewProps = { addition: Addition; who: string; level: 3 | 4 };

function AdditionView({ addition, who, level }: AdditionViewProps) {
  const { kind, text, reason, signedAt, isLate = false } = addition;
  const { dayAndTime } = usePracticeTime();
  if (kind === "signature") return null;
  return (
    <Stack gap={4} className={classes.addition ?? ""} data-kind={kind}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {signedAt === undefined ? texts.additions[kind] : texts.addedBy[kind](who, dayAndTime(signedAt))}
        </Text>
        {isLate ? (
          <Badge color="yellow" title={texts.lateAdditionMeaning}>
            {texts.lateAddition}
          </Badge>
        ) : null}
      </Group>
      {reason === null ? null : <Text size="sm">{texts.reasonIs(reason)}</Text>}
      {text === null ? null : <NoteText text={text} level={level} />}
    </Stack>
  );
}

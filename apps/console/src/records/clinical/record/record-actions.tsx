import { Button, Group } from "@mantine/core";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as recordListTexts } from "../texts.en.ts";
import type { Asked } from "./record-kind.ts";

type RecordActionsProps = {
  id: string;
  /** What the record is called. */
  name: string;
  /** Ends what is current. Default: nothing. */
  end?: { label: string; labelOf: (name: string) => string } | null;
  onAsk: (asked: Asked) => void;
};

/** What can be done with a record of a list. */
export const RecordActions = ({ id, name, end, onAsk }: RecordActionsProps) => (
  <Group gap="xs">
    {end ? (
      <Button
        variant="default"
        size="xs"
        aria-label={end.labelOf(name)}
        onClick={() => onAsk({ what: "end", id })}
      >
        {end.label}
      </Button>
    ) : null}
    <Button
      variant="default"
      size="xs"
      aria-label={recordListTexts.editOf(name)}
      onClick={() => onAsk({ what: "edit", id })}
    >
      {commonTexts.edit}
    </Button>
    <InErrorButton id={id} name={name} onAsk={onAsk} />
  </Group>
);

export const InErrorButton = ({ id, name, onAsk }: Omit<RecordActionsProps, "end">) => (
  <Button
    variant="default"
    size="xs"
    aria-label={recordListTexts.inErrorOf(name)}
    onClick={() => onAsk({ what: "error", id })}
  >
    {recordListTexts.inError}
  </Button>
);

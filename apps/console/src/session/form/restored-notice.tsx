import { Alert, Button } from "@mantine/core";
import { recordListTexts as texts } from "../../words/texts/record-list.ts";

type RestoredNoticeProps = { onDiscard: () => void };

/** Says that what was typed earlier is here again, and offers to begin anew. */
export const RestoredNotice = ({ onDiscard }: RestoredNoticeProps) => (
  <Alert color="brand" role="status" title={texts.isRestored}>
    <Button variant="default" size="xs" onClick={onDiscard}>
      {texts.discard}
    </Button>
  </Alert>
);

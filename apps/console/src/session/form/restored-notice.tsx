import { Alert, Button } from "@mantine/core";
import { texts } from "../../kit/form/texts.en.ts";

type RestoredNoticeProps = { onDiscard: () => void };

/** Says that what was typed earlier is here again, and offers to begin anew. */
export const RestoredNotice = ({ onDiscard }: RestoredNoticeProps) => (
  <Alert color="brand" role="status" title={texts.isRestored}>
    <Button variant="default" size="xs" onClick={onDiscard}>
      {texts.discard}
    </Button>
  </Alert>
);

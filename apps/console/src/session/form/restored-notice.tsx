import { Alert, Button } from "@mantine/core";
import { texts } from "../../kit/form/texts.en.ts";

/** Says that what was typed earlier is here again, and offers to begin anew. */
export const RestoredNotice = ({ onDiscard }: { onDiscard: () => void }) => (
  <Alert color="brand" role="status" title={texts.isRestored}>
    <Button variant="default" size="xs" onClick={onDiscard}>
      {texts.discard}
    </Button>
  </Alert>
);

import { Alert } from "@mantine/core";
import { texts } from "../../kit/form/texts.en.ts";
import { SmallButton } from "../../kit/theme/plain-button.tsx";

/** Says that earlier input was restored, and offers to discard it. */
export const RestoredNotice = ({ onDiscard }: { onDiscard: () => void }) => (
  <Alert color="brand" role="status" title={texts.isRestored}>
    <SmallButton label={texts.discard} onClick={onDiscard} />
  </Alert>
);

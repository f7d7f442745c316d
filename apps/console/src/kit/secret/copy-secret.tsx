import { CopyButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";
import { PlainButton } from "../theme/plain-button.tsx";

/** A button that copies a secret, and announces it to screen readers. */
export const CopySecret = ({ value, children }: { value: string; children: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <>
        <PlainButton
          label={copied ? frameTexts.copied : children}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={copy}
        />
        <VisuallyHidden role="status">{copied ? frameTexts.copied : ""}</VisuallyHidden>
      </>
    )}
  </CopyButton>
);

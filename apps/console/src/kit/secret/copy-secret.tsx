import { Button, CopyButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

/** A button that copies a secret, and says so to screen readers as well. */
export const CopySecret = ({ value, children }: { value: string; children: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => (
      <>
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={copy}
        >
          {copied ? frameTexts.copied : children}
        </Button>
        <VisuallyHidden role="status">{copied ? frameTexts.copied : ""}</VisuallyHidden>
      </>
    )}
  </CopyButton>
);

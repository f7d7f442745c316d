import { Button, CopyButton, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { texts as frameTexts } from "../../words/frame/texts.en.ts";

type CopySecretProps = { value: string; children: string };

/** A button that copies a secret, and says so to screen readers as well. */
export const CopySecret = ({ value, children }: CopySecretProps) => (
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

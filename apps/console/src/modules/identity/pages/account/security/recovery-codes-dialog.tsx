import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { Notice } from "../../../../../kit/notice/notice.tsx";
import { CopySecret } from "../../../../../kit/secret/copy-secret.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { saveFile } from "../../../../../session/download/save-file.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import classes from "./recovery-codes-dialog.module.css";
import { codes as texts } from "./texts.en.ts";

/** Shows recovery codes once. Only its button closes it. */
export function RecoveryCodesDialog({ codes, onSaved }: { codes: readonly string[]; onSaved: () => void }) {
  return (
    <Dialog
      onClose={onSaved}
      title={texts.yours}
      centered
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <div className={classes.screenOnly}>
          <Notice is="caution" title={texts.once}>
            {texts.use}
          </Notice>
        </div>
        <Text className={classes.printOnly}>{texts.printed}</Text>
        <SimpleGrid component="ul" cols={{ base: 1, xs: 2 }} spacing="xs" className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </SimpleGrid>
        <Group gap="xs" className={classes.screenOnly}>
          <CopySecret value={codes.join("\n")}>{texts.copy}</CopySecret>
          <PlainButton
            label={commonTexts.download}
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => saveFile(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" }), texts.file)}
          />
          <PlainButton
            label={texts.print}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          />
        </Group>
        <Button onClick={onSaved} className={classes.screenOnly}>
          {texts.areSaved}
        </Button>
      </Stack>
    </Dialog>
  );
}

import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { Dialog } from "../../dialog/dialog.tsx";
import { Notice } from "../../session/notice.tsx";
import { CopySecret } from "../../shell/secret/copy-secret.tsx";
import classes from "./recovery-codes-dialog.module.css";

type RecoveryCodesDialogProps = { codes: readonly string[]; onSaved: () => void };

/** Shows recovery codes once. Only its button closes it. */
export function RecoveryCodesDialog({ codes, onSaved }: RecoveryCodesDialogProps) {
  return (
    <Dialog
      onClose={onSaved}
      title="Your recovery codes"
      centered
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <div className={classes.screenOnly}>
          <Notice is="caution" title="They are shown only once.">
            Each signs you in once if you lose your app or passkey.
          </Notice>
        </div>
        <Text className={classes.printOnly}>Caretype recovery codes. Each works once.</Text>
        <SimpleGrid component="ul" cols={{ base: 1, xs: 2 }} spacing="xs" className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </SimpleGrid>
        <Group gap="xs" className={classes.screenOnly}>
          <CopySecret value={codes.join("\n")}>Copy codes</CopySecret>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => download(codes)}
          >
            Download
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </Group>
        <Button onClick={onSaved} className={classes.screenOnly}>
          I have saved them
        </Button>
      </Stack>
    </Dialog>
  );
}

function download(codes: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join("\n")}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "caretype-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}

import "@mantine/dropzone/styles.css";
import { Center, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { texts as importChooseTexts } from "./texts.en.ts";

/** Accepts files and folders dropped anywhere on the page. Visible only while dragging. */
export function DropArea({ onDrop }: { onDrop: (files: readonly File[]) => void }) {
  return (
    <Dropzone.FullScreen onDrop={onDrop} activateOnKeyboard={false} withinPortal={false}>
      <Center mih="calc(100vh - 120px)" aria-hidden>
        <Text size="xl" fw={600}>
          {importChooseTexts.pick.dropNow}
        </Text>
      </Center>
    </Dropzone.FullScreen>
  );
}

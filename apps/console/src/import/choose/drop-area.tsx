import "@mantine/dropzone/styles.css";
import { Center, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";

/** Takes what is dropped anywhere on the page, with all that is in a folder. It is seen while something is dragged. */
export function DropArea({ onDrop }: { onDrop: (files: readonly File[]) => void }) {
  return (
    <Dropzone.FullScreen onDrop={onDrop} activateOnKeyboard={false} withinPortal={false}>
      <Center mih="calc(100vh - 120px)" aria-hidden>
        <Text size="xl" fw={600}>
          Let go to import
        </Text>
      </Center>
    </Dropzone.FullScreen>
  );
}

import { Alert, Button, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconFile, IconFolder } from "@tabler/icons-react";
import { Suspense } from "react";
import { lazyPart } from "../../shell/connection/load-code.ts";
import classes from "./choose-files.module.css";

const DropArea = lazyPart(() => import("./drop-area.tsx"), "DropArea");

type ChooseFilesProps = { faults: readonly string[]; onChoose: (files: readonly File[]) => void };

/** Chooses files or a folder. */
export function ChooseFiles({ faults, onChoose }: ChooseFilesProps) {
  return (
    <Stack maw="var(--width-reading)">
      {faults.length > 0 ? (
        <Alert color="danger" role="alert" title="This cannot be imported">
          <List size="sm">
            {faults.map((fault) => (
              <List.Item key={fault}>{fault}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      <div className={classes.area}>
        <Pickers onChoose={onChoose} />
      </div>
      <Suspense>
        <DropArea onDrop={onChoose} />
      </Suspense>
      <List size="sm">
        <List.Item>
          <strong>A table</strong> of patients or doctors from another program: one CSV file with column names
          in the first line.
        </List.Item>
        <List.Item>
          <strong>A Synthea export</strong>: its folder, with patients.csv, providers.csv and encounters.csv.
        </List.Item>
      </List>
      <Text size="sm" c="dimmed">
        Files are read in your browser. Only imported columns are sent. Everything is checked first, and you
        can undo an import.
      </Text>
    </Stack>
  );
}

/** React's types lack this attribute. */
const ofFolder: object = { webkitdirectory: "" };

function Pickers({ onChoose }: Pick<ChooseFilesProps, "onChoose">) {
  return (
    <Stack align="center" gap="sm">
      <Text fw={600}>Drop a folder or files here</Text>
      <Text size="sm">or pick them:</Text>
      <Group justify="center">
        <FileButton multiple onChange={onChoose} inputProps={{ "aria-label": "Files" }}>
          {(props) => (
            <Button {...props} leftSection={<IconFile size={16} aria-hidden />}>
              Choose files
            </Button>
          )}
        </FileButton>
        <FileButton multiple onChange={onChoose} inputProps={{ "aria-label": "Folder", ...ofFolder }}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFolder size={16} aria-hidden />}>
              Choose a folder
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}

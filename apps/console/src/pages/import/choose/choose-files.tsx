import { Alert, Button, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconFile, IconFolder } from "@tabler/icons-react";
import { Suspense } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import classes from "./choose-files.module.css";
import { texts as importChooseTexts } from "./texts.en.ts";

const { pick: texts } = importChooseTexts;

const DropArea = lazyPart(() => import("./drop-area.tsx"), "DropArea");

type ChooseFilesProps = { faults: readonly string[]; onChoose: (files: readonly File[]) => void };

/** Chooses files or a folder. */
export function ChooseFiles({ faults, onChoose }: ChooseFilesProps) {
  return (
    <Stack maw="var(--width-reading)">
      {faults.length > 0 ? (
        <Alert color="danger" role="alert" title={importChooseTexts.cannotBeImported}>
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
          {texts.table((kind) => (
            <strong>{kind}</strong>
          ))}
        </List.Item>
        <List.Item>
          {texts.calendar((kind) => (
            <strong>{kind}</strong>
          ))}
        </List.Item>
        <List.Item>
          {texts.synthea((kind) => (
            <strong>{kind}</strong>
          ))}
        </List.Item>
      </List>
      <Text size="sm" c="dimmed">
        {texts.about}
      </Text>
    </Stack>
  );
}

/** React's types lack this attribute. */
const ofFolder: object = { webkitdirectory: "" };

function Pickers({ onChoose }: Pick<ChooseFilesProps, "onChoose">) {
  return (
    <Stack align="center" gap="sm">
      <Text fw={600}>{texts.drop}</Text>
      <Text size="sm">{texts.orPick}</Text>
      <Group justify="center">
        <FileButton multiple onChange={onChoose} inputProps={{ "aria-label": texts.files }}>
          {(props) => (
            <Button {...props} leftSection={<IconFile size={16} aria-hidden />}>
              {importChooseTexts.chooseFiles}
            </Button>
          )}
        </FileButton>
        <FileButton multiple onChange={onChoose} inputProps={{ "aria-label": texts.folder, ...ofFolder }}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFolder size={16} aria-hidden />}>
              {importChooseTexts.chooseFolder}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}

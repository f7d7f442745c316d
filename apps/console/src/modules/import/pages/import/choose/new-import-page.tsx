import { Button, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { IconFile, IconFolder } from "@tabler/icons-react";
import { BackLink } from "../../../../../kit/page/back-link.tsx";
import { Row } from "../../../../../kit/section/row.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton, SmallButton } from "../../../../../kit/theme/plain-button.tsx";
import { permitted } from "../../../../../session/route/permitted.tsx";
import { locale } from "../../../../../words/settings/locale.ts";
import { texts as importTexts } from "../texts.en.ts";
import { useSend } from "../upload/use-send.ts";
import { ChooseFiles, ChoosingPage } from "./choosing-page.tsx";
import { ReadyFiles } from "./ready-files.tsx";
import { pick as chooseFilesTexts, texts as importChooseTexts, pickTable as texts } from "./texts.en.ts";
import { useChosenFiles } from "./use-chosen-files.ts";

export const NewImportPage = permitted("import:run", NewImport);

/** Chooses files, maps columns and uploads. The upload's page continues from there. */
function NewImport() {
  const chosen = useChosenFiles();
  const sending = useSend(chosen.reader, chosen.keep);
  const { step } = chosen;
  const startOver = () => {
    sending.cancel();
    chosen.startOver();
  };
  return (
    <ChoosingPage
      title={importTexts.importFiles}
      back={<BackLink to="/imports">{importTexts.allImports}</BackLink>}
      step={step.kind}
      isSending={sending.isPending}
    >
      {step.kind === "choose" ? <Choosing faults={step.faults} onChoose={chosen.choose} /> : null}
      {step.kind === "pick" ? (
        <PickTable files={step.files} onPick={(file) => chosen.choose([file])} onCancel={startOver} />
      ) : null}
      {step.kind === "ready" ? (
        <ReadyFiles ready={step} sending={sending} onReadAgain={chosen.readAgain} onCancel={startOver} />
      ) : null}
    </ChoosingPage>
  );
}

type PickTableProps = { files: readonly File[]; onPick: (file: File) => void; onCancel: () => void };

const most = 100;
const kilobytes = new Intl.NumberFormat(locale, {
  style: "unit",
  unit: "kilobyte",
  maximumFractionDigits: 0,
});

function PickTable({ files, onPick, onCancel }: PickTableProps) {
  return (
    <Stack maw="var(--width-reading)">
      <Section title={texts.title} about={texts.about}>
        <Stack component="ul" gap={0} m={0} p={0}>
          {files.slice(0, most).map((file) => (
            <Row
              key={`${file.webkitRelativePath} ${file.name} ${file.size}`}
              title={file.name}
              facts={kilobytes.format(Math.ceil(file.size / 1000))}
              actions={
                <SmallButton
                  label={texts.import}
                  name={texts.importOf(file.name)}
                  onClick={() => onPick(file)}
                />
              }
            />
          ))}
        </Stack>
        {files.length > most ? <Text size="sm">{importTexts.more(files.length - most)}</Text> : null}
      </Section>
      <Group>
        <PlainButton label={importChooseTexts.chooseOthers} onClick={onCancel} />
      </Group>
    </Stack>
  );
}

/** React's types lack this attribute. */
const ofFolder: object = { webkitdirectory: "" };

type ChoosingProps = { faults: readonly string[]; onChoose: (files: readonly File[]) => void };

const Choosing = ({ faults, onChoose }: ChoosingProps) => (
  <ChooseFiles
    faults={faults}
    drop={chooseFilesTexts.drop}
    onChoose={onChoose}
    buttons={
      <>
        <Text size="sm">{chooseFilesTexts.orPick}</Text>
        <Group justify="center">
          <FileButton multiple onChange={onChoose} inputProps={{ "aria-label": chooseFilesTexts.files }}>
            {(props) => (
              <Button {...props} leftSection={<IconFile size={16} aria-hidden />}>
                {importChooseTexts.chooseFiles}
              </Button>
            )}
          </FileButton>
          <FileButton
            multiple
            onChange={onChoose}
            inputProps={{ "aria-label": chooseFilesTexts.folder, ...ofFolder }}
          >
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFolder size={16} aria-hidden />}>
                {importChooseTexts.chooseFolder}
              </Button>
            )}
          </FileButton>
        </Group>
      </>
    }
  >
    <List size="sm">
      {(["table", "calendar", "synthea"] as const).map((name) => (
        <List.Item key={name}>
          {chooseFilesTexts[name]((kind) => (
            <strong>{kind}</strong>
          ))}
        </List.Item>
      ))}
    </List>
    <Dimmed>{chooseFilesTexts.about}</Dimmed>
  </ChooseFiles>
);

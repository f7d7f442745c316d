import { Button, Group, Stack, Text } from "@mantine/core";
import { Row } from "../../../kit/section/row.tsx";
import { Section } from "../../../kit/section/section.tsx";
import { locale } from "../../../words/settings/locale.ts";
import { texts as importTexts } from "../texts.en.ts";
import { texts as importChooseTexts } from "./texts.en.ts";

const { pickTable: texts } = importChooseTexts;

type PickTableProps = { files: readonly File[]; onPick: (file: File) => void; onCancel: () => void };

const most = 100;
const kilobytes = new Intl.NumberFormat(locale, {
  style: "unit",
  unit: "kilobyte",
  maximumFractionDigits: 0,
});

/** Chooses one of several tables. */
export function PickTable({ files, onPick, onCancel }: PickTableProps) {
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
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => onPick(file)}
                  aria-label={texts.importOf(file.name)}
                >
                  {texts.import}
                </Button>
              }
            />
          ))}
        </Stack>
        {files.length > most ? <Text size="sm">{importTexts.more(files.length - most)}</Text> : null}
      </Section>
      <Group>
        <Button variant="default" onClick={onCancel}>
          {importChooseTexts.chooseOthers}
        </Button>
      </Group>
    </Stack>
  );
}

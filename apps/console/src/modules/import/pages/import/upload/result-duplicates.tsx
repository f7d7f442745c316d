import { List, Stack, Text, Title } from "@mantine/core";
import { commonTexts } from "../../../../../words/common/common.ts";
import { formatNumber } from "../../../../../words/format/format.ts";
import { TextLink } from "../../../../../words/format/links.tsx";
import { locale } from "../../../../../words/settings/locale.ts";
import { texts as importTexts } from "../texts.en.ts";
import type { Upload } from "./labels.ts";
import { duplicates as texts } from "./texts.en.ts";

type Duplicates = NonNullable<Upload["result"]>["duplicates"];
type Reason = Duplicates["first"][number]["reasons"][number];

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
const reasonsText = (reasons: readonly Reason[]) =>
  list.format(reasons.map((reason) => commonTexts.duplicateReasons[reason]));

/** New patients who may already exist. Empty without any. */
export function ResultDuplicates({ duplicates: { patients, first } }: { duplicates: Duplicates }) {
  if (patients === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-labelledby="possible-duplicates">
      <Title order={2} size="h4" id="possible-duplicates">
        {texts.title}
      </Title>
      <Text size="sm">{texts.text(patients)}</Text>
      <List size="sm" spacing={4}>
        {first.map(({ line, newId, thereId, score, reasons }) => (
          <List.Item key={line}>
            {texts.line(formatNumber(line), reasonsText(reasons), score)}{" "}
            {newId ? (
              <TextLink
                label={texts.compare}
                to="/patients/$id/merge/$otherId"
                params={{ id: thereId, otherId: newId }}
                name={texts.compareLine(String(line))}
              />
            ) : (
              <TextLink
                label={texts.existing}
                to="/patients/$id"
                params={{ id: thereId }}
                name={texts.existingLine(String(line))}
              />
            )}
          </List.Item>
        ))}
      </List>
      {patients > first.length ? <Text size="sm">{importTexts.more(patients - first.length)}</Text> : null}
    </Stack>
  );
}

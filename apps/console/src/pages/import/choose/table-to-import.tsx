import type { Permission } from "@caretype/api";
import type { TableSettings } from "@caretype/api/import/table/schema";
import { Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { usePermissions } from "../../../session/client/use-practice.ts";
import type { ReadOptions, TableFile } from "../file/protocol.ts";
import { isCalendar } from "../file/protocol.ts";
import { texts as importTexts } from "../texts.en.ts";
import { EncodingChoice } from "./encoding-choice.tsx";
import { FilePreview } from "./file-preview.tsx";
import { guessRecords, type Records } from "./guess-mapping.ts";
import { guessSettings } from "./guess-settings.ts";
import { rememberedSettings } from "./last-settings.ts";
import { MappingForm } from "./mapping-form.tsx";
import { texts as importChooseTexts, table as texts } from "./texts.en.ts";
import { type Chosen, mayMapWith, recordsToImport } from "./use-mapping.ts";

/** Above the headings, some programs write a title and a date. */
const headerLines = Array.from({ length: 100 }, (_, index) => String(index + 1));

type TableToImportProps = {
  file: TableFile;
  onSend: (records: Records, table: TableSettings) => void;
  onReadAgain: (options: ReadOptions) => void;
  other: ReactNode;
};

/** Previews a table and maps its columns. */
export function TableToImport({ file, onSend, onReadAgain, other }: TableToImportProps) {
  const may = usePermissions();
  const initial = rememberedSettings(file.columns) ?? guess(file, may);
  const { encoding, headerLine, isEncodingSure, repeatedHeadings = 0 } = file;
  return (
    <Stack>
      <Text>
        {texts.about(
          <strong style={{ overflowWrap: "anywhere" }}>{file.file}</strong>,
          importTexts.rowCount(file.rows),
        )}
        {repeatedHeadings > 0 && ` ${texts.repeatedHeadings(repeatedHeadings)}`}
      </Text>
      {isEncodingSure ? null : (
        <EncodingChoice file={file} onChange={(chosen) => onReadAgain({ encoding: chosen })} />
      )}
      <FilePreview file={file} />
      {isCalendar(file.file) ? null : (
        <Group>
          <Checkbox
            label={texts.hasHeader}
            checked={headerLine !== null}
            onChange={({ currentTarget }) => onReadAgain({ header: currentTarget.checked ? 1 : false })}
          />
          {headerLine === null ? null : (
            <NativeSelect
              label={texts.headerLine}
              data={headerLines}
              value={headerLine}
              onChange={({ currentTarget }) => onReadAgain({ header: Number(currentTarget.value) })}
            />
          )}
        </Group>
      )}
      <MappingForm
        // The columns have other names then.
        key={`${encoding} ${headerLine}`}
        file={file}
        initial={initial}
        isPending={false}
        submitLabel={importChooseTexts.check}
        about={other}
        onSubmit={({ records, settings }) => onSend(records, settings)}
      />
    </Stack>
  );
}

function guess(file: TableFile, may: (permission: Permission) => boolean): Chosen {
  const records = guessRecords(file.columns, recordsToImport(may));
  const settings = guessSettings(records, file, (field) => mayMapWith(may, field));
  // What a calendar calls its events.
  const identifier = { column: "UID", system: "calendar" };
  const isIdentified = records === "appointment" && isCalendar(file.file) && file.columns.includes("UID");
  return { records, settings: isIdentified ? { ...settings, identifier } : settings };
}

import type { Permission } from "@caretype/api";
import { layoutOf } from "@caretype/import/source/column-layout";
import { syntheaColumns, syntheaFiles } from "@caretype/import/source/synthea/columns";
import type { TableSettings } from "@caretype/import/source/table/schema";
import type { BeginUpload } from "@caretype/import/upload/schema";
import { Checkbox, Group, List, NativeSelect, Stack, Text } from "@mantine/core";
import { type ChangeEvent, type ReactNode, useState } from "react";
import { SubmitButton } from "../../../../../kit/form/submit-button.tsx";
import { Section } from "../../../../../kit/section/section.tsx";
import { Dimmed } from "../../../../../kit/theme/dimmed.tsx";
import { PlainButton } from "../../../../../kit/theme/plain-button.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { isCalendar, type ReadOptions, type TableFile } from "../file/protocol.ts";
import { texts as importTexts } from "../texts.en.ts";
import { filesText } from "../upload/labels.ts";
import { ProblemList } from "../upload/problem-list.tsx";
import { ProgressNotice } from "../upload/progress-notice.tsx";
import type { useSend } from "../upload/use-send.ts";
import { EncodingChoice } from "./encoding-choice.tsx";
import { FilePreview } from "./file-preview.tsx";
import { guessRecords, type Records } from "./guess-mapping.ts";
import { guessSettings } from "./guess-settings.ts";
import { rememberedSettings, rememberSettings } from "./last-settings.ts";
import { MappingForm } from "./mapping-form.tsx";
import { SendingRefused } from "./sending-refused.tsx";
import { texts as importChooseTexts, table as tableTexts, synthea as texts } from "./texts.en.ts";
import type { Ready } from "./use-chosen-files.ts";
import { type Chosen, mayMapWith, recordsToImport } from "./use-mapping.ts";

type ReadyFilesProps = {
  ready: Ready;
  sending: ReturnType<typeof useSend>;
  onReadAgain: (options: ReadOptions) => void;
  onCancel: () => void;
};

/** The files ready to upload, or their problems. */
export function ReadyFiles({ ready, sending, onReadAgain, onCancel }: ReadyFilesProps) {
  const { format, files, others } = ready;
  const problems = problemsOf(files);
  const other = <PlainButton label={importChooseTexts.chooseOthers} onClick={onCancel} />;
  if (problems.total > 0)
    return (
      <Stack>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {filesText(files)}
        </Text>
        <ProblemList problems={problems} />
        <Group>{other}</Group>
      </Stack>
    );
  if (sending.isPending)
    return (
      <ProgressNotice
        title={importChooseTexts.uploading.title}
        stage={importChooseTexts.uploading.keepOpen}
        done={sending.sent}
        all={files.reduce((sum, { rows }) => sum + rows, 0)}
        onCancel={sending.cancel}
      />
    );
  const [file] = files;
  const refusal = sending.error ? <SendingRefused error={sending.error} /> : null;
  if (format === "table" && file) {
    const send = (records: Records, table: TableSettings) => {
      rememberSettings({ records, settings: table });
      sending.send(tableInput(file, records, table));
    };
    return (
      <Stack>
        {refusal}
        <TableToImport file={file} onSend={send} onReadAgain={onReadAgain} other={other} />
      </Stack>
    );
  }
  return (
    <SyntheaToImport
      files={files}
      others={others}
      onSend={(options) => sending.send(syntheaInput(files, options))}
      refusal={refusal}
      other={other}
    />
  );
}

type SyntheaOptions = Required<Pick<BeginUpload, "readableNames" | "appointments">>;

type SyntheaToImportProps = Pick<Ready, "files" | "others"> & {
  onSend: (options: SyntheaOptions) => void;
  refusal: ReactNode;
  other: ReactNode;
};

function SyntheaToImport({ files, others, onSend, refusal, other }: SyntheaToImportProps) {
  const may = usePermissions();
  const [options, setOptions] = useState({ readableNames: true, appointments: false });
  const checkbox = (name: keyof SyntheaOptions) => ({
    checked: options[name],
    onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) =>
      setOptions({ ...options, [name]: currentTarget.checked }),
  });
  return (
    <Stack maw="var(--width-reading)">
      {refusal}
      <Section title={texts.title}>
        <List size="sm">
          {files.map((each) => (
            <List.Item key={each.file}>{texts.rows(each.file, importTexts.rowCount(each.rows))}</List.Item>
          ))}
        </List>
        <Dimmed>
          {others > 0 ? `${texts.ignored(others)} ` : null}
          {texts.about}
        </Dimmed>
      </Section>
      <Checkbox label={texts.readable} description={texts.readableExample} {...checkbox("readableNames")} />
      {may("appointment:create") ? (
        <Checkbox
          label={texts.appointments}
          description={texts.appointmentsExample}
          {...checkbox("appointments")}
        />
      ) : null}
      <Group>
        <SubmitButton label={importChooseTexts.check} isPending={false} onClick={() => onSend(options)} />
        {other}
      </Group>
    </Stack>
  );
}

const problemsOf = (files: readonly TableFile[]) => ({
  total: files.reduce((sum, { problems }) => sum + problems.total, 0),
  first: files.flatMap(({ problems }) => problems.first).slice(0, 100),
});

function tableInput({ file, columns }: TableFile, records: Records, table: TableSettings): BeginUpload {
  const read = new Set([...Object.values(table.mapping), table.identifier?.column]);
  return {
    format: "table",
    records,
    table,
    files: [{ file, columns: columns.filter((name) => read.has(name)) }],
  };
}

/** Sends the mapped columns, under their names in the file. */
const syntheaInput = (files: readonly TableFile[], options: SyntheaOptions): BeginUpload => ({
  format: "synthea",
  ...options,
  files: files.flatMap(({ file, columns }) => {
    const name = syntheaFiles.find((each) => each === file);
    if (!name) return [];
    const { fields } = layoutOf<string>(columns, syntheaColumns[name]);
    return [{ file, columns: fields.map(([, at]) => columns[at] ?? "") }];
  }),
});

/** Some programs write a title and a date above the headings. */
const headerLines = Array.from({ length: 100 }, (_, index) => String(index + 1));

type TableToImportProps = {
  file: TableFile;
  onSend: (records: Records, table: TableSettings) => void;
  onReadAgain: (options: ReadOptions) => void;
  other: ReactNode;
};

function TableToImport({ file, onSend, onReadAgain, other }: TableToImportProps) {
  const may = usePermissions();
  const initial = rememberedSettings(file.columns) ?? guess(file, may);
  const { encoding, headerLine, isEncodingSure, repeatedHeadings = 0 } = file;
  return (
    <Stack>
      <Text>
        {tableTexts.about(
          <strong style={{ overflowWrap: "anywhere" }}>{file.file}</strong>,
          importTexts.rowCount(file.rows),
        )}
        {repeatedHeadings > 0 && ` ${tableTexts.repeatedHeadings(repeatedHeadings)}`}
      </Text>
      {isEncodingSure ? null : (
        <EncodingChoice file={file} onChange={(chosen) => onReadAgain({ encoding: chosen })} />
      )}
      <FilePreview file={file} />
      {isCalendar(file.file) ? null : (
        <Group>
          <Checkbox
            label={tableTexts.hasHeader}
            checked={headerLine !== null}
            onChange={({ currentTarget }) => onReadAgain({ header: currentTarget.checked ? 1 : false })}
          />
          {headerLine === null ? null : (
            <NativeSelect
              label={tableTexts.headerLine}
              data={headerLines}
              value={headerLine}
              onChange={({ currentTarget }) => onReadAgain({ header: Number(currentTarget.value) })}
            />
          )}
        </Group>
      )}
      <MappingForm
        // The columns' names change.
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
  // The calendar's name for events.
  const identifier = { column: "UID", system: "calendar" };
  const isIdentified = records === "appointment" && isCalendar(file.file) && file.columns.includes("UID");
  return { records, settings: isIdentified ? { ...settings, identifier } : settings };
}

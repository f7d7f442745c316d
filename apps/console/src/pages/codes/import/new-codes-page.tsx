import { isErrorCode } from "@caretype/client";
import { Alert, Button, FileButton, Stack, Text } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { lazyPart } from "../../../kit/connection/load-code.ts";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { PlainButton } from "../../../kit/theme/plain-button.tsx";
import { permitted } from "../../../session/route/permitted.tsx";
import { TextLink } from "../../../words/format/links.tsx";
import chooseClasses from "../../import/choose/choose-files.module.css";
import { ChoosingPage } from "../../import/choose/choosing-page.tsx";
import { EncodingChoice } from "../../import/choose/encoding-choice.tsx";
import { FilePreview } from "../../import/choose/file-preview.tsx";
import { sizeFault } from "../../import/choose/recognise-files.ts";
import { SendingRefused } from "../../import/choose/sending-refused.tsx";
import { texts as importChooseTexts } from "../../import/choose/texts.en.ts";
import { faultTexts } from "../../import/choose/use-chosen-files.ts";
import { type Reader, useReader } from "../../import/file/open-reader.ts";
import type { FileToRead, ReadOptions, TableFile } from "../../import/file/protocol.ts";
import { ProblemList } from "../../import/upload/problem-list.tsx";
import { ProgressNotice } from "../../import/upload/progress-notice.tsx";
import { texts } from "../texts.en.ts";
import { CodeSettingsForm } from "./code-settings-form.tsx";
import { useCodeImport } from "./use-code-import.ts";

const DropArea = lazyPart(() => import("../../import/choose/drop-area.tsx"), "DropArea");

export const NewCodesPage = permitted("import:run", NewCodes);

/** Chooses a file of codes, says what they are, and imports all of them or none. */
function NewCodes() {
  const chosen = useCodeFile();
  const importing = useCodeImport(chosen.reader);
  const { step } = chosen;
  const startOver = () => {
    importing.cancel();
    chosen.startOver();
  };
  return (
    <ChoosingPage
      title={texts.importCodes}
      back={<BackLink to="/codes">{texts.all}</BackLink>}
      step={step.kind}
      isSending={importing.isPending}
    >
      {step.kind === "choose" ? (
        <Stack maw="var(--width-reading)">
          {step.fault === null ? null : (
            <Alert color="danger" role="alert" title={importChooseTexts.cannotBeImported}>
              {step.fault}
            </Alert>
          )}
          <div className={chooseClasses.area}>
            <Stack align="center" gap="sm">
              <Text fw={600}>{texts.pick.drop}</Text>
              <FileButton
                accept=".csv,.tsv,.txt,.json"
                onChange={(file) => file && chosen.choose(file)}
                inputProps={{ "aria-label": texts.pick.file }}
              >
                {(props) => (
                  <Button {...props} leftSection={<IconFile size={16} aria-hidden />}>
                    {texts.pick.choose}
                  </Button>
                )}
              </FileButton>
            </Stack>
          </div>
          <DropArea onDrop={([file]) => file && chosen.choose(file)} />
          <Text size="sm">{texts.pick.about}</Text>
        </Stack>
      ) : null}
      {step.kind === "ready" ? (
        <Ready
          file={step.file}
          importing={importing}
          onStartOver={startOver}
          onEncoding={(encoding) => chosen.readAgain({ encoding })}
        />
      ) : null}
    </ChoosingPage>
  );
}

type ReadyProps = {
  file: TableFile;
  importing: ReturnType<typeof useCodeImport>;
  onStartOver: () => void;
  onEncoding: (encoding: TableFile["encoding"]) => void;
};

function Ready({ file, importing, onStartOver, onEncoding }: ReadyProps) {
  const { progress, problems, error, isPending } = importing;
  const other = <PlainButton label={texts.chooseAnother} onClick={onStartOver} />;
  if (file.problems.total > 0)
    return (
      <Stack align="start">
        <ProblemList problems={file.problems} />
        {other}
      </Stack>
    );
  const isSending = isPending ? (
    <ProgressNotice
      title={texts.progress.title}
      stage={texts.progress.stages[progress.stage]}
      done={progress.done}
      all={file.rows}
      onCancel={importing.cancel}
    />
  ) : null;
  return (
    <Stack>
      {isSending}
      {error ? <Refused error={error} /> : null}
      {problems && !isPending ? <ProblemList problems={problems} /> : null}
      <div hidden={isPending}>
        <Stack>
          <Text>
            {texts.about(<strong style={{ overflowWrap: "anywhere" }}>{file.file}</strong>, file.rows)}
          </Text>
          {file.isEncodingSure ? null : <EncodingChoice file={file} onChange={onEncoding} />}
          <FilePreview file={file} />
          <CodeSettingsForm
            key={file.encoding}
            file={file}
            other={other}
            onSubmit={(settings) => importing.mutate({ file, settings })}
          />
        </Stack>
      </div>
    </Stack>
  );
}

function Refused({ error }: { error: unknown }) {
  if (!isErrorCode(error, "TOO_MANY_UPLOADS")) return <SendingRefused error={error} />;
  const link = (label: string) => <TextLink label={label} to="/codes" />;
  return <ErrorNotice error={error} hint={<Text size="sm">{texts.undoOthers(link)}</Text>} />;
}

type Step =
  | { kind: "choose"; fault: string | null }
  | { kind: "reading" }
  | { kind: "ready"; file: TableFile };

const longestName = 200;

/** State of the chosen file, which a worker reads. */
function useCodeFile() {
  const [step, setStep] = useState<Step>({ kind: "choose", fault: null });
  const { reader, close } = useReader();
  const last = useRef<FileToRead | null>(null);
  const read = async (file: FileToRead) => {
    last.current = file;
    setStep({ kind: "reading" });
    const next = await readOne(reader(), file);
    if (next.kind === "choose") close();
    setStep(next);
  };
  const choose = (file: File) => {
    const fault = sizeFault([file]);
    if (fault) return setStep({ kind: "choose", fault });
    void read({ name: file.name.slice(-longestName), file, isCodes: true, header: 1 });
  };
  const readAgain = (changes: ReadOptions) => {
    if (last.current) void read({ ...last.current, ...changes });
  };
  const startOver = () => {
    close();
    setStep({ kind: "choose", fault: null });
  };
  return { step, choose, readAgain, startOver, reader };
}

async function readOne(reader: Reader, file: FileToRead): Promise<Step> {
  const readings = await reader.read([file], importChooseTexts.table.column("#")).catch(() => null);
  const [reading] = readings ?? [];
  if (!reading) return { kind: "choose", fault: importChooseTexts.faults.unreadable };
  if (!("fault" in reading)) return { kind: "ready", file: reading };
  return { kind: "choose", fault: importChooseTexts.faults.inFile(reading.file, faultTexts[reading.fault]) };
}

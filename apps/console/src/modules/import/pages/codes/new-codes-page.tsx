import { isErrorCode } from "@caretype/client";
import { Button, FileButton, Stack, Text } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { ErrorNotice } from "../../../../kit/notice/error-notice.tsx";
import { BackLink } from "../../../../kit/page/back-link.tsx";
import { PlainButton } from "../../../../kit/theme/plain-button.tsx";
import { permitted } from "../../../../session/route/permitted.tsx";
import { TextLink } from "../../../../words/format/links.tsx";
import { texts } from "../../../chart/pages/codes/texts.en.ts";
import { ChooseFiles, ChoosingPage } from "../import/choose/choosing-page.tsx";
import { EncodingChoice } from "../import/choose/encoding-choice.tsx";
import { FilePreview } from "../import/choose/file-preview.tsx";
import type { Recognised } from "../import/choose/recognise-files.ts";
import { SendingRefused } from "../import/choose/sending-refused.tsx";
import { faults } from "../import/choose/texts.en.ts";
import { useChosenFiles } from "../import/choose/use-chosen-files.ts";
import type { TableFile } from "../import/file/protocol.ts";
import { ProblemList } from "../import/upload/problem-list.tsx";
import { ProgressNotice } from "../import/upload/progress-notice.tsx";
import { CodeSettingsForm } from "./code-settings-form.tsx";
import { useCodeImport } from "./use-code-import.ts";

export const NewCodesPage = permitted("import:run", NewCodes);

/** Imports a file of codes, all or none. */
function NewCodes() {
  const chosen = useChosenFiles(recogniseCodes);
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
        <ChooseFiles
          faults={step.faults}
          drop={texts.pick.drop}
          onChoose={chosen.choose}
          buttons={
            <FileButton
              accept=".csv,.tsv,.txt,.json"
              onChange={(file) => file && chosen.choose([file])}
              inputProps={{ "aria-label": texts.pick.file }}
            >
              {(props) => (
                <Button {...props} leftSection={<IconFile size={16} aria-hidden />}>
                  {texts.pick.choose}
                </Button>
              )}
            </FileButton>
          }
        >
          <Text size="sm">{texts.pick.about}</Text>
        </ChooseFiles>
      ) : null}
      {step.kind === "ready"
        ? step.files.map((file) => (
            <Ready
              key={file.file}
              file={file}
              importing={importing}
              onStartOver={startOver}
              onEncoding={(encoding) => chosen.readAgain({ encoding })}
            />
          ))
        : null}
    </ChoosingPage>
  );
}

const maxNameLength = 200;

/** A single file, whose extension gives the format. */
function recogniseCodes([file]: readonly File[]): Recognised {
  if (!file) return { kind: "none", fault: faults.noFiles };
  return {
    kind: "codes",
    files: [{ name: file.name.slice(-maxNameLength), file, isCodes: true, header: 1 }],
  };
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

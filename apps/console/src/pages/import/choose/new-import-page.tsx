import { Skeleton } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { BackLink } from "../../../kit/page/back-link.tsx";
import { Page } from "../../../kit/page/page.tsx";
import { isSigningOut } from "../../../session/form/signing-out.ts";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import { Permitted } from "../../../session/route/permitted.tsx";
import { texts as importTexts } from "../texts.en.ts";
import { useSend } from "../upload/use-send.ts";
import { useKeptFocus } from "../use-kept-focus.ts";
import { ChooseFiles } from "./choose-files.tsx";
import { PickTable } from "./pick-table.tsx";
import { ReadyFiles } from "./ready-files.tsx";
import { texts as importChooseTexts } from "./texts.en.ts";
import { useChosenFiles } from "./use-chosen-files.ts";

export const NewImportPage = () => (
  <Permitted needs="import:run">
    <NewImport />
  </Permitted>
);

/** Chooses files, maps columns and uploads. The upload's page continues from there. */
function NewImport() {
  const chosen = useChosenFiles();
  const sending = useSend(chosen.reader, chosen.keep);
  const { step } = chosen;
  useKeptFocus(`${step.kind} ${sending.isPending}`);
  const isUnsaved = () => step.kind !== "choose" && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true });
  const startOver = () => {
    sending.cancel();
    chosen.startOver();
  };
  return (
    <Page title={importTexts.importFiles} back={<BackLink to="/imports">{importTexts.allImports}</BackLink>}>
      {step.kind === "choose" ? <ChooseFiles faults={step.faults} onChoose={chosen.choose} /> : null}
      {step.kind === "reading" ? (
        <Skeleton
          h={240}
          maw="var(--width-reading)"
          role="status"
          aria-label={importChooseTexts.reading}
          aria-busy
        />
      ) : null}
      {step.kind === "pick" ? (
        <PickTable files={step.files} onPick={(file) => chosen.choose([file])} onCancel={startOver} />
      ) : null}
      {step.kind === "ready" ? (
        <ReadyFiles ready={step} sending={sending} onReadAgain={chosen.readAgain} onCancel={startOver} />
      ) : null}
      <UnsavedChanges blocker={blocker} />
    </Page>
  );
}

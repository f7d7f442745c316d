import { Skeleton } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { isSigningOut } from "../../form/signing-out.ts";
import { UnsavedChanges } from "../../form/unsaved-changes.tsx";
import { BackLink } from "../../shell/page/back-link.tsx";
import { Page } from "../../shell/page/page.tsx";
import { Permitted } from "../../shell/route/permitted.tsx";
import { importTexts } from "../../texts/import.ts";
import { importChooseTexts } from "../../texts/import-choose.ts";
import { useSend } from "../upload/use-send.ts";
import { useKeptFocus } from "../use-kept-focus.ts";
import { ChooseFiles } from "./choose-files.tsx";
import { PickTable } from "./pick-table.tsx";
import { ReadyFiles } from "./ready-files.tsx";
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

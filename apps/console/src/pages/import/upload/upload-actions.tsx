import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { SubmitButton } from "../../../kit/form/submit-button.tsx";
import { texts as importUploadTexts } from "./texts.en.ts";
import type { InStateProps } from "./use-upload-actions.ts";

type UploadActionsProps = Pick<InStateProps, "actions"> & {
  main?: { label: string; run: () => void };
  others?: ReactNode;
  /** Whether `others` has the main button. */
  isMainOther?: boolean;
};

/** The actions of an upload that is not finished. */
export function UploadActions({ actions, main, others, isMainOther = false }: UploadActionsProps) {
  const { isPending, chooseAgain, cancel } = actions;
  return (
    <Group>
      {main ? (
        <SubmitButton isPending={isPending} onClick={main.run}>
          {main.label}
        </SubmitButton>
      ) : null}
      {others}
      <Button variant={main || isMainOther ? "default" : "filled"} onClick={chooseAgain} disabled={isPending}>
        {importUploadTexts.chooseAgain}
      </Button>
      <Button variant="default" onClick={cancel} disabled={isPending}>
        {importUploadTexts.doNotImport}
      </Button>
    </Group>
  );
}

import { Skeleton } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../../../kit/page/page.tsx";
import { isSigningOut } from "../../../session/form/signing-out.ts";
import { UnsavedChanges } from "../../../session/form/unsaved-changes.tsx";
import { useKeptFocus } from "../use-kept-focus.ts";
import { texts } from "./texts.en.ts";

type ChoosingPageProps = {
  title: string;
  back: ReactNode;
  /** What is being done: `choose` before a file is chosen, `reading` while it is read. */
  step: string;
  isSending: boolean;
  children: ReactNode;
};

/** A page that reads chosen files and sends them. Once a file is chosen, leaving the page asks. */
export function ChoosingPage({ title, back, step, isSending, children }: ChoosingPageProps) {
  useKeptFocus(`${step} ${isSending}`);
  const isUnsaved = () => step !== "choose" && !isSigningOut();
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true });
  return (
    <Page title={title} back={back}>
      {step === "reading" ? (
        <Skeleton h={240} maw="var(--width-reading)" role="status" aria-label={texts.reading} aria-busy />
      ) : null}
      {children}
      <UnsavedChanges blocker={blocker} />
    </Page>
  );
}

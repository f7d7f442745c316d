import { Alert, List, Skeleton, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { lazyPart } from "../../../../../kit/connection/load-code.ts";
import { Page } from "../../../../../kit/page/page.tsx";
import { isSigningOut } from "../../../../../session/form/signing-out.ts";
import { UnsavedChanges } from "../../../../../session/form/unsaved-changes.tsx";
import { useKeptFocus } from "../use-kept-focus.ts";
import classes from "./choose-files.module.css";
import { texts } from "./texts.en.ts";

type ChoosingPageProps = {
  title: string;
  back: ReactNode;
  /** The step: `choose` before a file is chosen, `reading` while it is read. */
  step: string;
  isSending: boolean;
  children: ReactNode;
};

/** A page that reads chosen files and sends them. With a file chosen, leaving asks first. */
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

/** Problems of the chosen files. */
export const FileFaults = ({ faults }: { faults: readonly string[] }) => (
  <Alert color="danger" role="alert" title={texts.cannotBeImported}>
    <List size="sm">
      {faults.map((fault) => (
        <List.Item key={fault}>{fault}</List.Item>
      ))}
    </List>
  </Alert>
);

const DropArea = lazyPart(() => import("./drop-area.tsx"), "DropArea");

type ChooseFilesProps = {
  faults: readonly string[];
  /** What the drop area accepts. */
  drop: string;
  onChoose: (files: readonly File[]) => void;
  /** The file buttons. */
  buttons: ReactNode;
  children: ReactNode;
};

/** Where to choose or drop files, with the accepted formats below. */
export const ChooseFiles = ({ faults, drop, onChoose, buttons, children }: ChooseFilesProps) => (
  <Stack maw="var(--width-reading)">
    {faults.length > 0 ? <FileFaults faults={faults} /> : null}
    <div className={classes.area}>
      <Stack align="center" gap="sm">
        <Text fw={600}>{drop}</Text>
        {buttons}
      </Stack>
    </div>
    <DropArea onDrop={onChoose} />
    {children}
  </Stack>
);

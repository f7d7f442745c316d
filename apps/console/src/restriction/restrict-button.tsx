import { Button } from "@mantine/core";
import { Suspense, useState } from "react";
import { usePermissions } from "../session/use-practice.ts";
import { lazyPart } from "../shell/connection/load-code.ts";
import { restrictionTexts as texts } from "../texts/restriction.ts";
import { type RestrictableRecord, useRestrictionOf } from "./use-restrictions.ts";

const RestrictionDialog = lazyPart(() => import("./restriction-dialog.tsx"), "RestrictionDialog");

type RestrictButtonProps = {
  record: RestrictableRecord;
  /** What the record is, such as a note with its time. */
  label: string;
};

/** Restricts a record, or changes who reads it. Nothing without the permission. */
export function RestrictButton({ record, label }: RestrictButtonProps) {
  const may = usePermissions();
  const found = useRestrictionOf(record);
  const [isOpen, setOpen] = useState(false);
  if (!(may("clinical:restricted") && found)) return null;
  const text = found.effective ? texts.change : texts.restrict;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={texts.actionOf(text, label)}
        onClick={() => setOpen(true)}
      >
        {text}
      </Button>
      <Suspense>
        {isOpen ? <RestrictionDialog record={record} label={label} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}

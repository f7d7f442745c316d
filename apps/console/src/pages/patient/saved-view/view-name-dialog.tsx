import { CreateSavedView } from "@caretype/api/saved-view/schema";
import { isErrorCode } from "@caretype/client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useSingleMutation } from "../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../kit/dialog/dialog.tsx";
import { schemaResolver } from "../../../kit/form/field-messages.ts";
import { FormFrame } from "../../../kit/form/form-frame.tsx";
import { ErrorNotice } from "../../../kit/notice/error-notice.tsx";
import { commonTexts } from "../../../words/common/common.ts";
import { texts as savedViewTexts } from "./texts.en.ts";

type ViewNameDialogProps = {
  title: string;
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
};

const check = schemaResolver(CreateSavedView.pick({ name: true }));

/** Asks for the name of a view. */
export function ViewNameDialog({ title, name: before, onSave, onClose }: ViewNameDialogProps) {
  const [name, setName] = useState(before);
  const [isAsked, setAsked] = useState(false);
  const save = useSingleMutation({ mutationFn: onSave, onSuccess: onClose });
  const isTaken = isErrorCode(save.error, "SAVED_VIEW_NAME_TAKEN");
  const problem = check({ name }).name ?? (isTaken ? savedViewTexts.isTaken : null);
  const submit = () => {
    setAsked(true);
    if (!problem) save.mutate(name);
  };
  return (
    <Dialog onClose={onClose} title={title}>
      <FormFrame
        refusal={save.isError && !isTaken ? <ErrorNotice error={save.error} /> : null}
        onSubmit={submit}
        onCancel={onClose}
        submitLabel={savedViewTexts.submit}
        isPending={save.isPending}
      >
        <TextInput
          label={commonTexts.name}
          description={savedViewTexts.nameHint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          required
          data-autofocus
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            save.reset();
          }}
          error={isAsked || name.trim() !== "" ? problem : null}
        />
      </FormFrame>
    </Dialog>
  );
}

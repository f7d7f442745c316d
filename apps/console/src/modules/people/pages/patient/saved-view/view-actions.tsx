import { CreateSavedView } from "@caretype/core/people/saved-view/schema";
import { Button, TextInput } from "@mantine/core";
import { IconBookmarkPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useSingleMutation } from "../../../../../kit/behavior/use-single-mutation.ts";
import { Dialog } from "../../../../../kit/dialog/dialog.tsx";
import { notifyDone, notifyFailed } from "../../../../../kit/notice/notify.tsx";
import { ConfirmButton } from "../../../../../kit/section/confirm-button.tsx";
import { TextButton } from "../../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../../session/client/api.ts";
import { RecordForm } from "../../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../../../words/common/common.ts";
import type { PatientFilters } from "../list/patient-filters.ts";
import classes from "./saved-views.module.css";
import { texts as savedViewTexts } from "./texts.en.ts";
import { areSame, filtersToSave, type SavedView } from "./view-filters.ts";

export type ViewActionsProps = {
  filters: PatientFilters;
  /** The last chosen view. The filters may have changed since. */
  chosen: SavedView | undefined;
  isSaved: boolean;
};

export function ViewActions({ filters, chosen, isSaved }: ViewActionsProps) {
  const change = useSingleMutation({
    mutationFn: (view: SavedView) => update(view, { filters: filtersToSave(filters) }),
    onError: (error) => {
      notifyFailed(savedViewTexts.isNotSaved, error);
      void refresh();
    },
  });
  const [isRenaming, setRenaming] = useState(false);
  const isUnfiltered = areSame(filters, {});
  return (
    <div className={classes.actions}>
      {chosen && !isSaved && !isUnfiltered ? (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={change.isPending}
          onClick={() => change.mutate(chosen)}
        >
          {/* The button's flex box would separate the quotes from the name. */}
          <span>{savedViewTexts.update(chosen.name)}</span>
        </Button>
      ) : null}
      {isSaved || isUnfiltered ? null : <SaveView filters={filters} />}
      {chosen && isSaved ? (
        <>
          <TextButton label={savedViewTexts.rename} onClick={() => setRenaming(true)} />
          <ConfirmButton
            size="compact-sm"
            variant="subtle"
            label={savedViewTexts.remove}
            question={savedViewTexts.askRemove(chosen.name)}
            consequence={savedViewTexts.removeConsequence}
            onConfirm={() => remove(chosen)}
          />
        </>
      ) : null}

      {isRenaming && chosen ? (
        <ViewNameDialog
          title={savedViewTexts.rename}
          name={chosen.name}
          onSave={(name) => update(chosen, { name })}
          onClose={() => setRenaming(false)}
        />
      ) : null}
    </div>
  );
}

export type SaveViewProps = { filters: PatientFilters; visibleFrom?: "sm" };

export function SaveView({ filters, ...shown }: SaveViewProps) {
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <TextButton
        label={savedViewTexts.save}
        {...shown}
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        onClick={() => setNaming(true)}
      />

      {isNaming ? (
        <ViewNameDialog
          title={savedViewTexts.save}
          name=""
          onSave={(name) => create({ name, filters: filtersToSave(filters) })}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  );
}

// Changes the practice's saved views. Each change can be undone.

const refresh = () => readAgain(api.savedView);

type Wanted = Pick<SavedView, "name" | "filters">;

async function create(wanted: Wanted): Promise<void> {
  const { id, name, version } = await caretype.savedView.create.mutate(wanted);
  await refresh();
  notifyDone(savedViewTexts.isSaved(name), async () => {
    await caretype.savedView.remove.mutate({ id, expectedVersion: version });
    await refresh();
  });
}

/** Sends changes with their base version. Undoing sends the previous values. */
async function update(view: SavedView, changes: Partial<Wanted>): Promise<SavedView> {
  const { id } = view;
  const saved = await caretype.savedView.update.mutate({ id, expectedVersion: view.version, ...changes });
  await refresh();
  notifyDone(savedViewTexts.isSaved(saved.name), async () => {
    const { name, filters } = view;
    await caretype.savedView.update.mutate({ id, expectedVersion: saved.version, name, filters });
    await refresh();
  });
  return saved;
}

async function remove({ id, version, name, filters }: SavedView): Promise<void> {
  await caretype.savedView.remove.mutate({ id, expectedVersion: version });
  await refresh();
  notifyDone(savedViewTexts.isRemoved(name), async () => {
    await caretype.savedView.create.mutate({ name, filters });
    await refresh();
  });
}

type ViewNameDialogProps = {
  title: string;
  name: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
};

const schema = CreateSavedView.pick({ name: true });

function ViewNameDialog({ title, name, onSave, onClose }: ViewNameDialogProps) {
  const saving = useRecordForm({
    schema,
    initialValues: { name },
    fieldOf: { SAVED_VIEW_NAME_TAKEN: "name" },
    onSubmit: (values) => onSave(values.name),
    onSaved: onClose,
  });
  return (
    <Dialog onClose={onClose} title={title}>
      <RecordForm {...saving} submitLabel={savedViewTexts.submit} onCancel={onClose}>
        <TextInput
          label={commonTexts.name}
          description={savedViewTexts.nameHint}
          inputWrapperOrder={["label", "input", "description", "error"]}
          required
          data-autofocus
          {...saving.form.getInputProps("name")}
        />
      </RecordForm>
    </Dialog>
  );
}

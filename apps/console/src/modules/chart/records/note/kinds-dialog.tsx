import { CreateNoteKind } from "@caretype/chart/note-kind/schema";
import type { NoteKind } from "@caretype/client";
import { Skeleton, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Dialog } from "../../../../kit/dialog/dialog.tsx";
import { focusFirst } from "../../../../kit/form/field-nodes.ts";
import { notifyDone } from "../../../../kit/notice/notify.tsx";
import { QueryStates } from "../../../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../../../kit/section/row.tsx";
import { PlainButton, SmallButton } from "../../../../kit/theme/plain-button.tsx";
import { api, caretype, readAgain } from "../../../../session/client/api.ts";
import { RecordForm } from "../../../../session/form/record-form.tsx";
import { useRecordForm } from "../../../../session/form/use-record-form.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { byName } from "../../../../words/format/by-name.ts";
import { Name } from "../../../../words/format/name.tsx";
import { beginningOf } from "./kept-names.ts";
import { editor, kinds as texts } from "./texts.en.ts";

const { noteKind: calls } = caretype;

/** The practice's kinds of notes, with their templates. */
export function KindsDialog({ onClose }: { onClose: () => void }) {
  const query = useQuery(api.noteKind.list.queryOptions({ limit: 200 }, { staleTime: 0 }));
  const [edited, edit] = useState<NoteKind | "new" | null>(null);
  const title = edited === null ? texts.title : edited === "new" ? texts.add : texts.edit;
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={edited === null}>
      {edited === null ? (
        <Stack>
          <QueryStates query={query} skeleton={<Skeleton h={120} />}>
            {({ items }) => (
              <Rows empty={texts.empty}>
                {byName(items).map((kind) => (
                  <KindRow key={kind.id} kind={kind} onEdit={() => edit(kind)} />
                ))}
              </Rows>
            )}
          </QueryStates>
          <PlainButton label={texts.add} onClick={() => edit("new")} style={{ alignSelf: "start" }} />
        </Stack>
      ) : (
        <KindForm kind={edited === "new" ? null : edited} onDone={() => edit(null)} />
      )}
    </Dialog>
  );
}

function KindRow({ kind: { id, name, template, version }, onEdit }: { kind: NoteKind; onEdit: () => void }) {
  const remove = async () => {
    await calls.remove.mutate({ id, expectedVersion: version });
    await readAgain(api.noteKind.list);
  };
  return (
    <Row
      title={<Name>{name}</Name>}
      facts={template === null ? texts.noTemplate : <Name>{beginningOf(template)}</Name>}
      actions={
        <>
          <SmallButton label={commonTexts.edit} name={texts.editOf(name)} onClick={onEdit} />
          <ConfirmButton
            label={commonTexts.remove}
            name={texts.removeOf(name)}
            question={texts.removeQuestion(name)}
            consequence={texts.removeConsequence}
            onConfirm={remove}
          />
        </>
      }
    />
  );
}

type KindFormProps = {
  kind: NoteKind | null;
  onDone: () => void;
};

function KindForm({ kind, onDone }: KindFormProps) {
  useEffect(() => focusFirst(["name"]), []);
  const saving = useRecordForm({
    schema: CreateNoteKind,
    initialValues: { name: kind?.name ?? "", template: kind?.template ?? "" },
    fieldOf: { NOTE_KIND_NAME_TAKEN: "name" },
    onSubmit: (given, call) => {
      if (kind === null) return call(given, calls.create.mutate);
      return call({ id: kind.id, expectedVersion: kind.version, ...given }, calls.update.mutate);
    },
    onSaved: (saved) => {
      const { id, version: expectedVersion } = saved;
      const undo = async () => {
        if (kind === null) await calls.remove.mutate({ id, expectedVersion });
        else await calls.update.mutate({ id, expectedVersion, name: kind.name, template: kind.template });
        await readAgain(api.noteKind.list);
      };
      void readAgain(api.noteKind.list);
      notifyDone(texts.isSaved(saved.name), saved.version === kind?.version ? undefined : undo);
      onDone();
    },
  });
  const { form } = saving;
  return (
    <RecordForm {...saving} submitLabel={commonTexts.save} onCancel={onDone}>
      <TextInput label={commonTexts.name} required key={form.key("name")} {...form.getInputProps("name")} />
      <Textarea
        label={texts.template}
        description={editor.hint}
        autosize
        minRows={6}
        maxRows={20}
        key={form.key("template")}
        {...form.getInputProps("template")}
      />
    </RecordForm>
  );
}

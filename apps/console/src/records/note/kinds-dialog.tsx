import type { NoteKind } from "@caretype/client";
import { Button, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../kit/dialog/dialog.tsx";
import { QueryStates } from "../../kit/page/query-states.tsx";
import { ConfirmButton } from "../../kit/section/confirm-button.tsx";
import { Row, Rows } from "../../kit/section/row.tsx";
import { SmallButton } from "../../kit/section/small-button.tsx";
import { api, caretype, readAgain } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";
import { Name } from "../../words/format/name.tsx";
import { beginningOf } from "./kept-names.ts";
import { KindForm } from "./kind-form.tsx";
import { kinds as texts } from "./texts.en.ts";

/** The practice's kinds of notes, and the text that each begins with. */
export function KindsDialog({ onClose }: { onClose: () => void }) {
  const query = useQuery(api.noteKind.list.queryOptions({ limit: 200 }, { staleTime: 0 }));
  const [edited, edit] = useState<NoteKind | "new" | null>(null);
  const title = edited === null ? texts.title : edited === "new" ? texts.add : texts.edit;
  return (
    <Dialog onClose={onClose} title={title} size="lg" closeOnClickOutside={edited === null}>
      {edited === null ? (
        <Stack>
          <QueryStates query={query} skeleton={<Skeleton h={120} />}>
            {({ items }) => <Kinds kinds={items} onEdit={edit} />}
          </QueryStates>
          <Button variant="default" onClick={() => edit("new")} style={{ alignSelf: "start" }}>
            {texts.add}
          </Button>
        </Stack>
      ) : (
        <KindForm kind={edited === "new" ? null : edited} onDone={() => edit(null)} />
      )}
    </Dialog>
  );
}

function Kinds({ kinds, onEdit }: { kinds: readonly NoteKind[]; onEdit: (kind: NoteKind) => void }) {
  const byName = kinds.toSorted((one, other) => one.name.localeCompare(other.name));
  return (
    <Rows empty={texts.empty}>
      {byName.map((kind) => (
        <KindRow key={kind.id} kind={kind} onEdit={() => onEdit(kind)} />
      ))}
    </Rows>
  );
}

function KindRow({ kind: { id, name, template, version }, onEdit }: { kind: NoteKind; onEdit: () => void }) {
  const remove = async () => {
    await caretype.noteKind.remove.mutate({ id, expectedVersion: version });
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

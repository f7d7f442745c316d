import { router } from "../../kernel/procedure/builder.ts";
import { recordWithHistory } from "../../kernel/procedure/input-bounds.ts";
import { listProcedures } from "../../mechanisms/record/list-procedures.ts";
import { noteKinds } from "./queries.ts";
import { CreateNoteKind, UpdateNoteKind } from "./schema.ts";

export const noteKindRouter = router(
  listProcedures(noteKinds, {
    create: CreateNoteKind,
    update: UpdateNoteKind,
    taken: "NOTE_KIND_NAME_TAKEN",
    bounds: recordWithHistory,
  }),
);

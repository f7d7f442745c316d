import { CreateVisitType, UpdateVisitType } from "@caretype/api/visit-type/schema";
import type { VisitType } from "@caretype/client";
import { caretype } from "../../../session/client/api.ts";
import { texts as appointmentSetupTexts } from "../texts.en.ts";
import { noVisitType, visitTypeFields } from "./field-views.ts";
import { OfferedForms, type OfferedFormsProps } from "./offered-forms.tsx";
import type { OfferedKind } from "./offered-kind.ts";

const { create, update, remove } = caretype.visitType;

const visitTypeKind: OfferedKind<"visitType"> = {
  kind: "visitType",
  schemas: { create: CreateVisitType, update: UpdateVisitType },
  views: visitTypeFields,
  empty: noVisitType,
  nameTaken: "VISIT_TYPE_NAME_TAKEN",
  addTitle: appointmentSetupTexts.visitTypes.add,
  calls: { create: create.mutate, update: update.mutate, remove: remove.mutate },
};

export const VisitTypeForms = (props: OfferedFormsProps<VisitType>) => (
  <OfferedForms kind={visitTypeKind} {...props} />
);

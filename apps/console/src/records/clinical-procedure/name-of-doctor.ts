import { doctorId as doctorIds } from "@caretype/client";
import { api, queryClient } from "../../session/client/api.ts";
import { commonTexts } from "../../words/common/common.ts";

/** The name of a doctor as the form has read it. Null without one. */
export function readNameOfDoctor(id: string | null | undefined): string | null {
  if (!id || !doctorIds.is(id)) return null;
  return queryClient.getQueryData(api.doctor.byId.queryKey({ id }))?.name ?? commonTexts.unknown;
}

import type { UploadId } from "../src/field/ids.ts";
import { smallPart, smallTable } from "../src/testing/small-table.ts";
import type { createTestApi } from "./support.ts";

type Api = Awaited<ReturnType<typeof createTestApi>>;
type Caller = ReturnType<Api["callerWith"]>;

/** Creates an upload with all rows. Resolves to its id. */
export async function upload(caller: Caller): Promise<UploadId> {
  const { id } = await caller.import.begin(smallTable);
  await caller.import.addPart({ id, ...smallPart });
  return id;
}

import { listProcedures } from "@caretype/core/mechanisms/record/list-procedures";
import { expect, test } from "vitest";
import { rooms } from "./queries.ts";
import { CreateRoom, UpdateRoom } from "./schema.ts";

test("an update that lacks a field of a creation compiles only if it is fixed", () => {
  const update = UpdateRoom.omit({ name: true });
  // @ts-expect-error: `fieldThatTheUpdateLacks: "name"`.
  const forgotten = listProcedures(rooms, { create: CreateRoom, update });
  const fixed = listProcedures(rooms, { create: CreateRoom, update, fixed: ["name"] });
  expect(Object.keys(forgotten)).toEqual(Object.keys(fixed));
});

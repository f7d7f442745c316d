import { NoteKindId } from "@caretype/core/kernel/field/ids";
import { namedObject } from "@caretype/core/kernel/field/named-object";
import { comparedLine, ExpectedVersion, optionalText, stamps } from "@caretype/core/kernel/field/schemas";
import { z } from "zod";

const described = { template: "The text that a new note of this kind begins with, in Markdown." };

export const NoteKind = namedObject("NoteKind", "A kind of note that the practice writes.", {
  id: NoteKindId,
  name: z.string().describe("Unique in the practice, ignoring case."),
  template: z.string().nullable().describe(`${described.template} Null if it begins empty.`),
  ...stamps,
});
export type NoteKind = z.output<typeof NoteKind>;

const name = comparedLine(100).describe("Unique in the practice, ignoring case. On one line.");
const template = optionalText(20_000).optional().describe(`${described.template} Empty becomes null.`);

export const CreateNoteKind = z.strictObject({ name, template });

export const UpdateNoteKind = z.strictObject({
  id: NoteKindId,
  expectedVersion: ExpectedVersion,
  name: name.optional(),
  template,
});

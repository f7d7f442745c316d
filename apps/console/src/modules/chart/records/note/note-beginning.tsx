import { Name } from "../../../../words/format/name.tsx";
import { beginningOf } from "./kept-names.ts";

/** The first words of a note, without Markdown. */
export const NoteBeginning = ({ text }: { text: string }) => <Name>{beginningOf(text)}</Name>;

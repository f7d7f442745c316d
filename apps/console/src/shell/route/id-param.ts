import type { AnyId, IdParser } from "@caretype/client";
import { notFound } from "@tanstack/react-router";

/** The id in an address; where it says something else, there is no such page. */
export function idIn<Id extends AnyId>(text: string, parser: IdParser<Id>): Id {
  if (!parser.is(text)) throw notFound();
  return parser.parse(text);
}

/** The parameter `$id` of a route, which links to it have to give, too: one of another record does not compile. */
export const idParam = <Id extends AnyId>(parser: IdParser<Id>) => ({
  parse: ({ id }: { id: string }) => ({ id: idIn(id, parser) }),
  stringify: ({ id }: { id: Id }) => ({ id }),
});

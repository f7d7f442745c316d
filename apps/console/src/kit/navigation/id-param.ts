import type { AnyId, IdParser } from "@caretype/client";
import { notFound } from "@tanstack/react-router";

/**
 * Parses an id in an address.
 * @throws `notFound` if it is none.
 */
export function idIn<Id extends AnyId>(text: string, parser: IdParser<Id>): Id {
  if (!parser.is(text)) throw notFound();
  return parser.parse(text);
}

/** The typed `$id` parameter of a route. Passing another record's id does not compile. */
export const idParam = <Id extends AnyId>(parser: IdParser<Id>) => ({
  parse: ({ id }: { id: string }) => ({ id: idIn(id, parser) }),
  stringify: ({ id }: { id: Id }) => ({ id }),
});

import { z } from "zod";

/** An object that has a name and a meaning of its own in OpenAPI and in the client's reference. Pure: browsers use it. */
export const namedObject = <Shape extends z.core.$ZodLooseShape>(
  id: string,
  description: string,
  shape: Shape,
) => z.object(shape).describe(description).meta({ id });

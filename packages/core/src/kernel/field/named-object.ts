import { z } from "zod";

/** An object with its own name and description in OpenAPI and the client's reference. Pure: browsers use it. */
export const namedObject = <Shape extends z.core.$ZodLooseShape>(
  id: string,
  description: string,
  shape: Shape,
) => z.object(shape).describe(description).meta({ id });

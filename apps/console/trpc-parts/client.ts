/** No client of the console's is one. */
export class TRPCUntypedClient {}

const untypedClient = Symbol.for("trpc_untypedClient");

/** As `@trpc/client` has it. */
export const getUntypedClient = (client: object): unknown => Reflect.get(client, untypedClient);

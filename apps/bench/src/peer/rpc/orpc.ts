import { createServer } from "node:http";
import { ORPCError, os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/node";
import { z } from "zod";
import { type Caller, callerOf } from "../patient/caller.ts";
import { CreatePatient, Page, Patient, PatientId, withAge } from "../patient/schema.ts";
import { openPatientStore } from "../patient/store.ts";

// oRPC as documented: it checks tokens, and validates input and output.

const patients = openPatientStore();

const signedIn = os
  .$context<{ authorization: string | undefined }>()
  .use(({ context, next }) => next({ context: { caller: requireCaller(context.authorization) } }));

function requireCaller(authorization: string | undefined): Caller {
  try {
    return callerOf(authorization);
  } catch {
    throw new ORPCError("UNAUTHORIZED");
  }
}

const router = {
  patient: {
    byId: signedIn
      .input(PatientId)
      .output(Patient)
      .handler(async ({ input, context }) => {
        const found = await patients.find(context.caller.practiceId, input.id);
        if (!found) throw new ORPCError("NOT_FOUND");
        return withAge(found);
      }),
    list: signedIn
      .input(Page)
      .output(z.array(Patient))
      .handler(async ({ input, context }) =>
        (await patients.newest(context.caller.practiceId, input.limit)).map(withAge),
      ),
    create: signedIn
      .input(CreatePatient)
      .output(Patient)
      .handler(async ({ input, context }) => {
        const { practiceId, sub: accountId } = context.caller;
        return withAge(await patients.create({ practiceId, accountId }, input));
      }),
  },
};

const handler = new RPCHandler(router);

createServer(async (request, response) => {
  const { authorization } = request.headers;
  const { matched } = await handler.handle(request, response, { prefix: "/rpc", context: { authorization } });
  if (!matched) response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");

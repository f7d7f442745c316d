import { createServer } from "node:http";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { z } from "zod";
import { type Caller, callerOf } from "../patient/caller.ts";
import { CreatePatient, Page, Patient, PatientId, withAge } from "../patient/schema.ts";
import { openPatientStore } from "../patient/store.ts";

// Plain tRPC as documented: it checks tokens, and validates input and output.

const patients = openPatientStore();
const t = initTRPC.context<{ authorization: string | undefined }>().create();

const signedIn = t.procedure.use(({ ctx, next }) =>
  next({ ctx: { caller: requireCaller(ctx.authorization) } }),
);

function requireCaller(authorization: string | undefined): Caller {
  try {
    return callerOf(authorization);
  } catch {
    throw new TRPCError({ code: "UNAUTHORIZED" });
  }
}

const router = t.router({
  patient: {
    byId: signedIn
      .input(PatientId)
      .output(Patient)
      .query(async ({ input, ctx }) => {
        const found = await patients.find(ctx.caller.practiceId, input.id);
        if (!found) throw new TRPCError({ code: "NOT_FOUND" });
        return withAge(found);
      }),
    list: signedIn
      .input(Page)
      .output(z.array(Patient))
      .query(async ({ input, ctx }) =>
        (await patients.newest(ctx.caller.practiceId, input.limit)).map(withAge),
      ),
    create: signedIn
      .input(CreatePatient)
      .output(Patient)
      .mutation(async ({ input, ctx }) => {
        const { practiceId, sub: accountId } = ctx.caller;
        return withAge(await patients.create({ practiceId, accountId }, input));
      }),
  },
});

const trpc = createHTTPHandler({
  basePath: "/trpc/",
  router,
  allowMethodOverride: true,
  createContext: ({ req }) => ({ authorization: req.headers.authorization }),
});

createServer((request, response) => {
  if (request.url?.startsWith("/trpc/")) trpc(request, response);
  else response.end();
}).listen(Number(process.env.PORT), "127.0.0.1");

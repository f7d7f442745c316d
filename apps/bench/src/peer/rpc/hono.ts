import { serve } from "@hono/node-server";
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { type Caller, callerOf } from "../patient/caller.ts";
import { CreatePatient, Page, Patient, PatientId, withAge } from "../patient/schema.ts";
import { openPatientStore } from "../patient/store.ts";

// Hono RPC as documented: it checks tokens and validates input. The handlers validate their output, because Hono
// cannot.

const patients = openPatientStore();

const signedIn = createMiddleware<{ Variables: { caller: Caller } }>(async (context, next) => {
  try {
    context.set("caller", callerOf(context.req.header("authorization")));
  } catch {
    throw new HTTPException(401);
  }
  await next();
});

const routes = new Hono()
  .get("/", (context) => context.json({ status: "ready" }))
  .get("/patients/:id", signedIn, zValidator("param", PatientId), async (context) => {
    const found = await patients.find(context.get("caller").practiceId, context.req.valid("param").id);
    return found
      ? context.json(Patient.parse(withAge(found)))
      : context.json({ error: "No such patient" }, 404);
  })
  .get("/patients", signedIn, zValidator("query", Page), async (context) => {
    const found = await patients.newest(context.get("caller").practiceId, context.req.valid("query").limit);
    return context.json(found.map((patient) => Patient.parse(withAge(patient))));
  })
  .post("/patients", signedIn, zValidator("json", CreatePatient), async (context) => {
    const { practiceId, sub: accountId } = context.get("caller");
    const created = await patients.create({ practiceId, accountId }, context.req.valid("json"));
    return context.json(Patient.parse(withAge(created)), 201);
  });

serve({ fetch: routes.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT) });

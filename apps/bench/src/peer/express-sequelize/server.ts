import express, { type NextFunction, type Request, type Response } from "express";
import { ZodError } from "zod";
import { type Caller, callerOf } from "../patient/caller.ts";
import { CreatePatient, Page, PatientId, PatientWithDates, withAge } from "../patient/schema.ts";
import { PatientModel, sequelize } from "./patient-model.ts";

// A typical Express application with Sequelize: it checks tokens, validates input and output, and restricts
// each statement to the caller's practice.

type WithCaller = Response<unknown, { caller: Caller }>;

const app = express();
app.use(express.json());
app.get("/", (_request, response) => void response.json({ status: "ready" }));

const patients = express.Router();
patients.use(authenticate);

patients.get("/", async (request, response: WithCaller) => {
  const { limit } = Page.parse(request.query);
  const { practiceId } = response.locals.caller;
  const found = await PatientModel.findAll({ where: { practiceId }, order: [["id", "DESC"]], limit });
  response.json(found.map(present));
});

patients.get("/:id", async (request, response: WithCaller) => {
  const { id } = PatientId.parse(request.params);
  const { practiceId } = response.locals.caller;
  const found = await PatientModel.findOne({ where: { practiceId, id } });
  if (found) response.json(present(found));
  else response.status(404).json({ error: "No such patient" });
});

patients.post("/", async (request, response: WithCaller) => {
  const input = CreatePatient.parse(request.body);
  const { practiceId, sub: createdBy } = response.locals.caller;
  const name = `${input.firstName} ${input.lastName}`;
  const created = await sequelize.transaction((transaction) =>
    PatientModel.create({ ...input, name, practiceId, createdBy }, { transaction }),
  );
  response.status(201).json(present(created));
});

app.use("/patients", patients);

// biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
  if (response.headersSent) return next(error);
  if (error instanceof ZodError) response.status(400).json({ errors: error.issues });
  else response.status(500).json({ error: "Internal error" });
});

function present(patient: PatientModel) {
  const { practiceId: _practice, ...values } = patient.toJSON();
  return PatientWithDates.parse(withAge(values));
}

await sequelize.authenticate();
app.listen(Number(process.env.PORT), "127.0.0.1");

/** Verifies the token of each request, and puts its account in `response.locals.caller`. */
export function authenticate(request: Request, response: Response, next: NextFunction): void {
  try {
    response.locals.caller = callerOf(request.headers.authorization);
  } catch {
    response.status(401).json({ error: "Not signed in" });
    return;
  }
  next();
}

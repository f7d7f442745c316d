import { createClient, isErrorCode, visitTypeId } from "@caretype/client";

/** The worker's environment. `CARETYPE_API_KEY` is a secret, with permission to read appointments. */
type Settings = { CARETYPE_URL: string; CARETYPE_API_KEY: string };

const week = 7 * 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export default {
  /** Answers `/?visitType=<id>` with the next free times, for a clinic's website. It exposes no patient data. */
  async fetch(request: Request, settings: Settings): Promise<Response> {
    const visitType = new URL(request.url).searchParams.get("visitType");
    if (!visitTypeId.is(visitType)) return Response.json({ error: "Name a visit type" }, { status: 400 });
    const { CARETYPE_URL: url, CARETYPE_API_KEY: apiKey } = settings;
    const now = Date.now();
    try {
      const { items } = await createClient({ url, apiKey }).appointment.slots.query({
        visitTypeId: visitType,
        from: dayOf(now),
        to: dayOf(now + week),
        limit: 5,
      });
      return Response.json(items.map(({ startsAt, doctorName }) => ({ startsAt, doctorName })));
    } catch (error) {
      if (isErrorCode(error, "VISIT_TYPE_NOT_FOUND"))
        return Response.json({ error: error.message }, { status: 404 });
      throw error;
    }
  },
};

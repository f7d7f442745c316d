import { createClient } from "@caretype/client";

const caretype = createClient({
  url: Deno.env.get("CARETYPE_URL") ?? "http://127.0.0.1:3000",
  apiKey: Deno.env.get("CARETYPE_API_KEY"),
});
for await (const { name } of caretype.patient.list.pages({ sort: "name" })) console.log(name);

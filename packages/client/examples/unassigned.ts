import { createClient, isErrorCode, isNetworkError } from "@caretype/client";

// Lists all patients without a doctor, with tab-separated columns for spreadsheets.
const caretype = createClient({
  url: process.env.CARETYPE_URL ?? "http://127.0.0.1:3000",
  apiKey: process.env.CARETYPE_API_KEY,
});

try {
  const pages = caretype.patient.list.pages({ unassigned: true, sort: "name", limit: 200 });
  for await (const { name, dateOfBirth } of pages) console.log(`${name}\t${dateOfBirth ?? ""}`);
} catch (error) {
  if (isErrorCode(error, "UNAUTHENTICATED"))
    console.error("CARETYPE_API_KEY is missing, or no valid key of this server.");
  else if (error instanceof Error && isNetworkError(error))
    console.error(`${error.message}. Start it with: npx -y pnpm@12 start`);
  else throw error;
  process.exitCode = 1;
}

import { isNetworkError } from "@caretype/client";

// Ends an example with one line if no server answers. Other errors are shown with their stack.
process.on("uncaughtException", (error) => {
  console.error(isNetworkError(error) ? `${error.message}. Start it with: npx -y pnpm@12 start` : error);
  process.exit(1);
});

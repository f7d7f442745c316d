export { type Placed, placeTables } from "./place-tables.ts";
export { hasColumn, type Placement, placementOf, tables } from "./placements.ts";

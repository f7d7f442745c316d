/** Adds what the database does not store. */
export const withAge = <Row extends { dateOfBirth: string | null }>(row: Row) => ({
  ...row,
  age: ageOf(row.dateOfBirth),
});

function ageOf(dateOfBirth: string | null): number | null {
  if (dateOfBirth === null) return null;
  const today = new Date().toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return today.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

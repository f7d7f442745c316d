/** A process refuses calls. Its message is a fixed text, safe to log. */
export class Overloaded extends Error {
  override readonly name = "Overloaded";
}

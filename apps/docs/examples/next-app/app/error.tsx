"use client";

/** Replaces a page that cannot be rendered, for example because the server is down. */
export default function PageError() {
  return (
    <p role="alert">
      The patients cannot be shown now.{" "}
      <button type="button" onClick={() => location.reload()}>
        Try again
      </button>
    </p>
  );
}

/**
 * Resolves as soon as a condition holds, and throws when it does not within a time that is generous for a machine with
 * much else to do. What a test must wait for in real time, it waits for in this way, and never for a fixed time.
 */
export async function until(holds: () => boolean, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end)
      throw new Error(`it did not happen within ${withinMs / 1000} s: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

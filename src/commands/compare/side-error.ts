import { EnvauditError } from '../../errors.ts';

/** An error that already says which side it is about. */
class SideError extends EnvauditError {
  override name = 'SideError';
}

/** About the command line or the whole run, not about a side. */
const OF_NO_SIDE: ReadonlySet<string> = new Set(['usage', 'interrupted']);

/** Does something for one side; an error then begins with the side: `B (deploy/web): …`. */
export async function onSide<T>(letter: 'a' | 'b', typed: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const named =
      !(error instanceof EnvauditError) || error instanceof SideError || OF_NO_SIDE.has(error.code);
    if (named) throw error;
    throw new SideError(error.code, `${letter.toUpperCase()} (${typed}): ${error.message}`, {
      hint: error.hint,
      exitCode: error.exitCode,
    });
  }
}

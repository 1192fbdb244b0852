import type { CollisionRule } from '../analyze/collisions/rule.ts';
import type { Context } from './context.ts';

/** The rules of the file of `--rules`; read before anything is looked at, so that a mistake shows at once. */
export async function userRules(
  file: string | undefined,
  context: Pick<Context, 'stdin' | 'signal'>,
): Promise<readonly CollisionRule[]> {
  if (file === undefined) return [];
  const { readRules } = await import('../files/rules-file.ts');
  return readRules(file, context);
}

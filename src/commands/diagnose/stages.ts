import { STAGES, type StageId } from '../../contracts/diagnosis.ts';
import { type EnvauditError, usage } from '../../errors.ts';

/**
 * The stages that a list means: names, numbers and ranges of numbers, `1-3,root-cause`; in their own order, each once. The
 * root cause alone is weighed from all of them; no list means all.
 * @throws EnvauditError `usage` for a word that is none.
 */
export function stagesOf(list: string | undefined): StageId[] {
  if (list === undefined) return [...STAGES];
  const meant = new Set(
    list
      .split(',')
      .map((word) => word.trim())
      .flatMap(stagesOfWord),
  );
  const isAlone = meant.size === 1 && meant.has('root-cause');
  return isAlone ? [...STAGES] : STAGES.filter((stage) => meant.has(stage));
}

function stagesOfWord(word: string): StageId[] {
  const named = STAGES.find((stage) => stage === word);
  if (named !== undefined) return [named];
  const [, from, to = from] = /^(\d)(?:-(\d))?$/.exec(word) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (!(first >= 1 && last <= STAGES.length && first <= last)) throw unknownStage(word);
  return STAGES.slice(first - 1, last);
}

function unknownStage(word: string): EnvauditError {
  const names = STAGES.map((stage, index) => `${index + 1} ${stage}`).join(', ');
  return usage(
    `--stages: there is no stage "${word}"`,
    `The stages: ${names}. Such as --stages 1-3,root-cause.`,
  );
}

import type {
  EnvironmentEvidence,
  Known,
  MainEnvironmentEvidence,
  VariableEvidence,
} from '../../../contracts/evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import type { Fields } from './fields.ts';
import { wholeNumber } from './fields.ts';
import { garbage, incomplete } from './problems.ts';
import { parseRuns } from './runs.ts';

const MOST_NAMES = 50_000;
const MOST_CHANGES = 200;
/** Characters of a name. Kubernetes sets no limit; nobody reads more. */
const LONGEST_NAME = 4096;

/** The environment that exec got. */
export function parseEnvironment(fields: Fields, expectedLines: number): EnvironmentEvidence {
  const count = fields.integer('exec-count');
  const bytes = fields.integer('exec-bytes');
  if (count === undefined || bytes === undefined) throw incomplete('nothing was counted');
  const others = fields.all('exec-other', MOST_NAMES).map(parseVariable);
  if (others.length > count) throw garbage(`it names ${others.length} of ${count} variables`);
  const predicted = fields.one('exec-predicted');
  return {
    count,
    bytes,
    ...(predicted === undefined ? {} : { predicted: parseRuns(predicted, expectedLines) }),
    others: others.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
    truncated: fields.one('exec-truncated') !== undefined,
  };
}

/** The initial environment of the main process, or why nobody may read it. */
export function parseMain(fields: Fields): Known<MainEnvironmentEvidence> {
  const reason = fields.text('main-unknown', 40);
  if (reason !== undefined) return { known: false, problem: MAIN_UNKNOWN[reason] ?? MAIN_UNKNOWN['absent']! };
  const same = fields.one('main-same') !== undefined;
  const count = fields.integer(same ? 'exec-count' : 'main-count');
  const bytes = fields.integer(same ? 'exec-bytes' : 'main-bytes');
  if (count === undefined || bytes === undefined) return { known: false, problem: MAIN_UNKNOWN['no-tools']! };
  return {
    known: true,
    value: {
      count,
      bytes,
      clobbered: fields.one('main-clobbered') !== undefined,
      added: fields.all('main-added', MOST_CHANGES).map(cleanName).toSorted(),
      removed: fields.all('main-removed', MOST_CHANGES).map(cleanName).toSorted(),
    },
  };
}

const MAIN_UNKNOWN: Record<string, { code: string; message: string; hint?: string }> = {
  denied: {
    code: 'main-denied',
    message: 'the environment of the main process belongs to another user, who keeps it to himself',
    hint: 'What exec gets is the configured environment; an entrypoint may have changed it for the application.',
  },
  absent: { code: 'main-absent', message: 'the main process has no /proc entry that could be read' },
  'no-tools': { code: 'main-no-tools', message: 'the image has no tools to read the main process with' },
};

function parseVariable(text: string): VariableEvidence {
  const space = text.indexOf(' ');
  const length = text.slice(0, space);
  if (space < 1) throw garbage('exec-other has no length', text);
  const name = cleanName(text.slice(space + 1));
  return length === '-' ? { name } : { name, bytes: wholeNumber('exec-other', length) };
}

function cleanName(text: string): string {
  return cleanText(text, LONGEST_NAME) || '?';
}

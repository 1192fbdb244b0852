import type {
  Check,
  CheckedStage,
  CheckVerdict,
  StageReport,
  StageVerdict,
} from '../../contracts/diagnosis.ts';
import { counted } from '../../units.ts';
import { CHECKS } from './checks.ts';

interface StageRule {
  question: string;
  /** What is said when nothing was found. */
  cleared: string;
  /** The stage cannot be cleared while one of these is unknown. */
  key: readonly string[];
  /**
   * The harshest that the stage becomes by a check; those that are not here may make it `guilty`. `cleared`: the check
   * tells about something else (the app, a neighbour) and is no evidence that this stage’s subject is a bottleneck.
   */
  most: Readonly<Partial<Record<string, Extract<StageVerdict, 'cleared' | 'suspect'>>>>;
}

/** What each stage asks, and which of its checks decide. */
const STAGES: Readonly<Record<CheckedStage, StageRule>> = {
  'host-resources': {
    question: 'Is the node a bottleneck?',
    cleared: 'The node has room',
    key: [],
    most: {},
  },
  'app-limits': {
    question: 'Are the container’s own limits a bottleneck?',
    cleared: 'The container stays below its limits',
    key: [],
    most: {},
  },
  'dependency-services': {
    question: 'Is something slow that the app calls?',
    cleared: 'What the app talks to answers',
    key: [],
    most: {},
  },
  'app-hotspots': {
    question: 'What does the app itself spend its time on?',
    cleared: 'The app itself does nothing unusual',
    key: [],
    most: {},
  },
};

const MOST_NAMED = 3;
const MOST: ReadonlyMap<string, StageVerdict | undefined> = new Map(
  CHECKS.map(({ id = '', most }) => [id, most]),
);

/**
 * The verdict of a stage from its checks: `guilty` by a problem, `suspect` by a warning, `cleared` when all of its key
 * checks were made and nothing was found, else `unknown`. The order of the checks is kept.
 */
export function stageReport(stage: CheckedStage, checks: readonly Check[]): StageReport {
  const verdict = verdictOf(stage, checks);
  return {
    stage,
    question: STAGES[stage].question,
    verdict,
    reason: reasonOf(stage, checks, verdict),
    checks: [...checks],
  };
}

/** A stage that was not asked for. */
export function skippedStage(stage: CheckedStage): StageReport {
  return {
    stage,
    question: STAGES[stage].question,
    verdict: 'skipped',
    reason: 'It was not asked for.',
    checks: [],
  };
}

function verdictOf(stage: CheckedStage, checks: readonly Check[]): StageVerdict {
  if (checks.some((check) => weight(stage, check) === 'guilty')) return 'guilty';
  if (checks.some((check) => weight(stage, check) === 'suspect')) return 'suspect';
  return unseen(stage, checks).length > 0 ? 'unknown' : 'cleared';
}

function weight(stage: CheckedStage, { id, verdict }: Check): StageVerdict {
  const full: Readonly<Record<CheckVerdict, StageVerdict>> = {
    unknown: 'unknown',
    ok: 'cleared',
    notice: 'cleared',
    warning: 'suspect',
    problem: 'guilty',
  };
  const own = full[verdict];
  const most = MOST.get(id) ?? STAGES[stage].most[id];
  if (most === undefined || own === 'unknown') return own;
  return own === 'guilty' || most === 'cleared' ? most : own;
}

/** Key checks of which nothing is known: none of that id was made, or all of them are unknown. */
function unseen(stage: CheckedStage, checks: readonly Check[]): string[] {
  const deciding = CHECKS.flatMap((check) =>
    check.stage === stage && check.decides && check.id !== undefined ? [check.id] : [],
  );
  return [...deciding, ...STAGES[stage].key].filter((id) =>
    checks.every((check) => check.id !== id || check.verdict === 'unknown'),
  );
}

function reasonOf(stage: CheckedStage, checks: readonly Check[], verdict: StageVerdict): string {
  const unknown = checks.filter((check) => check.verdict === 'unknown');
  if (verdict === 'guilty' || verdict === 'suspect') {
    const worst = checks.filter((check) => weight(stage, check) === verdict);
    const others =
      checks.filter(({ verdict: own }) => own === 'warning' || own === 'problem').length - worst.length;
    const rest = Math.max(0, worst.length - MOST_NAMED) + others;
    return `${worst.slice(0, MOST_NAMED).map(sentence).join(' ')}${rest > 0 ? ` And ${counted(rest, 'more finding')}.` : ''}`;
  }
  if (verdict === 'unknown') {
    const missing = unseen(stage, checks);
    const why = checks.find(({ id, verdict: own }) => missing.includes(id) && own === 'unknown');
    return why === undefined
      ? 'Too little of it could be seen.'
      : `Too little of it could be seen. ${why.title}: ${why.reason}`;
  }
  const seen = checks.length - unknown.length;
  const but = unknown.length === 0 ? '' : `; ${counted(unknown.length, 'check')} could not be made`;
  return `${STAGES[stage].cleared}: ${counted(seen, 'check')}, none of them speaks against it${but}.`;
}

function sentence({ title, subject, measured, reason }: Check): string {
  const name = subject === undefined ? title : `${title} (${subject})`;
  return `${name}${measured === undefined ? '' : `, ${measured}`}: ${reason}`;
}

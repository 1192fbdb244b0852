import type {
  Check,
  CheckedStage,
  CheckVerdict,
  StageReport,
  StageVerdict,
} from '../../contracts/diagnosis.ts';
import { counted } from '../../units.ts';
import { CHECKS } from './checks.ts';
import type { CheckRule } from './define-check.ts';

interface StageRule {
  question: string;
  /** What is said when nothing was found. */
  cleared: string;
}

/** What each stage asks. */
const STAGES: Readonly<Record<CheckedStage, StageRule>> = {
  'host-resources': {
    question: 'Is the node a bottleneck?',
    cleared: 'The node has room',
  },
  'app-limits': {
    question: 'Are the container’s own limits a bottleneck?',
    cleared: 'The container stays below its limits',
  },
  'dependency-services': {
    question: 'Is something slow that the app calls?',
    cleared: 'What the app talks to answers',
  },
  'app-hotspots': {
    question: 'What does the app itself spend its time on?',
    cleared: 'The app itself does nothing unusual',
  },
};

const MOST_NAMED = 3;
const RULES: ReadonlyMap<string, CheckRule> = new Map(CHECKS.map((rule) => [rule.id, rule]));

/**
 * The verdict of a stage from its checks: `guilty` by a problem, `suspect` by a warning, `cleared` when all of its
 * checks that decide were made and nothing was found, else `unknown`. The order of the checks is kept.
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
  if (checks.some((check) => weight(check) === 'guilty')) return 'guilty';
  if (checks.some((check) => weight(check) === 'suspect')) return 'suspect';
  return unseen(stage, checks).length > 0 ? 'unknown' : 'cleared';
}

function weight({ id, verdict }: Check): StageVerdict {
  const full: Readonly<Record<CheckVerdict, StageVerdict>> = {
    unknown: 'unknown',
    ok: 'cleared',
    notice: 'cleared',
    warning: 'suspect',
    problem: 'guilty',
  };
  const own = full[verdict];
  const most = RULES.get(id)?.most;
  if (most === undefined || own === 'unknown') return own;
  return own === 'guilty' || most === 'cleared' ? most : own;
}

/** Checks that decide, of which nothing is known: none of that id was made, or all of them are unknown. */
function unseen(stage: CheckedStage, checks: readonly Check[]): string[] {
  return [...RULES.values()]
    .filter((rule) => rule.stage === stage && rule.decides)
    .map(({ id }) => id)
    .filter((id) => checks.every((check) => check.id !== id || check.verdict === 'unknown'));
}

function reasonOf(stage: CheckedStage, checks: readonly Check[], verdict: StageVerdict): string {
  const unknown = checks.filter((check) => check.verdict === 'unknown');
  if (verdict === 'guilty' || verdict === 'suspect') {
    const worst = checks.filter((check) => weight(check) === verdict);
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

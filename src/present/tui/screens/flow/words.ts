import type { CheckVerdict, StageVerdict } from '../../../../contracts/diagnosis.ts';
import { CHECK_STYLES, STAGE_STYLES } from '../../../diagnosis/words.ts';
import type { Style } from '../../../theme.ts';

/** How a stage stands: its verdict, or how far it is. */
export type StageStatus =
  StageVerdict | 'waiting' | 'running' | 'stopped' | 'found' | 'possible' | 'nothing found';

/** What a word about a stage means, and its colour. The help screen shows the same table. */
export const STAGE_WORDS: Record<StageStatus, { style: Style; means: string }> = {
  waiting: { style: 'dim', means: 'nothing that it needs is there yet' },
  running: { style: 'name', means: 'checks are being judged as their figures arrive' },
  stopped: { style: 'dim', means: 'cancelled, or ended by an error, before it was judged' },
  cleared: { style: STAGE_STYLES.cleared, means: 'looked at, and not the bottleneck' },
  suspect: { style: STAGE_STYLES.suspect, means: 'may be the bottleneck' },
  guilty: { style: STAGE_STYLES.guilty, means: 'is a bottleneck' },
  unknown: { style: STAGE_STYLES.unknown, means: 'too little could be seen; the reason says why' },
  skipped: { style: STAGE_STYLES.skipped, means: 'not asked for' },
  found: { style: 'severity.critical', means: 'a root cause was found' },
  possible: { style: 'severity.medium', means: 'a cause is possible, but not more than that' },
  'nothing found': { style: 'severity.ok', means: 'nothing that was seen explains a slowness' },
};

/** What a word about a check means, and its colour. */
export const CHECK_WORDS: Record<CheckVerdict, { style: Style; means: string }> = {
  problem: { style: CHECK_STYLES.problem, means: 'far over its threshold, or an error that hurts by itself' },
  warning: { style: CHECK_STYLES.warning, means: 'over its threshold' },
  unknown: { style: CHECK_STYLES.unknown, means: 'could not be seen; the reason says why' },
  notice: { style: CHECK_STYLES.notice, means: 'worth knowing, but explains no slowness' },
  ok: { style: CHECK_STYLES.ok, means: 'seen, and harmless' },
};

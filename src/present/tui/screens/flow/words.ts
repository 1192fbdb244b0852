import type { CheckVerdict, StageId, StageVerdict } from '../../../../diagnosis.ts';
import type { Style } from '../../../theme.ts';

export const STAGE_NAMES: Record<StageId, string> = {
  'host-resources': 'Host resources',
  'app-limits': "The app's own limits",
  'dependency-services': 'Dependency services',
  'app-hotspots': 'The app itself',
  'root-cause': 'Root cause',
};

/** How a stage stands: its verdict, or how far it is. */
export type StageStatus =
  StageVerdict | 'waiting' | 'running' | 'stopped' | 'found' | 'possible' | 'nothing found';

/** What a word about a stage means, and its colour. The help screen shows the same table. */
export const STAGE_WORDS: Record<StageStatus, { style: Style; means: string }> = {
  waiting: { style: 'dim', means: 'nothing that it needs is there yet' },
  running: { style: 'name', means: 'checks are being judged as their figures arrive' },
  stopped: { style: 'dim', means: 'cancelled, or ended by an error, before it was judged' },
  cleared: { style: 'severity.ok', means: 'looked at, and not the bottleneck' },
  suspect: { style: 'severity.medium', means: 'may be the bottleneck' },
  guilty: { style: 'severity.critical', means: 'is a bottleneck' },
  unknown: { style: 'severity.unknown', means: 'too little could be seen; the reason says why' },
  skipped: { style: 'dim', means: 'not asked for' },
  found: { style: 'severity.critical', means: 'a root cause was found' },
  possible: { style: 'severity.medium', means: 'a cause is possible, but not more than that' },
  'nothing found': { style: 'severity.ok', means: 'nothing that was seen explains a slowness' },
};

/** What a word about a check means, and its colour. */
export const CHECK_WORDS: Record<CheckVerdict, { style: Style; means: string }> = {
  problem: { style: 'severity.critical', means: 'far over its threshold, or an error that hurts by itself' },
  warning: { style: 'severity.medium', means: 'over its threshold' },
  unknown: { style: 'severity.unknown', means: 'could not be seen; the reason says why' },
  notice: { style: 'severity.info', means: 'worth knowing, but explains no slowness' },
  ok: { style: 'severity.ok', means: 'seen, and harmless' },
};

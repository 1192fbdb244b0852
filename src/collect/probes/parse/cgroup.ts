import type { CgroupEvidence, CpuStatEvidence } from '../../../contracts/evidence.ts';
import type { Fields } from './fields.ts';
import { wholeNumber } from './fields.ts';
import { coresOf } from './plausible.ts';
import { garbage } from './problems.ts';

/** What the cgroup says about CPU: version, limit, and throttling before and after. */
export function parseCgroup(fields: Fields): CgroupEvidence {
  const version = fields.integer('cgroup-version');
  if (version !== undefined && version !== 1 && version !== 2)
    throw garbage(`it names cgroup version ${version}`);
  const cpuLimit = parseQuota(fields.one('cgroup-quota'));
  const before = parseStat('cgroup-before', fields);
  const after = parseStat('cgroup-after', fields);
  return {
    version,
    cpuLimit,
    before,
    after,
  };
}

function parseQuota(text: string | undefined): number | 'none' | undefined {
  if (text === undefined || text === 'none') return text;
  const [quota = '', period = ''] = text.split(' ');
  return coresOf(wholeNumber('cgroup-quota', quota), wholeNumber('cgroup-quota', period));
}

const PER_MILLISECOND: Record<string, number> = { ns: 1e6, us: 1e3 };

function parseStat(key: string, fields: Fields): CpuStatEvidence | undefined {
  const text = fields.one(key);
  if (text === undefined) return undefined;
  const [periods = '', throttledPeriods = '', time = '', unit = ''] = text.split(' ');
  const divisor = PER_MILLISECOND[unit];
  if (divisor === undefined) throw garbage(`${key} has no unit`, text);
  if (!/^\d{1,19}$/.test(time)) throw garbage(`${key} is not a number`, text);
  return {
    periods: wholeNumber(key, periods),
    throttledPeriods: wholeNumber(key, throttledPeriods),
    throttledMs: Number(time) / divisor,
  };
}

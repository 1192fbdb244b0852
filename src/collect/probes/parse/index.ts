import type { ExecCostEvidence, ProbeEvidence } from '../../../contracts/evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import type { ProbeRequest } from '../request.ts';
import { parseCgroup } from './cgroup.ts';
import { parseEnvironment, parseMain } from './environment.ts';
import { decimal, readFields, type Fields } from './fields.ts';
import { checkPlausible } from './plausible.ts';
import { garbage } from './problems.ts';
import { parseTiming } from './timing.ts';

const MOST_EXECUTABLES = 32;

/**
 * The answer of a container, checked, as evidence. What is missing in it is unknown, never zero; one that the kernel
 * cannot have given is refused.
 *
 * @throws EnvauditError `probe-garbage`, `probe-too-large` or `probe-incomplete`.
 */
export function parseProbe(stdout: Buffer, request: ProbeRequest, roundTripMs: number): ProbeEvidence {
  const fields = readFields(stdout);
  const via = fields.one('via');
  if (via !== 'sh' && via !== 'node') throw garbage('nobody known gave it', via ?? '');
  const envWcL = fields.integer('env-wc-l');
  const cgroup = parseCgroup(fields);
  const limit = cgroup.cpuLimit;
  const uptime = parseUptime(fields);
  const probe: ProbeEvidence = {
    via,
    envWcL,
    exec: parseEnvironment(fields, request.expected.length),
    main: parseMain(fields),
    processes: parseProcesses(fields),
    limits: parseLimits(fields),
    cgroup,
    timing:
      request.mode === 'off'
        ? { known: false, problem: { code: 'off', message: 'timing is switched off' } }
        : parseTiming(fields, request, limit),
    cost: parseCost(fields, uptime, roundTripMs),
    uptime,
  };
  checkPlausible(probe);
  return probe;
}

function parseProcesses(fields: Fields): ProbeEvidence['processes'] {
  const main = fields.text('main', 200);
  const libc = fields.one('libc');
  if (libc !== undefined && libc !== 'glibc' && libc !== 'musl')
    throw garbage('its C library is unknown', libc);
  // A tick is 10 ms; a clock that runs backwards says nothing.
  const appAfter = /^\d{1,12}$/.test(fields.one('app-after') ?? '')
    ? Number(fields.one('app-after')) * 10
    : undefined;
  return {
    appAfterMs: appAfter,
    ...(main === undefined || main === '' ? {} : { main }),
    executables: fields.all('executable', MOST_EXECUTABLES).map((path) => cleanText(path, 300)),
    libc,
  };
}

function parseLimits(fields: Fields): ProbeEvidence['limits'] {
  if (fields.one('stack') === 'unlimited') return { stack: 'unlimited' };
  const stack = fields.integer('stack');
  return stack === undefined ? {} : { stack };
}

/** The host's seconds at the first and the last line. Where the second is before the first, nothing passed. */
function parseUptime(fields: Fields): ProbeEvidence['uptime'] {
  const before = fields.one('uptime-before') || undefined;
  const after = fields.one('uptime-after') || undefined;
  if (before === undefined || after === undefined) return undefined;
  const from = decimal('uptime-before', before);
  return { from, to: Math.max(from, decimal('uptime-after', after)) };
}

function parseCost(fields: Fields, uptime: ProbeEvidence['uptime'], roundTripMs: number): ExecCostEvidence {
  const startCpuMs = fields.integer('start-cpu');
  const totalCpuMs = fields.integer('total-cpu');
  const wallMs = uptime === undefined ? undefined : Math.round((uptime.to - uptime.from) * 1000);
  return {
    startCpuMs,
    totalCpuMs,
    wallMs,
    roundTripMs,
  };
}

import type { Check } from '../../contracts/diagnosis.ts';
import type { DiagnosisEvidence, DiagnosisParts } from '../../contracts/diagnosis-evidence.ts';
import type { Known, Problem } from '../../contracts/evidence.ts';
import type { MainProcessSample, ProcessesSample, SampleEvidence } from '../../contracts/sample-evidence.ts';
import { asSentence } from '../words.ts';
import { isReached } from '../figures/thresholds.ts';

/** Code of the problem. */
export const TOO_SHORT = 'window-too-short';

/** Why rates and looks of a sample tell nothing: its window was too short. Undefined where it was long enough. */
export function windowProblem(sample: Known<SampleEvidence> | undefined): Problem | undefined {
  if (sample?.known !== true) return undefined;
  const seconds = sample.value.to - sample.value.from;
  if (!isReached('least-window', seconds)) return undefined;
  return {
    code: TOO_SHORT,
    message: `the container was watched for ${seconds.toFixed(1)} s only, too short to tell`,
    hint: 'Its start may have taken the rest of the window: watch for longer with --window.',
  };
}

/** Evidence for the causes: a sample that was too short is no sample. */
export function longEnough(evidence: DiagnosisEvidence): DiagnosisEvidence {
  const problem = windowProblem(evidence.sample);
  return problem === undefined ? evidence : { ...evidence, sample: { known: false, problem } };
}

/**
 * Judges, but for what needs a window where that was too short: then checks see what does not need one, and those that
 * are unknown for it say so.
 */
export function judgeWindow<P extends Partial<DiagnosisParts>>(
  parts: P,
  judge: (parts: P) => Check[],
): Check[] {
  const problem = windowProblem(parts.sample);
  if (problem === undefined || parts.sample?.known !== true) return judge(parts);
  const timeless: P = { ...parts, sample: { known: true, value: withoutWindow(parts.sample.value) } };
  const known = new Set(judge(parts).flatMap(({ id, verdict }) => (verdict === 'unknown' ? [] : [id])));
  return judge(timeless).map((check) =>
    check.verdict === 'unknown' && known.has(check.id)
      ? { ...check, reason: asSentence(problem.message) }
      : check,
  );
}

/** What a look at one moment tells. */
function withoutWindow(sample: SampleEvidence): SampleEvidence {
  const { cgroup, host, network, processes } = sample;
  const { limitHits: _hits, ...memory } = cgroup.memory;
  const { cpu: _cpu, vmstat: _vmstat, pressure: _pressure, disks: _disks, ...still } = host;
  return {
    ...sample,
    cgroup: { ...cgroup, memory, ticks: [], pressure: {} },
    host: still,
    network: { ...network, counters: {}, interfaces: [], looks: 0, listeners: [], connections: [] },
    processes: processes.known ? { known: true, value: ofOneMoment(processes.value) } : processes,
  };
}

function ofOneMoment({ main, children, ...processes }: ProcessesSample): ProcessesSample {
  return {
    ...processes,
    looks: 0,
    processes: [],
    children: { seen: [], zombies: children.zombies },
    ...(main === undefined ? {} : { main: mainOfOneMoment(main) }),
  };
}

/** No states were looked at, so there are no figures of it: what it did is unknown, and not nothing. */
function mainOfOneMoment(main: MainProcessSample): MainProcessSample {
  const {
    userCpuMs: _user,
    systemCpuMs: _system,
    mainThreadCpuMs: _cpu,
    runQueueWaitMs: _wait,
    voluntarySwitches: _own,
    involuntarySwitches: _forced,
    minorFaults: _minor,
    majorFaults: _major,
    longestBusyMs: _busy,
    bursts: _bursts,
    ...still
  } = main;
  return { ...still, cpuMs: 0, childrenCpuMs: 0, states: {}, waits: {}, looksWithChild: 0, threads: [] };
}

import { timingSeconds, type ProbeRequest } from '../request.ts';

interface Circumstances {
  request: ProbeRequest;
  cpuLimit: number | 'none' | undefined;
  estimateCpuMs: number | undefined;
}

/** Why the full loop did not run, as a part of a sentence. */
export function skipReason(word: string, { request, cpuLimit, estimateCpuMs }: Circumstances): string {
  switch (word) {
    case 'mode':
      return 'only an estimate was taken';
    case 'deadline':
      return `its deadline of ${timingSeconds(request)} s came first`;
    case 'clock':
      return 'this system does not tell the CPU time of processes';
    case 'budget':
      return `that would take about ${atLimit()}, and ${seconds(allowed(request))} are allowed`;
    default:
      return word;
  }

  function atLimit(): string {
    const limit = typeof cpuLimit === 'number' ? cpuLimit : request.cpuLimit;
    if (estimateCpuMs === undefined) return 'too long';
    if (limit === undefined || limit >= 1) return seconds(estimateCpuMs);
    return `${seconds(estimateCpuMs / limit)} at the CPU limit of ${Math.round(limit * 1000)}m`;
  }
}

function allowed(request: ProbeRequest): number {
  return request.mode === 'full' ? timingSeconds(request) * 250 : request.budgetMs;
}

function seconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 100) / 10} s`;
}

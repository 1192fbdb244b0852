import { EnvauditError } from '../../../errors.ts';
import type { SampleEvidence } from '../../../contracts/sample-evidence.ts';
import type { SampleOrder } from '../request.ts';
import { parseCgroup } from './cgroup.ts';
import { parseDns } from './dns.ts';
import { parseHost } from './host.ts';
import { parseNetwork } from './network.ts';
import { decimal, whole, words } from './numbers.ts';
import { implausible } from './plausible.ts';
import { parseProcesses } from './processes.ts';
import { readSample, unusable } from './reading.ts';
import { parseRequests } from './requests.ts';

const LONGER: Partial<Record<string, SampleEvidence['longer']>> = {
  looks: 'few-looks',
  periods: 'few-periods',
};

/**
 * The answer of the sampler, checked, as evidence. What is missing in it, or makes no sense, is unknown, never zero; an
 * answer that the kernel cannot have given is refused.
 *
 * @throws EnvauditError `probe-garbage`, `probe-too-large`, `probe-incomplete`, or `no-proc` where there is no /proc.
 */
export function parseSample(stdout: Buffer, order: SampleOrder, roundTripMs: number): SampleEvidence {
  const reading = readSample(stdout);
  const { keys } = reading;
  const from = decimal(reading.ticks[0]?.at);
  const to = decimal(reading.ticks.at(-1)?.at);
  if (keys.get('unknown') === 'no-proc' || from === undefined || to === undefined)
    throw new EnvauditError('no-proc', 'the container has no /proc that could be read', {
      hint: 'Nothing can be measured from inside; what the API server and the kubelet tell is judged without it.',
    });
  const [cpuMs, forks, windowCpuMs] = words(keys.get('cost')).map(whole);
  const longer = LONGER[keys.get('longer') ?? ''];
  const sample: SampleEvidence = {
    via: keys.get('via') === 'node' ? 'node' : 'sh',
    from,
    to,
    longer,
    cost: { cpuMs, forks, windowCpuMs, roundTripMs },
    cgroup: parseCgroup(reading),
    host: parseHost(reading),
    network: parseNetwork(reading),
    processes: parseProcesses(reading, order),
    dns: parseDns(reading),
    requests: parseRequests(reading, order),
  };
  const wrong = implausible(sample);
  if (wrong !== undefined) throw unusable('garbage', wrong);
  return sample;
}

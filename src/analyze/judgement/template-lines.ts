import type { EvidenceLine } from '../../contracts/report.ts';
import { counted, number, percent } from '../../units.ts';
import { countServicesCommand, podSpecPath, resourceOf, shellLine, shellQuote } from '../command.ts';
import { cores } from '../words.ts';
import type { Told } from './template.ts';

/** How many Services put variables in. */
export function servicesLine({ workload: { namespace }, services }: Told): EvidenceLine {
  return {
    text: `${counted(services, 'Service')} with a cluster IP in namespace ${namespace}.`,
    command: countServicesCommand(namespace),
  };
}

/** What the template says about service links. */
export function templateLine({ workload }: Told): EvidenceLine {
  const { kind, name, namespace, enableServiceLinks, pods } = workload;
  const path = `{.${[...podSpecPath(kind), 'enableServiceLinks'].join('.')}}`;
  if (enableServiceLinks === 'unseen') {
    return {
      text: `The template of ${kind} ${name} was not seen; ${number(pods.withServiceLinks)} of ${counted(pods.count, 'pod')} have service links.`,
      command: shellLine(['kubectl', 'get', resourceOf(workload), name, '-n', namespace, '-o', 'yaml']),
    };
  }
  const says = enableServiceLinks === 'unset' ? 'is not set: true by default' : `is ${enableServiceLinks}`;
  return {
    text: `enableServiceLinks ${says}.`,
    command: `${shellLine(['kubectl', 'get', resourceOf(workload), name, '-n', namespace, '-o'])} jsonpath=${shellQuote(path)}`,
  };
}

/** What a container has that runs now, and how to count it. */
export function runningLine({ workload, report }: Told): EvidenceLine | undefined {
  const { oldestStart } = report.injected;
  const { example } = workload.pods;
  if (oldestStart === undefined) return undefined;
  const argv = ['kubectl', 'exec', example ?? '', '-n', workload.namespace, '-c', report.name, '--'];
  return {
    text: `${counted(report.running, 'container')} of it run${report.running === 1 ? 's' : ''}; the oldest started at ${oldestStart.at} with ${counted(oldestStart.variables, 'variable')} from Services.`,
    ...(example === undefined ? {} : { command: shellLine([...argv, 'sh', '-c', 'env | wc -l']) }),
  };
}

/** The use of the kernel's limit for one exec. */
export function execLimitLine({ report }: Told): EvidenceLine {
  const { headroom } = report;
  return {
    text: `${number(headroom.nextRestart.bytes)} of ${number(headroom.limitBytes)} bytes (${percent(headroom.nextRestart.percent)}) at the next start, pointers included and what the image sets not; the limit is a quarter of the stack limit, taken as the usual 8 MiB.`,
  };
}

/** The CPU limit, where one stretches times. */
export function cpuLimitLine({ report }: Told): EvidenceLine | undefined {
  const { cpuLimit } = report;
  return cpuLimit === undefined ? undefined : { text: `The CPU limit is ${cores(cpuLimit)}.` };
}

/** How the runtime or the entrypoint was recognised. */
export function recognisedLine(by: string | undefined): EvidenceLine | undefined {
  return by === undefined ? undefined : { text: `Recognised by: ${by}.` };
}

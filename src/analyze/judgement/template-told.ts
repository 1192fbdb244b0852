import type { EvidenceLine, Mend } from '../../contracts/report.ts';
import { counted, number, percent, size } from '../../units.ts';
import { countServicesCommand, podSpecPath, resourceOf, shellLine, shellQuote } from '../command.ts';
import { cores } from '../words.ts';
import { tellerOf, type Figures, type Lines, type Told } from './judgement.ts';
import { fewerServices, switchOff } from './mends.ts';
import type { ContainerScanReport } from '../../contracts/scan-report.ts';
import type { WorkloadInventory } from '../../contracts/inventory.ts';

/** What is counted of one container of a workload. */
export interface TemplateFigures extends Figures {
  workload: Omit<WorkloadInventory, 'containers'>;
  report: ContainerScanReport;
  /** Services of the namespace that put variables in at the next start; `kubernetes`, which always comes, not counted. */
  services: number;
}

/**
 * What the words of findings about a container of a workload are made of. Reports keep their findings, and findings keep
 * this: so nothing stands here that is large, neither the inventory nor the names of a namespace.
 */
export class TemplateTold extends tellerOf<TemplateFigures>() implements Told {
  get holder() {
    return 'the oldest running container';
  }

  share(): string {
    const { variables, bytes } = this.injected;
    return `at its next start the container gets ${counted(variables, 'variable')} (${size(bytes)}) from ${counted(this.services, 'Service')}`;
  }

  countLines(): Lines {
    return [this.servicesLine(), this.#runningLine()];
  }

  nextLines(): Lines {
    return this.countLines();
  }

  /** How many Services put variables in. */
  servicesLine(): EvidenceLine {
    const { namespace } = this.workload;
    return {
      text: `${counted(this.services, 'Service')} with a cluster IP in namespace ${namespace}.`,
      command: countServicesCommand(namespace),
    };
  }

  /** What a container has that runs now, and how to count it. */
  #runningLine(): EvidenceLine | undefined {
    const { running, injected } = this.report;
    const { oldestStart } = injected;
    if (oldestStart === undefined) return undefined;
    return {
      text: `${counted(running, 'container')} of it run${running === 1 ? 's' : ''}; the oldest started at ${oldestStart.at} with ${counted(oldestStart.variables, 'variable')} from Services.`,
      command: this.#exec('sh', '-c', 'env | wc -l'),
    };
  }

  linksLine(): EvidenceLine {
    const { kind, name, namespace, enableServiceLinks, pods } = this.workload;
    const get = ['kubectl', 'get', resourceOf(this.workload), name, '-n', namespace, '-o'];
    if (enableServiceLinks === 'unseen') {
      return {
        text: `The template of ${kind} ${name} was not seen; ${number(pods.withServiceLinks)} of ${counted(pods.count, 'pod')} have service links.`,
        command: shellLine([...get, 'yaml']),
      };
    }
    const path = `{.${[...podSpecPath(kind), 'enableServiceLinks'].join('.')}}`;
    const says = enableServiceLinks === 'unset' ? 'is not set: true by default' : `is ${enableServiceLinks}`;
    return {
      text: `enableServiceLinks ${says}.`,
      command: `${shellLine(get)} jsonpath=${shellQuote(path)}`,
    };
  }

  cpuLimitLine(): EvidenceLine | undefined {
    const { cpuLimit } = this;
    return cpuLimit === undefined ? undefined : { text: `The CPU limit is ${cores(cpuLimit)}.` };
  }

  execLimitLine(): EvidenceLine {
    const { limitBytes, nextRestart } = this.headroom;
    return {
      text: `${number(nextRestart.bytes)} of ${number(limitBytes)} bytes (${percent(nextRestart.percent)}) at the next start, pointers included and what the image sets not; the limit is a quarter of the stack limit, taken as the usual 8 MiB.`,
    };
  }

  execLine(): EvidenceLine {
    const command = this.#exec('true');
    return {
      text: 'An exec takes the same way as a probe: https://github.com/kubernetes/kubernetes/issues/82440',
      command: command && `time ${command}`,
    };
  }

  startLines(): Lines {
    return [];
  }

  switchOff(): Mend {
    return switchOff(this);
  }

  fewerServices(): Mend {
    return fewerServices({ pod: { namespace: this.workload.namespace } }, this.services);
  }

  /** A command in one of its pods, where one is known. */
  #exec(...argv: string[]): string | undefined {
    const { namespace, pods } = this.workload;
    if (pods.example === undefined) return undefined;
    return shellLine([
      'kubectl',
      'exec',
      pods.example,
      '-n',
      namespace,
      '-c',
      this.report.name,
      '--',
      ...argv,
    ]);
  }
}

import type { EvidenceLine, Mend } from '../../contracts/report.ts';
import { counted, duration, number, percent, size } from '../../units.ts';
import {
  containerFieldCommand,
  countServicesCommand,
  execCommand,
  limitField,
  podFieldCommand,
} from '../command.ts';
import { linkServices, linksDominate, linkVariables, type ContainerJudgement } from '../figures/audited.ts';
import { execSymptom } from '../figures/environment/exec-limit.ts';
import { argumentAtStart } from '../figures/environment/headroom.ts';
import { auditedProbes } from '../figures/environment/probe-cost.ts';
import { readyAfter, startTime } from '../figures/environment/slow-start.ts';
import { cores } from '../words.ts';
import { tellerOf, type Figures, type Judgement, type Lines, type Told } from './judgement.ts';
import { disableServiceLinks, fewerServices } from './mends.ts';
import { shareClause } from './sentences.ts';

/** An audited container: what the rules of audits see. */
export interface Audited extends Judgement {
  audit: ContainerJudgement;
  told: AuditTold;
}

/** With NGINX_ENVSUBST_FILTER the nginx image's script hands on matching names only. */
export const ENVSUBST_FILTER = 'NGINX_ENVSUBST_FILTER';

/** What was counted in a container as rules see it, those that hold for templates included. */
export function audited(audit: ContainerJudgement): Audited {
  const { subject, similarity, headroom, runtime, variables, cost } = audit;
  const { container, pod } = subject;
  const told = new AuditTold({
    audit,
    runtime,
    variables,
    linksOn: pod.enableServiceLinks,
    cpuLimit: cost.cpuLimit,
    cost: cost.model,
    injected: audit.count.predicted.nextRestart,
    headroom: { ...headroom, argument: argumentOf(audit) },
    execProbes: auditedProbes(audit),
    execMeasured: cost.execStartCpuMs !== undefined,
    since: audit.differences.missing.length,
    linksDominate: linksDominate(audit),
  });
  return {
    audit,
    told,
    container: { type: container.type, position: 0 },
    command: [...container.command, ...container.args],
    similarity,
    seen: {
      timed: audit.operation !== undefined,
      symptom: execSymptom(audit),
      execUse: headroom.now,
      startMs: startTime(subject),
    },
  };
}

function argumentOf(audit: ContainerJudgement): Figures['headroom']['argument'] {
  const { headroom, declared, attribution } = audit;
  const filtered =
    declared.variables.has(ENVSUBST_FILTER) ||
    attribution.variables.some(({ name }) => name === ENVSUBST_FILTER);
  if (headroom.argument === undefined || filtered) return undefined;
  return { ...headroom.argument, newestStart: argumentAtStart(audit) };
}

interface AuditFigures extends Figures {
  audit: ContainerJudgement;
}

/** The words of an audited container. */
export class AuditTold extends tellerOf<AuditFigures>() implements Told {
  get holder() {
    return 'the container';
  }

  share(): string {
    return shareClause(this.audit);
  }

  countLines(): Lines {
    return [this.countLine(), this.servicesLine()];
  }

  nextLines(): Lines {
    return [this.restartLine(), this.startedLine()];
  }

  execLine(): EvidenceLine {
    const { subject, cost } = this.audit;
    return {
      text:
        cost.execStartCpuMs === undefined
          ? 'The cost of an exec was not measured; this is the model’s for runc of both kinds.'
          : `The probe’s own exec used ${duration(cost.execStartCpuMs)} of the container’s CPU before its first instruction.`,
      command: `time ${execCommand(subject, ['true'])}`,
    };
  }

  startLines(): Lines {
    return [this.#appLine(), this.#readyLine()];
  }

  switchOff(): Mend {
    return disableServiceLinks(this.audit.subject);
  }

  fewerServices(): Mend {
    return fewerServices(this.audit.subject, linkServices(this.audit));
  }

  /** How many variables the container has. */
  countLine(): EvidenceLine {
    const { subject, count, variables } = this.audit;
    const command = execCommand(subject, ['sh', '-c', 'env | wc -l']);
    if (count.exec === undefined) {
      return { text: `${counted(variables, 'variable')} predicted; the container was not asked.` };
    }
    const text = `${counted(count.exec.variables, 'variable')}, ${size(count.exec.bytes)}.`;
    return { text, command: count.envWcL === undefined ? undefined : command };
  }

  /** How many Services put variables in. */
  servicesLine(): EvidenceLine {
    const { subject, origins } = this.audit;
    const master = origins.kubernetes.variables;
    return {
      text: `${number(linkVariables(this.audit))} of them from ${counted(linkServices(this.audit), 'Service')} with a cluster IP${
        master === 0 ? '' : `, ${number(master)} from the Service kubernetes`
      }.`,
      command: countServicesCommand(subject.pod.namespace),
    };
  }

  /** How many will be there after a restart. */
  restartLine(): EvidenceLine {
    const { subject, count, headroom } = this.audit;
    const { nextRestart, now } = count.predicted;
    return {
      text: `At the next restart ${number(nextRestart.variables)} variables from Services (now ${number(now.variables)}), ${percent(headroom.nextRestart.percent)} of the exec limit.`,
      command: countServicesCommand(subject.pod.namespace),
    };
  }

  /** Service links on or off. */
  linksLine(): EvidenceLine {
    const { subject } = this.audit;
    return {
      text: `The pod has enableServiceLinks: ${subject.pod.enableServiceLinks}.`,
      command: podFieldCommand(subject, '{.spec.enableServiceLinks}'),
    };
  }

  /** The CPU limit. */
  cpuLimitLine(): EvidenceLine {
    const { subject, cost } = this.audit;
    const { cpuLimit } = cost;
    return {
      text:
        cpuLimit === undefined ? 'The container has no CPU limit.' : `The CPU limit is ${cores(cpuLimit)}.`,
      command: podFieldCommand(subject, limitField(subject.container, 'cpu')),
    };
  }

  /** The kernel's limit for arguments and environment. */
  execLimitLine(): EvidenceLine {
    const { subject, headroom } = this.audit;
    const read = headroom.limitSource === 'read';
    return {
      text: `${number(headroom.now.bytes)} of ${number(headroom.limitBytes)} bytes (${percent(headroom.now.percent)}), pointers included; the limit is a quarter of the stack limit${read ? '' : ', taken as the usual 8 MiB'}.`,
      ...(subject.probe.known ? { command: execCommand(subject, ['sh', '-c', 'ulimit -s']) } : {}),
    };
  }

  /** When the container started. */
  startedLine(): EvidenceLine {
    const { subject } = this.audit;
    return {
      text:
        subject.container.startedAt === undefined
          ? 'The container never started.'
          : `The container started at ${subject.container.startedAt}.`,
      command: containerFieldCommand(subject, 'status', 'state.running.startedAt'),
    };
  }

  /** How long the application took to appear behind an init or a shell. */
  #appLine(): EvidenceLine | undefined {
    const { subject } = this.audit;
    const after = subject.probe.known ? subject.probe.value.processes.appAfterMs : undefined;
    if (after === undefined) return undefined;
    return {
      text: `The application’s process began ${duration(after)} after the container’s first process.`,
    };
  }

  /** How long the first start took until the pod was ready; a restart would have another time. */
  #readyLine(): EvidenceLine | undefined {
    const { subject } = this.audit;
    const after = readyAfter(subject);
    if (!after.known) return undefined;
    return {
      text: `The pod became ready ${duration(after.value)} after the container’s start.`,
      command: podFieldCommand(subject, '{.status.conditions[?(@.type=="Ready")].lastTransitionTime}'),
    };
  }
}

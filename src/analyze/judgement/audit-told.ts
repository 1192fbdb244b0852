import type { EvidenceLine, Mend } from '../../contracts/report.ts';
import { duration } from '../../units.ts';
import { execCommand } from '../command.ts';
import { linkServices, linksDominate, type ContainerJudgement } from '../figures/audited.ts';
import { execSymptom } from '../figures/environment/exec-limit.ts';
import { argumentAtStart } from '../figures/environment/headroom.ts';
import { auditedProbes } from '../figures/environment/probe-cost.ts';
import { startTime } from '../figures/environment/slow-start.ts';
import { Teller, type Figures, type Judgement, type Lines, type Told } from './judgement.ts';
import * as lines from './lines.ts';
import { disableServiceLinks, fewerServices } from './mends.ts';
import { shareClause } from './sentences.ts';

/** An audited container: what the rules of audits see. */
export interface Audited extends Judgement {
  audit: ContainerJudgement;
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
class AuditTold
  extends (Teller as abstract new (figures: AuditFigures) => Teller & AuditFigures)
  implements Told
{
  get holder() {
    return 'the container';
  }

  share(): string {
    return shareClause(this.audit);
  }

  countLines(): Lines {
    return [lines.countLine(this.audit), lines.servicesLine(this.audit)];
  }

  nextLines(): Lines {
    return [lines.restartLine(this.audit), lines.startedLine(this.audit)];
  }

  linksLine(): EvidenceLine {
    return lines.linksLine(this.audit);
  }

  cpuLimitLine(): EvidenceLine {
    return lines.cpuLimitLine(this.audit);
  }

  execLimitLine(): EvidenceLine {
    return lines.execLimitLine(this.audit);
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
    return [lines.appLine(this.audit), lines.readyLine(this.audit)];
  }

  switchOff(): Mend {
    return disableServiceLinks(this.audit.subject);
  }

  fewerServices(): Mend {
    return fewerServices(this.audit.subject, linkServices(this.audit));
  }
}

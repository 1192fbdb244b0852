import type { ContainerEvidence } from '../../contracts/evidence.ts';
import { execLimitLine, restartLine } from '../evidence-lines.ts';
import { linkServices, linksDominate, type ContainerJudgement, type Rule } from '../judgement.ts';
import { disableServiceLinks, fewerServices, smallEnvironment, splitNamespaces } from '../mends.ts';
import { sentence, shareClause } from '../sentences.ts';
import { finding } from './finding.ts';

const TOO_LONG = /argument list too long|E2BIG/i;

/** Nothing can be started in the container any more, or it cannot start itself. */
export const execImpossible: Rule = (input) => {
  const symptom = symptomOf(input);
  if (symptom === undefined) return undefined;
  const { subject, runtime } = input;
  const links = linksDominate(input);
  return finding('exec-impossible', 'critical', {
    message: sentence(symptom, shareClause(input)),
    evidence: [{ text: sentence(symptom) }, execLimitLine(input), restartLine(input)],
    mends: links
      ? [disableServiceLinks(subject), fewerServices(subject, linkServices(input)), splitNamespaces()]
      : [smallEnvironment(runtime)],
  });
};

/** What shows it, if anything does. */
export function symptomOf(input: ContainerJudgement): string | undefined {
  const { subject, headroom } = input;
  const { probe } = subject;
  if (!probe.known && (probe.problem.code === 'exec-impossible' || TOO_LONG.test(probe.problem.message))) {
    return 'no command can be started in this container: argument list too long';
  }
  if (saysTooLong(subject)) return 'the container cannot start: argument list too long';
  const timing = probe.known && probe.value.timing.known ? probe.value.timing.value : undefined;
  if (TOO_LONG.test(timing?.spawnError ?? '')) {
    return 'the app cannot start child processes: argument list too long';
  }
  const down = subject.container.notRunning !== undefined && headroom.nextRestart.percent > 100;
  return down ? 'the container does not run, and its environment is above the kernel’s limit' : undefined;
}

function saysTooLong({ container }: ContainerEvidence): boolean {
  return TOO_LONG.test(`${container.notRunning ?? ''} ${container.lastExit?.reason ?? ''}`);
}

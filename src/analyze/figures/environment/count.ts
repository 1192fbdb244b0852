import { atStart, inContainer, nextRestart } from '../../../env/timeline.ts';
import type { Declared } from '../../../env/declared.ts';
import type { Attribution } from '../../../env/origins.ts';
import type { Prediction } from '../../../env/prediction.ts';
import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { CountReport } from '../../../contracts/report.ts';
import { counted, number } from '../../../units.ts';
import { listed } from '../../words.ts';

const MOST_NAMES = 50;

/** How many variables there are, by each way of counting, and why the ways differ. */
export function countReport(input: {
  subject: ContainerEvidence;
  declared: Declared;
  prediction: Prediction;
  attribution: Attribution;
}): CountReport {
  const { subject, prediction } = input;
  const answer = subject.probe.known ? subject.probe.value : undefined;
  const main = answer?.main;
  const known = main?.known === true ? main.value : undefined;
  return {
    envWcL: answer?.envWcL,
    ...(answer === undefined ? {} : { exec: { variables: answer.exec.count, bytes: answer.exec.bytes } }),
    ...(known === undefined
      ? {}
      : { main: { variables: known.count, bytes: known.bytes, clobbered: known.clobbered } }),
    ...(main?.known === false ? { mainUnknown: main.problem.message } : {}),
    added: (known?.added ?? []).slice(0, MOST_NAMES),
    removed: (known?.removed ?? []).slice(0, MOST_NAMES),
    why: [...whyLinesDiffer(subject), ...whyMainDiffers(subject), ...whyUnknown(subject, prediction)],
    predicted: predictedCounts(input),
  };
}

function predictedCounts({ subject, declared, prediction, attribution }: Parameters<typeof countReport>[0]) {
  const asked = subject.probe.known;
  const there = inContainer(attribution.variables);
  if (!prediction.complete) return { atStart: there, now: there, nextRestart: there };
  const start = atStart({
    prediction,
    declared,
    ghosts: attribution.ghosts,
    startedAt: subject.container.startedAt,
  });
  return { atStart: start, now: asked ? there : start, nextRestart: nextRestart(prediction, declared) };
}

function whyLinesDiffer({ probe }: ContainerEvidence): string[] {
  if (!probe.known || probe.value.envWcL === undefined) return [];
  const more = probe.value.envWcL - probe.value.exec.count;
  if (more > 0) {
    return [
      `\`env | wc -l\` counts ${counted(more, 'line')} more: values with line breaks, and variables that the shell itself adds (PWD, SHLVL, _).`,
    ];
  }
  if (more < 0) {
    return [
      `\`env | wc -l\` counts ${counted(-more, 'line')} fewer: many shells drop variables whose names they cannot read: those that begin with a digit (of Services whose names do), or have dots or dashes.`,
    ];
  }
  return [];
}

function whyMainDiffers({ probe }: ContainerEvidence): string[] {
  if (!probe.known || !probe.value.main.known) return [];
  const { count, clobbered, added, removed } = probe.value.main.value;
  if (clobbered) {
    return [
      `The main process overwrote its environment block to set its title: ${number(count)} is the least that it had.`,
    ];
  }
  const why: string[] = [];
  if (added.length > 0) why.push(`The entrypoint set ${listed(added)} before it started the main process.`);
  if (removed.length > 0) {
    why.push(`The entrypoint removed ${listed(removed)}; exec gets the container’s configured environment.`);
  }
  if (why.length === 0 && count !== probe.value.exec.count) {
    why.push(
      'The main process was started by an entrypoint; exec gets the container’s configured environment.',
    );
  }
  return why;
}

function whyUnknown({ pod }: ContainerEvidence, prediction: Prediction): string[] {
  if (prediction.complete) return [];
  return [
    `The Services of namespace ${pod.namespace} could not be listed: links are recognised by their names, and the counts at the start and at the next restart are taken to be those of now.`,
  ];
}

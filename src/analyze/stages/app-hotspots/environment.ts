import { counted, duration, number, percent, size } from '../../../units.ts';
import { environmentCost } from '../../figures/environment/environment-cost.ts';
import { startFigures } from '../../figures/environment/slow-start.ts';
import { watched } from '../../figures/watched.ts';
import { timingLines } from '../../judgement/timing-lines.ts';
import { defineCheck } from '../define-check.ts';
import { line, table } from '../details.ts';
import { capitalised } from '../../words.ts';
import { inContainer } from '../../figures/subject.ts';
import { isReached } from '../../figures/thresholds.ts';
import { childClause, linksClause } from './environment-words.ts';
import { PROCESSES } from './look.ts';

/** How many variables there are, how many of them from Services, and what the container's start had to do with them. */
export const environmentSize = defineCheck({
  id: 'environment-size',
  stage: 'app-hotspots',
  title: 'Size of the environment',
  scope: 'container',
  needs: ['audit'],
  threshold: 'environment-size',
  shownBy: ({ audit }) => inContainer(audit, ['sh', '-c', 'env | wc -l']),
  look: ({ audit }) => {
    const cost = environmentCost(audit);
    if (cost === undefined || !cost.known) {
      return { unknown: 'Neither the container nor the Services of its namespace could be asked.' };
    }
    const { judgement, variables } = cost;
    const start = startFigures(cost);
    const asked =
      judgement.count.exec === undefined ? ' (as the Services predict; the container was not asked)' : '';
    return {
      value: variables,
      measured: counted(variables, 'variable'),
      reasons: {
        ok: `${capitalised(linksClause(cost))}${asked}: that is no burden.`,
        notice: `${capitalised(linksClause(cost))}${asked}. It costs whoever hands it on or reads it, and nobody else.${start === undefined ? '' : ` ${start.sentence}`}`,
      },
      details: [
        ...table(
          ['origin', 'variables', 'size'],
          Object.entries(judgement.origins)
            .filter(([, { variables: some }]) => some > 0)
            .map(([origin, { variables: some, bytes }]) => [origin, number(some), size(bytes)]),
        ),
        line(`${percent(judgement.headroom.now.percent)} of what the kernel takes for one exec`),
      ],
    };
  },
});

/** What each child costs, and what part of the window the children took. */
export const environmentPerChild = defineCheck({
  id: 'environment-per-child',
  stage: 'app-hotspots',
  title: 'What the environment costs each child process',
  scope: 'container',
  needs: PROCESSES,
  threshold: 'environment-share',
  shownBy: ({ audit }) => {
    const cost = environmentCost(audit);
    const lines = cost === undefined ? [] : timingLines(cost.judgement);
    const command = lines.find((each) => each.command !== undefined)?.command;
    return command === undefined ? {} : { command };
  },
  look: ({ audit, sample }) => {
    const cost = environmentCost(audit);
    if (cost === undefined || !cost.known) return { unknown: 'The size of the environment is unknown.' };
    const { judgement, child, variables } = cost;
    if (child === undefined) {
      return {
        unknown: 'Nothing was timed, and what a child process costs in this runtime is not known.',
      };
    }
    const { spawns, share } = sample.known ? watched(audit, sample.value) : {};
    const each = capitalised(childClause(cost) ?? '');
    const isLarge = isReached('environment-size', variables);
    const details = [
      ...timingLines(judgement).map(({ text }) => line(text)),
      line(`Without the service links it would be about ${duration(child.withoutLinksMs)} of CPU.`),
    ];
    if (share === undefined || spawns?.byMain === undefined) {
      const why = !sample.known
        ? 'how many there are was not seen'
        : spawns?.created === undefined
          ? 'how many the app starts could not be seen'
          : 'which of the processes that were created are the app’s was not seen';
      return {
        verdict: isLarge ? 'notice' : 'ok',
        measured: `${duration(child.cpuMs)} of CPU`,
        reason: `${each}; ${why}.`,
        details,
      };
    }
    const window = duration(spawns.seconds * 1000);
    const hence = `${each}; the app started ${spawns.byMain === 0 ? 'none' : `about ${number(spawns.byMain)}`} in ${window}`;
    const percentage = share.total * 100;
    return {
      value: percentage,
      measured: `${duration(child.cpuMs)} of CPU each, ${number(percentage)} % of the time`,
      reasons: {
        ok: `${hence}${isLarge ? ', so that it does not matter now' : ''}.`,
        notice: `${hence}: ${number(percentage)} % of its time.`,
      },
      details,
    };
  },
});

import type { Check } from '../../../contracts/diagnosis.ts';
import { counted, duration, number, percent, size } from '../../../units.ts';
import { timingLines } from '../../judgement/evidence-lines.ts';
import { execCommand } from '../../command.ts';
import { measuredCheck, plainCheck, unknownCheck, type CheckBase } from '../check-of.ts';
import { line, table } from '../details.ts';
import { checkRule } from '../check-rule.ts';
import { capitalised } from '../sentence.ts';
import { thresholdOf, verdictOn } from '../thresholds.ts';
import { environmentCost } from './environment-cost.ts';
import { linksShare } from './environment-share.ts';
import { childClause, linksClause } from './environment-words.ts';
import { atMostNotice } from './rule.ts';
import { spawnsOf } from './spawns.ts';
import { startFigures } from './start-figures.ts';

/** How many variables there are, how many of them from Services, and what the container's start had to do with them. */
export const environmentSize = checkRule({
  stage: 'app-hotspots',
  needs: ['audit'],
  judge: ({ audit }): Check[] => {
    const base: CheckBase = { id: 'environment-size', title: 'Size of the environment', scope: 'container' };
    const cost = environmentCost(audit);
    if (cost === undefined || !cost.known) {
      return [unknownCheck(base, 'Neither the container nor the Services of its namespace could be asked.')];
    }
    const { judgement, variables } = cost;
    const { subject, count, headroom } = judgement;
    const start = startFigures(cost);
    const asked = count.exec === undefined ? ' (as the Services predict; the container was not asked)' : '';
    return [
      measuredCheck(
        { ...base, command: execCommand(subject, ['sh', '-c', 'env | wc -l']) },
        {
          threshold: 'environment-size',
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
            line(`${percent(headroom.now.percent)} of what the kernel takes for one exec`),
          ],
        },
      ),
    ];
  },
});

/** What each child costs, and what part of the window the children took. */
export const environmentPerChild = checkRule({
  stage: 'app-hotspots',
  needs: ['audit', 'sample'],
  judge: ({ audit, sample }): Check[] => {
    const base: CheckBase = {
      id: 'environment-per-child',
      title: 'What the environment costs each child process',
      scope: 'container',
    };
    const cost = environmentCost(audit);
    if (cost === undefined || !cost.known) {
      return [unknownCheck(base, 'The size of the environment is unknown.')];
    }
    const { judgement, child } = cost;
    if (child === undefined) {
      return [
        unknownCheck(base, 'Nothing was timed, and what a child process costs in this runtime is not known.'),
      ];
    }
    const lines = timingLines(judgement);
    const command = lines.find((each) => each.command !== undefined)?.command;
    const withCommand: CheckBase = { ...base, ...(command === undefined ? {} : { command }) };
    const spawns = sample.known ? spawnsOf(sample.value, child.cpuMs) : undefined;
    const each = capitalised(childClause(cost) ?? '');
    const details = [
      ...lines.map(({ text }) => line(text)),
      line(`Without the service links it would be about ${duration(child.withoutLinksMs)} of CPU.`),
    ];
    const share = sample.known ? linksShare({ cost, sample: sample.value }) : undefined;
    if (share === undefined || spawns?.byMain === undefined) {
      const why = !sample.known
        ? 'how many there are was not seen'
        : spawns?.created === undefined
          ? 'how many the app starts could not be seen'
          : 'which of the processes that were created are the app’s was not seen';
      return [
        plainCheck(withCommand, {
          verdict: atMostNotice(cost.variables >= thresholdOf('environment-size').value ? 'notice' : 'ok'),
          measured: `${duration(child.cpuMs)} of CPU`,
          reason: `${each}; ${why}.`,
          details,
        }),
      ];
    }
    const window = duration(spawns.seconds * 1000);
    const hence = `${each}; the app started ${spawns.byMain === 0 ? 'none' : `about ${number(spawns.byMain)}`} in ${window}`;
    const percentage = share.total * 100;
    return [
      measuredCheck(withCommand, {
        threshold: 'environment-share',
        value: percentage,
        measured: `${duration(child.cpuMs)} of CPU each, ${number(percentage)} % of the time`,
        reasons: {
          ok: `${hence}${verdictOn('environment-size', cost.variables) === 'ok' ? '' : ', so that it does not matter now'}.`,
          notice: `${hence}: ${number(percentage)} % of its time.`,
        },
        details,
      }),
    ];
  },
});

import type { Origin } from '../../contracts/report.ts';
import { size, number, percent, share } from '../../units.ts';
import { bar } from '../layout/bar.ts';
import { gridHead, gridRow, restColumns } from '../layout/grid.ts';
import { padLeft } from '../layout/fit.ts';
import { ORIGIN_NAMES } from './origin-names.ts';
import type { Section } from './section.ts';

const ORIGINS = Object.keys(ORIGIN_NAMES) as Origin[];

const PERCENT = 6;
const LONGEST_BAR = 40;

/** Where the variables come from, largest share first, with a bar of the share. */
export const originsSection: Section = ({ origins }, page) => {
  const total = ORIGINS.reduce((sum, origin) => sum + origins[origin].variables, 0);
  const present = ORIGINS.filter((origin) => origins[origin].variables > 0);
  if (present.length === 0) return [];
  const columns = Math.min(LONGEST_BAR, restColumns(page) - PERCENT - 2);
  return [
    gridHead(page, { label: 'ORIGIN', first: 'VARIABLES', second: 'SIZE', rest: ' SHARE' }),
    ...present
      .toSorted((left, right) => origins[right].variables - origins[left].variables)
      .map((origin) => {
        const { variables, bytes } = origins[origin];
        const part = share(variables, total);
        return gridRow(page, {
          label: ORIGIN_NAMES[origin],
          first: number(variables),
          second: size(bytes),
          rest: [
            { text: `${padLeft(percent(part), PERCENT, page.width)}  ` },
            { text: bar(part, columns), style: 'bar' },
          ],
        });
      }),
  ];
};

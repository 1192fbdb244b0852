import type { Check } from '../../../../contracts/diagnosis.ts';
import { detailBlocks } from '../../../diagnosis/details.ts';
import { checkName } from '../../../diagnosis/words.ts';
import { command, prose, section, type Block } from '../../../document/block.ts';
import { linesOf } from '../../../document/lines.ts';
import { styled, type Line } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { stack } from '../../../layout/stack.ts';
import type { Item } from './items.ts';
import { CHECK_WORDS } from './words.ts';

const WHOSE: Record<Check['scope'], string> = {
  host: "the host's",
  pod: "the pod's",
  container: "the container's",
  cluster: "the cluster's",
};

/** All about one item: of a check what was measured against which threshold and from which source, and the figures. */
export function itemLines({ heading, text, check, command: how, effect = '' }: Item, page: Page): Line[] {
  return stack(
    [
      heading === undefined ? [] : section(heading, ...prose(text)),
      prose(effect),
      ...(check === undefined ? [] : checkParts(check)),
      section({ text: 'Show me the command', aside: 'c copies it' }, ...command(how)),
    ].map((blocks) => linesOf(blocks, page)),
  );
}

function checkParts(check: Check): Block[][] {
  const { verdict, scope, method, measured = 'unknown', threshold, reason, details } = check;
  const figure = `${WHOSE[scope]} figure${method === undefined ? '' : `; ${method}`}`;
  return [
    section(
      { text: checkName(check), verdict: styled(CHECK_WORDS[verdict].style, verdict) },
      ...prose(figure, 'dim'),
    ),
    [
      {
        kind: 'facts',
        rows: [
          ['measured', measured],
          ...(threshold === undefined
            ? []
            : ([
                ['threshold', threshold.text],
                ['source', threshold.source],
              ] as const)),
        ],
      },
    ],
    prose(reason),
    ...detailBlocks(details, true).map((block) => [block]),
  ];
}

import { SEVERITIES } from '../../../../contracts/report.ts';
import { line, styled, type Line, type Span } from '../../../layout/lines.ts';
import type { Page } from '../../../layout/page.ts';
import { prose } from '../../../layout/prose.ts';
import { stack } from '../../../layout/stack.ts';
import { COMMANDS } from '../../app/command-table.ts';
import { KEYS, type KeyRow } from '../../keys.ts';
import type { ScreenId } from '../../screen.ts';
import { CHECK_WORDS, STAGE_WORDS } from '../flow/words.ts';

const INDENT = 21;

/** All keys from their table, what can be typed after `:`, and what words and colours mean; first what holds on `about`. */
export function helpLines(about: ScreenId | undefined, page: Page): Line[] {
  const here = about === undefined ? [] : KEYS.filter(({ on }) => on?.includes(about));
  const everywhere = KEYS.filter(({ on }) => on === undefined);
  const others = KEYS.filter((row) => row.on !== undefined && !here.includes(row));
  return stack([
    keys(`Keys on the screen ${about ?? ''}`, here, page),
    keys('Keys on every screen', everywhere, page),
    keys(here.length === 0 ? 'Keys on some screens' : 'Keys on other screens', others, page, true),
    [
      line(styled('heading', 'Commands')),
      ...COMMANDS.flatMap(({ names: [name = ''], argument, help }) =>
        entry(page, { text: `:${name}${argument === undefined ? '' : ` [${argument.name}]`}` }, help),
      ),
    ],
    words('A stage of the flow is', STAGE_WORDS, page),
    words('A check is', CHECK_WORDS, page),
    [
      line(styled('heading', 'Damage by an environment, from harmless to harmful')),
      line(
        '  ',
        ...SEVERITIES.flatMap((severity, index): Span[] => [
          { text: index === 0 ? '' : ', ' },
          styled(`severity.${severity}`, severity),
        ]),
        '; ',
        styled('severity.unknown', 'unknown'),
        ' where too little was seen',
      ),
    ],
    [
      line(styled('heading', 'Colours')),
      ...prose(page, { text: COLOURS, indent: 2 }),
      ...prose(page, { text: SAFETY, indent: 2 }),
    ],
  ]);
}

const COLOURS =
  'Red hurts, yellow may, green is well, magenta is unknown, cyan is a command or a bar. Each colour stands with a word that says the same; NO_COLOR switches them off.';
const SAFETY =
  'Values of variables never leave their container. What costs a container CPU is asked for before it is done, and the answer is no unless you say yes.';

function keys(heading: string, rows: readonly KeyRow[], page: Page, where = false): Line[] {
  if (rows.length === 0) return [];
  return [
    line(styled('heading', heading)),
    ...rows.flatMap(({ keys: names, help, on = [] }) =>
      entry(page, { text: names.join(' ') }, where ? `${help} (${on.join(', ')})` : help),
    ),
  ];
}

function words(
  heading: string,
  table: Readonly<Record<string, { style: Span['style']; means: string }>>,
  page: Page,
): Line[] {
  return [
    line(styled('heading', heading)),
    ...Object.entries(table).flatMap(([word, { style, means }]) => entry(page, { text: word, style }, means)),
  ];
}

function entry(page: Page, name: Span, text: string): Line[] {
  return prose(page, { text, indent: INDENT, lead: { ...name, text: `  ${name.text}` } });
}

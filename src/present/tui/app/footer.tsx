import { Text } from 'ink';
import type { ReactNode } from 'react';
import { duration } from '../../../units.ts';
import { printable } from '../../text.ts';
import { keysOf } from '../keys.ts';
import { styled, width } from '../paint.ts';
import type { Running } from '../screen.ts';
import { suggestions } from './commands.ts';
import { topOf, type App, type InputLine } from './state.ts';

/** Two lines: what is typed, or said, or runs; and the keys of the screen. */
export function Footer({ app }: { app: App }): ReactNode {
  return (
    <>
      <Text wrap="truncate">{status(app) || ' '}</Text>
      <Text wrap="truncate">{styled(keyLine(app), 'dim', app)}</Text>
    </>
  );
}

function status(app: App): string {
  const { input, notice } = app;
  const top = topOf(app);
  if (app.dialog !== undefined) return '';
  if (input !== undefined) return inputLine(app, input);
  if (notice !== undefined)
    return notice.kind === 'error' ? `${styled('Error:', 'error', app)} ${notice.text}` : notice.text;
  const running = top.running.map((one) => progress(one, app.now)).join('; ');
  if (running !== '') return `${running}  ${styled('x cancels', 'dim', app)}`;
  return top.filter === '' ? '' : `filter: ${printable(top.filter)}  ${styled('esc drops it', 'dim', app)}`;
}

function inputLine(app: App, input: InputLine): string {
  // The text is the user's own, but may have been pasted.
  const typed = printable(input.text.replace(/ $/, '\u00a0'), { max: 200 });
  const cursor = styled('_', 'selected', app);
  if (input.kind === 'filter') return `/${typed}${cursor}`;
  const offered = suggestions(app, input.text)
    .slice(0, 12)
    .map(({ complete }, index) =>
      index === input.chosen ? styled(`[${complete.trim()}]`, 'name', app) : complete.trim(),
    );
  return `:${typed}${cursor}  ${offered.join('  ')}`;
}

/** `diagnose: 4.00 s of about 12.0 s`, `scan: Reading the cluster: 500 pods, 3.00 s`. */
function progress({ job, startedAt, expectedMs, text }: Running, now: number): string {
  const seconds = Math.max(0, Math.round((now - startedAt) / 1000));
  const time = expectedMs === undefined ? `${seconds} s` : `${seconds} s of about ${duration(expectedMs)}`;
  return `${WORDS[job.kind]}: ${text === undefined ? '' : `${text}, `}${time}`;
}

const WORDS: Readonly<Record<Running['job']['kind'], string>> = {
  pods: 'listing pods',
  scan: 'scanning',
  diagnose: 'diagnosing',
  audit: 'asking the container',
  contexts: 'reading contexts',
  namespaces: 'listing namespaces',
};

/** As many keys as there is room for; the help has all. */
function keyLine(app: App): string {
  if (app.dialog !== undefined) return 'y yes   n, enter or esc no';
  if (app.input?.kind === 'filter') return 'type to filter   enter keep   esc drop';
  if (app.input?.kind === 'command') return 'tab complete   up, down choose   enter do   esc leave';
  const all = keysOf(topOf(app).screen)
    .filter(({ label }) => label !== undefined)
    .map(({ keys, label }) => `${keys[0]} ${label}`);
  const last = all.filter((text) => ALWAYS.has(text));
  const first = all.filter((text) => !ALWAYS.has(text));
  const room = (texts: readonly string[]): boolean => width(texts.join('   ')) <= app.columns;
  const count = first.findLastIndex((_, index) => room([...first.slice(0, index + 1), ...last])) + 1;
  return [...first.slice(0, count), ...last].join('   ');
}

const ALWAYS: ReadonlySet<string> = new Set(['? help', 'q quit']);

import { duration } from '../../../units.ts';
import { prose } from '../../layout/prose.ts';
import { printable } from '../../text.ts';
import { pageOf } from '../components/panes.ts';
import { keysOf } from '../keys.ts';
import { styled, width } from '../paint.ts';
import type { Job, Running, ScreenId } from '../screen.ts';
import { argumentHelp, suggestions } from './commands.ts';
import { linkSaid } from './link.ts';
import { isAwaited, topOf, type App, type InputLine } from './state.ts';

/** A notice takes so many lines at most. */
const MOST_LINES = 5;

/** What is typed, or said, or runs; what is said may take more than one line, and covers the end of the screen then. */
export function statusLines(app: App): string[] {
  const { input, notice, dialog } = app;
  if (dialog !== undefined) return [' '];
  if (input !== undefined) return [inputLine(app, input)];
  if (notice !== undefined) return noticeLines(app, notice.kind === 'error' ? 'Error: ' : '', notice.text);
  const { running, filter, screen } = topOf(app);
  const told = running.filter((one) => !TELLS_ITSELF.has(one.job.kind) && isAwaited(one));
  if (told.length > 0)
    return [`${told.map((one) => progress(one, app.now)).join('; ')}  ${styled('x cancels', 'dim', app)}`];
  const problem = linkSaid(running, app.now)?.problem;
  if (problem !== undefined && filter === '') return noticeLines(app, '', problem).slice(0, 1);
  return [
    filter === '' ? ' ' : `${lineOf(screen)}: ${printable(filter)}  ${styled('esc drops it', 'dim', app)}`,
  ];
}

/** What the line of a screen is for: to leave rows out, or to find a place. */
function lineOf(screen: ScreenId): 'filter' | 'search' {
  return keysOf(screen).some(({ action }) => action === 'search') ? 'search' : 'filter';
}

/** Of these the screens that start them show how far they are. */
const TELLS_ITSELF: ReadonlySet<Job['kind']> = new Set(['diagnose', 'audit']);

function noticeLines(app: App, lead: string, text: string): string[] {
  const rows = prose(pageOf(app.columns), { text: `${lead}${text}`, indent: 0 }).map((spans) =>
    spans.map((span) => span.text).join(''),
  );
  const shown =
    rows.length > MOST_LINES ? [...rows.slice(0, MOST_LINES - 1), `${rows[MOST_LINES - 1]} …`] : rows;
  const [first = ' ', ...others] = shown;
  return lead === ''
    ? [first, ...others]
    : [`${styled(lead.trim(), 'error', app)}${first.slice(lead.trim().length)}`, ...others];
}

function inputLine(app: App, input: InputLine): string {
  const typed = Array.from(input.text, (character) => (character === ' ' ? '\u00a0' : printable(character)));
  // The beginning gives way where the cursor would not be seen.
  let from = 0;
  while (width(typed.slice(from, input.cursor).join('')) > app.columns - 10) from += 1;
  const before = typed.slice(from, input.cursor).join('');
  const at = typed[input.cursor];
  const cursor = at === undefined || !app.color ? styled('_', 'selected', app) : styled(at, 'selected', app);
  const after = typed.slice(input.cursor + (app.color ? 1 : 0)).join('');
  const line = `${input.kind === 'command' ? ':' : '/'}${before}${cursor}${after}`;
  return input.kind === 'command' ? `${line}  ${offered(app, input)}` : line;
}

function offered(app: App, { text, chosen }: InputLine): string {
  const help = argumentHelp(text);
  const offers = suggestions(app, text)
    .slice(0, 12)
    .map(({ complete }, index) =>
      index === chosen ? styled(`[${complete.trim()}]`, 'name', app) : complete.trim(),
    );
  return [...(help === undefined ? [] : [styled(help, 'dim', app)]), ...offers].join('  ');
}

/** `listing pods: 4 s`, `scanning: Reading the cluster: 500 pods, 3 s of about 9.00 s`. */
function progress({ job, startedAt, expectedMs, text }: Running, now: number): string {
  const seconds = Math.max(0, Math.round((now - startedAt) / 1000));
  const time = expectedMs === undefined ? `${seconds} s` : `${seconds} s of about ${duration(expectedMs)}`;
  return `${WORDS[job.kind]}: ${text === undefined ? '' : `${text}, `}${time}`;
}

const WORDS: Readonly<Record<Job['kind'], string>> = {
  pods: 'listing pods',
  services: 'listing Services',
  scan: 'scanning',
  diagnose: 'diagnosing',
  audit: 'asking the container',
  contexts: 'reading contexts',
  logs: 'reading the log',
  object: 'reading it',
  events: 'listing events',
  namespaces: 'listing namespaces',
};

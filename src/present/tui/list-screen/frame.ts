import type { Problem } from '../../../contracts/evidence.ts';
import { dim, EMPTY, line, styled, type Line, type Span } from '../../layout/lines.ts';
import { prose } from '../../layout/prose.ts';
import { printable } from '../../text.ts';
import { failedLines } from '../components/container-jobs.ts';
import { besidePane, clamped, pageOf, positionOf } from '../components/panes.ts';
import type { Pane } from '../list.ts';
import { fit, width } from '../paint.ts';
import type { Around } from '../screen.ts';
import { spokenRow, tableLines, type TableDrawn } from '../table/table-lines.ts';
import { detailOf, layoutOf, type ListDetail, type ListParts } from './parts.ts';
import type { ListScreenState } from './state.ts';

/** A list screen as lines: a line about it, the table, and more about the selected row below it or beside it. */
export function listFrame<Row, State extends ListScreenState<Row>>(
  own: ListParts<Row, State>,
  state: State,
  around: Around,
): Line[] {
  const problem = own.problem?.(state);
  if (problem !== undefined && state.table.rows.length === 0) return problemLines(problem, around);
  const { list, detail, beside } = layoutOf(own, state, around);
  const drawn: TableDrawn<Row> = {
    table: state.table,
    spec: own.spec(state),
    ...list,
    now: around.now,
    focused: state.pane === 'rows',
    empty: own.empty(state, around),
  };
  const summary: Span =
    problem === undefined
      ? { text: own.summary(state, around) }
      : styled('error', `Error: ${printable(problem.message)}`);
  const more = detailOf(own, state, around);
  if (around.screenReader) return spokenLines(summary, drawn, more, around);
  const position = positionOf(state.table.list.top, { lines: state.table.shown.length, rows: list.rows });
  const upper = [titled(summary.text, position, list.columns, summary.style), ...tableLines(drawn)];
  if (detail.rows === 0) return upper;
  const lower = detailLines(more, state, detail, beside);
  if (beside) return besidePane({ left: upper, right: lower, at: list.columns, rows: around.rows });
  const filled = Array.from({ length: list.rows + HEAD }, (_, index) => upper[index] ?? EMPTY);
  return [...filled, ...lower];
}

/** For a screen reader nothing is cut: lines are wrapped. */
function spokenLines<Row>(
  summary: Span,
  drawn: TableDrawn<Row>,
  more: ListDetail | undefined,
  { columns }: Around,
): Line[] {
  const page = pageOf(columns, true);
  return [
    ...prose(page, { ...summary, indent: 0 }),
    ...prose(page, { text: spokenRow(drawn), indent: 0 }),
    ...(more === undefined
      ? []
      : [...prose(page, { text: `Details of ${more.title}:`, indent: 0 }), ...more.lines]),
  ];
}

/** The lines above the rows: summary and headings. */
const HEAD = 2;

function detailLines<Row>(
  more: ListDetail | undefined,
  { pane, scroll }: ListScreenState<Row>,
  { columns, rows }: { columns: number; rows: number },
  beside: boolean,
): Line[] {
  const { title, lines } = more ?? { title: '', lines: [] };
  const size: Pane = { lines: lines.length, rows };
  const from = clamped(scroll, size);
  const focused = pane === 'detail';
  const position = positionOf(from, size);
  const hint = focused ? 'esc leaves it' : position === '' ? '' : 'tab scrolls it';
  const right = [hint, position].filter(Boolean).join(', ');
  const head = beside
    ? titled(title, right, columns, focused ? 'selected' : 'name')
    : rule(title, right, columns, focused);
  return [head, ...lines.slice(from, from + rows)];
}

/** A text with another one at the right end; the text is cut where both have no room. */
function titled(text: string, right: string, columns: number, style?: Line[number]['style']): Line {
  if (right === '') return line({ text: fit(text, columns, { cut: 'clauses' }).trimEnd(), style });
  const room = columns - width(right) - 1;
  const shown = fit(text, room, { cut: 'clauses' });
  const bare = shown.trimEnd();
  return line({ text: bare, style }, ' '.repeat(shown.length - bare.length + 1), dim(right));
}

/** `── title ──────── right ──`. */
function rule(title: string, right: string, columns: number, focused: boolean): Line {
  const end = right === '' ? '' : ` ${right} ──`;
  const name = fit(title, Math.max(0, columns - width(end) - 6), { cut: 'middle' }).trimEnd();
  const flat = Math.max(0, columns - width(name) - width(end) - 4);
  return line(
    dim('── '),
    { text: name, style: focused ? 'selected' : 'name' },
    dim(` ${'─'.repeat(flat)}${end}`),
  );
}

/** Where there is nothing else to show, there is room to say what was wrong and what can be done. */
function problemLines(problem: Problem, around: Around): Line[] {
  const page = pageOf(around.columns);
  return [
    ...failedLines(problem, page, 'Error'),
    EMPTY,
    ...prose(page, { text: OTHERWISE, indent: 0, style: 'dim' }),
  ];
}

const OTHERWISE = 'r asks again; :ns NAME goes to another namespace, :ctx to another context.';

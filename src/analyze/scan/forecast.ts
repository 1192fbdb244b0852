import { execUse, USUAL_STACK, execLimit } from '../../env/headroom.ts';
import { countUntil, growth, type Growth } from '../../env/growth.ts';
import type { Forecast } from '../../contracts/scan-report.ts';
import type { NamespaceContext } from './context.ts';

const DAY_MS = 86_400_000;
const MOST_POINTS = 24;
const AHEAD_DAYS = [30, 90];
/** Nobody plans further ahead. */
const MOST_DAYS = 3650;

/**
 * How the variables of a container with links grew, and where they go if the growth goes on: the Services' creation
 * times, and the average Service's size. Like `growth`, of which it takes the rate, it does not see deleted Services.
 * The use of the exec limit is that of service links alone: what containers add is small against it.
 */
export function forecastOf(context: NamespaceContext): Forecast {
  const { links, now, unknown } = context;
  if (!links.known)
    return { history: [], ahead: [], unknown: `the Services are not known: ${unknown ?? ''}` };
  const times = links.own.map(({ service }) => Date.parse(service.createdAt));
  const rate = growth(times, Date.parse(now));
  const dated = times.filter((time) => Number.isFinite(time));
  const history = historyOf(context, dated);
  if (links.own.length > 0 && dated.length === 0) {
    return {
      history,
      ...already(context),
      ahead: [],
      unknown: 'nothing tells when the Services were created',
    };
  }
  if ('unknown' in rate) return { history, ...already(context), ahead: [], unknown: rate.unknown };
  return {
    history,
    fit: {
      servicesPerDay: round(rate.perDay, 4),
      range: [round(rate.range[0], 4), round(rate.range[1], 4)],
      days: round(rate.days, 1),
      r2: round(rate.r2, 3),
    },
    ahead: AHEAD_DAYS.map((days) => aheadOf(context, rate, days)),
    ...execFails(context, rate),
  };
}

function historyOf({ links, now }: NamespaceContext, dated: readonly number[]): Forecast['history'] {
  const sorted = dated.toSorted((a, b) => a - b);
  const undated = links.own.length - sorted.length;
  const to = Date.parse(now);
  const from = Math.min(sorted[0] ?? to, to);
  const points = from === to ? 1 : MOST_POINTS;
  return Array.from({ length: points }, (_, index) => {
    const last = index === points - 1;
    const at = last ? now : rfc3339(from + ((to - from) * index) / (points - 1));
    return {
      at,
      services: last ? links.own.length : undated + countUntil(sorted, Date.parse(at)),
      variables: links.totals(last ? {} : { at }).variables,
    };
  });
}

function aheadOf(context: NamespaceContext, rate: Growth, days: number): Forecast['ahead'][number] {
  const { variables } = context.links.totals();
  const after = (perDay: number): number => Math.round(variables + perDay * days * context.average.variables);
  const { used, each, limit } = roomOf(context);
  return {
    days,
    variables: after(rate.perDay),
    range: [after(rate.range[0]), after(rate.range[1])],
    percentOfExecLimit: round(((used + rate.perDay * days * each) / limit) * 100, 1),
  };
}

function execFails(
  context: NamespaceContext,
  { perDay, range }: Growth,
): Pick<Forecast, 'execFails' | 'execMayFail'> {
  const { used, each, limit } = roomOf(context);
  const services = Math.max(0, limit - used) / each;
  const days = (rate: number): number => (services === 0 ? 0 : services / rate);
  const date = (after: number): string => rfc3339(Date.parse(context.now) + after * DAY_MS).slice(0, 10);
  if (!(days(perDay) <= MOST_DAYS)) {
    const earliest = days(range[1]);
    return earliest <= MOST_DAYS ? { execMayFail: date(earliest) } : {};
  }
  const latest = days(range[0]);
  return {
    execFails: {
      at: date(days(perDay)),
      earliest: date(days(range[1])),
      ...(latest <= MOST_DAYS ? { latest: date(latest) } : {}),
    },
  };
}

/** Where nothing is known of the growth, but the limit is exceeded today. */
function already(context: NamespaceContext): Pick<Forecast, 'execFails'> {
  const { used, limit } = roomOf(context);
  const today = context.now.slice(0, 10);
  return used > limit ? { execFails: { at: today, earliest: today, latest: today } } : {};
}

/** Bytes of the exec limit that links use now, and that the average Service adds. */
function roomOf({ links, average }: NamespaceContext): { used: number; each: number; limit: number } {
  return { used: execUse(links.totals()), each: execUse(average), limit: execLimit(USUAL_STACK) };
}

function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

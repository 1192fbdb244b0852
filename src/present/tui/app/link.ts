import { duration } from '../../../units.ts';
import { printable } from '../../text.ts';
import type { Style } from '../../theme.ts';
import type { Link } from '../backend.ts';
import type { Running } from '../screen.ts';

/** How fresh what is seen is, for the header: `live, 12:03:10`; undefined where nothing lives there. */
export interface LinkSaid {
  text: string;
  style: Style;
  /** Why it is not live, or not whole, in a sentence. */
  problem?: string | undefined;
}

/** What is to be said of the lists of a screen: of several the one that is worst off. */
export function linkSaid(running: readonly Running[], now: number): LinkSaid | undefined {
  const links = running.flatMap(({ link }) => (link === undefined ? [] : [link]));
  const worst = links.toSorted((left, right) => ORDER.indexOf(left.state) - ORDER.indexOf(right.state))[0];
  if (worst === undefined) return undefined;
  const { message, hint } = worst.problem ?? {};
  const problem = message === undefined ? undefined : printable([message, hint].filter(Boolean).join(' - '));
  return { ...SAID[worst.state](worst, now), problem };
}

const ORDER: readonly Link['state'][] = ['broken', 'looking', 'asking', 'live'];

const SAID: Record<Link['state'], (link: Link, now: number) => Omit<LinkSaid, 'problem'>> = {
  looking: () => ({ text: 'looking ...', style: 'dim' }),
  live: ({ at }) => ({ text: `live${at === undefined ? '' : `, ${clock(at)}`}`, style: 'severity.ok' }),
  asking: ({ at, everyMs, problem }) => ({
    text: `as of ${clock(at)}${everyMs === undefined ? '' : `, every ${seconds(everyMs)}`}${because(problem)}`,
    style: 'dim',
  }),
  broken: ({ at, retryAt, problem }, now) => ({
    text: `${at === undefined ? 'not reached' : `lost ${seconds(now - at)} ago`}${
      retryAt === undefined ? '' : retryAt > now ? `, again in ${seconds(retryAt - now)}` : ', trying again'
    }${because(problem)}`,
    style: 'error',
  }),
};

function because(problem: Link['problem']): string {
  return problem === undefined ? '' : `: ${printable(problem.message, { max: 200 })}`;
}

/** `12:03:10`, as the user's own clock shows it. */
function clock(at: number | undefined): string {
  return at === undefined ? 'no time' : new Date(at).toTimeString().slice(0, 8);
}

function seconds(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds / 1000));
  return whole < 120 ? `${whole} s` : duration(whole * 1000);
}

import type { DnsSample, LookupSample } from '../../../contracts/sample-evidence.ts';
import { cleanText } from '../../cluster/clean-text.ts';
import { decimal, whole, words } from './numbers.ts';
import type { Reading } from './reading.ts';

const MOST = 32;

/** How names are resolved in the container, and what look-ups of a name of the cluster took. */
export function parseDns({ settings, jobs }: Reading): DnsSample {
  const lines = (settings.files.get('/etc/resolv.conf') ?? []).map(words);
  const behind = (key: string): string[] =>
    lines.filter(([word]) => word === key).flatMap(([, ...rest]) => rest);
  const ndots = behind('options').findLast((word) => /^ndots:\d{1,2}$/.test(word));
  // The last search line counts, as resolv.conf(5) says.
  const search = lines.findLast(([word]) => word === 'search' || word === 'domain')?.slice(1) ?? [];
  return {
    nameservers: behind('nameserver').slice(0, MOST).map(clean),
    search: search.slice(0, MOST).map(clean),
    ndots: whole(ndots?.slice('ndots:'.length)),
    lookups: jobs.flatMap(parseLookup).slice(0, MOST),
  };
}

function clean(word: string): string {
  return cleanText(word, 253);
}

/** `d TOOL NAME HUNDREDTHS CODE`; the code is that of the command, or node's. */
function parseLookup(line: string): LookupSample[] {
  const [kind, tool = '', name = '', time, code = ''] = words(line);
  const hundredths = decimal(time);
  if (kind !== 'd' || hundredths === undefined) return [];
  if (!/^[a-z0-9]{1,20}$/.test(tool) || !/^[\w.-]{1,253}$/.test(name)) return [];
  return [{ name, tool, ms: Math.round(hundredths * 10), outcome: outcomeOf(code) }];
}

/** getent does not tell a name that does not exist from a server that does not answer. */
function outcomeOf(code: string): LookupSample['outcome'] {
  if (code === '0') return 'answered';
  if (code === '137' || code === 'ETIMEDOUT') return 'timed-out';
  return code === 'ENOTFOUND' ? 'no-such-name' : 'failed';
}

import { counted } from '../../../units.ts';
import { defineCheck } from '../define-check.ts';
import { inContainer } from '../../figures/subject.ts';
import { nameWaits } from '../../figures/peers/name-waits.ts';

/** Whether the app itself waits for names, whatever our own look-ups took. */
export const dnsWaiting = defineCheck({
  stage: 'dependency-services',
  id: 'dns-waiting',
  title: 'Waiting for names',
  scope: 'pod',
  needs: ['audit', 'sample'],
  threshold: {
    what: 'Looks in which the app had sockets open to a DNS server',
    unit: '%',
    comparison: 'from',
    notice: 25,
    warning: 50,
    problem: 75,
    why: 'A resolver closes its socket when the answer is there, within milliseconds, so that a look hardly ever meets one. How often is too often is our choice.',
    source: 'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
  },
  shownBy: ({ audit }) => inContainer(audit, ['cat', '/proc/net/udp', '/proc/net/udp6']),
  look: ({ sample }) => {
    if (!sample.known) return { unknown: sample.problem };
    const waits = nameWaits(sample.value);
    if (waits === undefined) return { unknown: 'The tables of UDP sockets were not read.' };
    const { looks, waiting, most, percent } = waits;
    return {
      value: percent,
      measured: `in ${waiting} of ${counted(looks, 'look')}${most > 1 ? `, up to ${most} at once` : ''}`,
      reasons: {
        ok: 'The app hardly ever waits for a DNS server.',
        notice: 'The app asks DNS servers often, or waits for them now and then.',
        warning: 'The app waits for answers of DNS servers: what it calls by name waits with it.',
      },
    };
  },
});

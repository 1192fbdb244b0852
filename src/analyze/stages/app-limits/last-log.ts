import { logsCommand } from '../../command.ts';
import { decidingLine } from '../../figures/container/log-words.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { subjectOf, whyUnknown } from '../../figures/subject.ts';

const MOST_SHOWN = 20;

/** What the log of the run that ended says at its end; made where the container is down or was restarted. */
export const lastLog = defineCheck({
  id: 'last-log',
  stage: 'app-limits',
  title: 'End of the log',
  scope: 'container',
  method: 'errors',
  most: 'cleared',
  needs: ['log', 'audit'],
  shownBy: ({ log, audit }) => {
    const subject = subjectOf(audit);
    if (subject === undefined) return {};
    const previous = log?.known === true && log.value.of === 'previous';
    const of = log?.known === true ? log.value.container : undefined;
    return { command: logsCommand(subject.pod, of ?? subject.container.name, { previous }) };
  },
  look: ({ log }) => {
    if (log === undefined || (!log.known && ['no-log', 'not-asked'].includes(log.problem.code))) return [];
    if (!log.known) return { unknown: whyUnknown(log) };
    const { container, of, lines } = log.value;
    const word = decidingLine(lines);
    if (word === undefined)
      return { verdict: 'notice', measured: 'empty', reason: 'The run that ended wrote nothing to its log.' };
    return {
      verdict: word.shows.length > 0 && container === undefined ? 'warning' : 'notice',
      measured: `“${word.line}”`,
      reason: `The log of ${container === undefined ? '' : `container ${container}, `}${of === 'previous' ? 'the run before' : 'the last run'}${container === undefined ? '' : ','} says so near its end.`,
      details: lines.slice(-MOST_SHOWN).map(line),
    };
  },
});

import { duration, percent } from '../../../units.ts';
import { containerFieldCommand } from '../../command.ts';
import { execProbeFigure } from '../../figures/environment/probe-timeouts.ts';
import { cores } from '../../words.ts';
import { defineCheck } from '../define-check.ts';
import { line } from '../details.ts';
import { subjectOf } from '../../figures/subject.ts';

/** What an exec probe pays for the environment before its command does anything, against the time that it has. */
export const execProbes = defineCheck({
  id: 'exec-probes',
  stage: 'app-limits',
  title: 'Exec probes',
  scope: 'container',
  method: 'utilisation',
  needs: ['audit', 'podEvents', 'sample'],
  threshold: {
    what: 'What a run of an exec probe costs before its command begins, at the CPU limit, of its timeout',
    unit: '%',
    comparison: 'from',
    notice: 10,
    warning: 30,
    problem: 100,
    why: 'The values of audits and scans. Only what was measured, or what timeouts confirm, is a problem: which runc the node has is not known.',
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
  },
  shownBy: ({ audit }) => {
    const subject = subjectOf(audit);
    return subject === undefined ? {} : { command: containerFieldCommand(subject, 'spec', 'livenessProbe') };
  },
  look: (parts) => {
    const found = execProbeFigure(parts);
    if (found === undefined) return [];
    const { probe, measured, timedOut, cpuLimit, variables } = found;
    const { kind, effectiveMs, timeoutMs } = probe;
    const value = (effectiveMs / timeoutMs) * 100;
    const at = cpuLimit === undefined ? '' : ` at ${cores(cpuLimit)}`;
    const costs = `its ${kind} probe takes ${measured ? '' : 'an estimated '}${duration(effectiveMs)}${at} before its command begins, and may take ${duration(timeoutMs)}`;
    return {
      value,
      measured: `${duration(effectiveMs)} of ${duration(timeoutMs)}`,
      reasons: {
        ok: `Exec probes cost the container little: ${costs}.`,
        warning: `A part of the time of an exec probe goes to the environment: ${costs}.`,
        problem: `Exec probes time out because of the environment: ${costs}${timedOut === undefined ? '' : `; ${timedOut}`}.`,
      },
      cap:
        measured || timedOut !== undefined
          ? undefined
          : { verdict: 'warning', reason: `Exec probes may time out because of the environment: ${costs}.` },
      details: [
        line(`${variables} variables`),
        ...(measured ? [] : [line(`The estimate holds for runc before 1.3: ${percent(value)}`)]),
      ],
    };
  },
});

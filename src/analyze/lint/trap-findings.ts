import type { ChartTemplate } from '../../manifests.ts';
import type { Location } from '../../lint-report.ts';
import { finding } from '../rules/finding.ts';
import type { UnmarkedFinding } from './fingerprint.ts';
import { helmTraps, type HelmTrap } from './helm-trap.ts';

/** The places of a chart's template where `enableServiceLinks: false` is never rendered, as findings. */
export function trapFindings(template: ChartTemplate): UnmarkedFinding[] {
  return helmTraps(template.text).map((trap) => ({
    finding: {
      ...finding('false-not-rendered', 'medium', {
        message:
          trap.by === 'truth'
            ? `${trap.action} takes false for absent: with ${trap.value} false, enableServiceLinks is not rendered and service links stay on.`
            : `${trap.action} takes false for absent: with ${trap.value} false, true is rendered.`,
        evidence: [],
        mends: [
          {
            title: `Test whether the value is there: {{- if kindIs "bool" ${trap.value} }}, or render it always`,
            effect:
              'A value of false is rendered, too. Without a test the value needs a default in values.yaml: enableServiceLinks: false.',
          },
        ],
      }),
      subject: { namespace: '', kind: 'file', name: template.file },
    },
    location: locationOf(template, trap),
    detail: trap.value,
  }));
}

function locationOf({ file, line, text }: ChartTemplate, { offset }: HelmTrap): Location {
  const before = text.slice(0, offset);
  const breaks = before.split('\n').length - 1;
  return { file, line: line + breaks, column: offset - before.lastIndexOf('\n') };
}

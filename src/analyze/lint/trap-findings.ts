import type { ChartTemplate, ChartValues, Manifests } from '../../contracts/manifests.ts';
import type { Location } from '../../contracts/lint-report.ts';
import { finding, type Found } from '../judgement/finding.ts';
import { listed } from '../words.ts';
import type { UnmarkedFinding } from './fingerprint.ts';
import { helmTraps, libraryOf, type HelmTrap } from './helm/helm-trap.ts';
import { unreadValues } from './helm/unread-values.ts';

/** Where a chart never renders `enableServiceLinks: false`, as findings: places of its templates, and values unread. */
export function trapFindings({ templates, chartValues }: Manifests): UnmarkedFinding[] {
  const byChart = Map.groupBy(templates, ({ chart, file }) => chart ?? file);
  const traps = Array.from(byChart.values()).flatMap((ofChart) => {
    const library = libraryOf(ofChart.map(({ text }) => text));
    return ofChart.flatMap((template) =>
      helmTraps(template.text, library).map((trap) => trapFinding(template, trap)),
    );
  });
  const unread = chartValues.flatMap((each) =>
    unreadValues(each, byChart.get(each.chart) ?? []).map(unreadFinding),
  );
  return [...traps, ...unread];
}

function trapFinding(template: ChartTemplate, trap: HelmTrap): UnmarkedFinding {
  const values = listed(trap.values);
  const [value = ''] = trap.values;
  const outcome =
    trap.by === 'truth'
      ? 'enableServiceLinks: false is not rendered and service links stay on'
      : 'the same is rendered as without it, so that service links stay on';
  return {
    finding: trapOf({
      message: `${trap.action} takes false for absent: with ${values} false, ${outcome}.`,
      title: `Test whether the value is there: {{- if kindIs "bool" ${value} }}, or render it always`,
      effect:
        'A value of false is rendered, too. Without a test the value needs a default in values.yaml: enableServiceLinks: false.',
    }).about({ namespace: '', kind: 'file', name: template.file }),
    location: locationOf(template, trap),
    detail: trap.values.join(' '),
  };
}

function unreadFinding({ path, location }: ChartValues['values'][number]): UnmarkedFinding {
  const value = `.Values.${path.join('.')}`;
  return {
    finding: trapOf({
      message: `No template of the chart reads ${value}: whatever it is, service links stay as they are.`,
      title: `Render it in the pod spec: enableServiceLinks: {{ ${value} }}`,
      effect: 'The value does what its name says.',
    }).about({ namespace: '', kind: 'file', name: location.file }),
    location,
    detail: value,
  };
}

function trapOf({ message, title, effect }: { message: string; title: string; effect: string }): Found {
  return finding('false-not-rendered', 'medium', {
    message,
    evidence: [],
    mends: [{ title, effect }],
  });
}

function locationOf({ file, line, text }: ChartTemplate, { offset }: HelmTrap): Location {
  const before = text.slice(0, offset);
  const breaks = before.split('\n').length - 1;
  return { file, line: line + breaks, column: offset - before.lastIndexOf('\n') };
}

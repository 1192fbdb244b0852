import type { LintReport, LocatedFinding } from '../../../src/contracts/lint-report.ts';
import { VERDICTS } from '../../../src/contracts/report.ts';
import type { Verdict } from '../../../src/contracts/report.ts';
import { FOUL } from './scan.ts';
import { finding } from './scan-build.ts';

/** What `lint` says, with a summary that fits. */
function lint(findings: LocatedFinding[], own: Partial<LintReport> = {}): LintReport {
  const bySeverity = Object.fromEntries(
    VERDICTS.map((severity) => [severity, findings.filter((one) => one.severity === severity).length]),
  ) as Record<Verdict, number>;
  return {
    apiVersion: 'envaudit/v1',
    kind: 'LintReport',
    tool: { version: '0.1.0' },
    summary: {
      files: 3,
      documents: 14,
      workloads: 6,
      services: 5,
      bySeverity,
      worst: VERDICTS.findLast((severity) => bySeverity[severity] > 0) ?? 'ok',
      known: 0,
    },
    services: { from: 'input', count: 5 },
    findings,
    incomplete: [],
    ...own,
  };
}

const setFalse = {
  title: 'Set enableServiceLinks: false in the pod template',
  effect: 'Removes every injected variable but KUBERNETES_*. Asks for a restart of the pods.',
};
const declare = {
  title: 'Declare N8N_PORT in the container’s env',
  effect: 'A declared variable wins over a service link of the same name.',
};

function unset(file: string, line: number, name: string): LocatedFinding {
  const subject = { namespace: 'shop', kind: 'deployment', name, field: ['enableServiceLinks'] };
  return {
    ...finding('default-service-links', 'low', subject, {
      title: 'The template leaves service links on by default',
      message:
        'enableServiceLinks is not set, so the 5 Services of shop put 48 variables into each container.',
      mends: [setFalse],
    }),
    location: { file, line, column: 7 },
    fingerprint: `default-service-links shop/deployment/${name}`,
  };
}

const n8n = {
  namespace: 'shop',
  kind: 'statefulset',
  name: 'n8n',
  container: 'n8n',
  field: ['containers', 0],
};

/** Five findings in three files, one of which could not be read to its end. */
export const manifests = lint(
  [
    unset('k8s/base/cart.yaml', 12, 'cart'),
    unset('k8s/base/web.yaml', 14, 'web'),
    {
      ...finding('variable-collision', 'high', n8n, {
        title: 'A service link has the name of a setting of the app',
        message:
          'The Service n8n makes N8N_PORT=tcp://ADDRESS:5678, which n8n reads as the port that it listens on.',
        evidence: [{ text: 'https://github.com/n8n-io/n8n/issues/8650' }],
        mends: [declare, setFalse],
      }),
      location: { file: 'k8s/n8n with space.yaml', line: 31, column: 11 },
      fingerprint: 'variable-collision shop/statefulset/n8n/n8n N8N_PORT',
    },
    unset('k8s/n8n with space.yaml', 22, 'n8n'),
    {
      ...finding(
        'invalid-manifest',
        'medium',
        { namespace: '', kind: 'file', name: '-' },
        {
          title: 'A manifest cannot be read',
          message: 'bad indentation of a mapping entry.',
        },
      ),
      location: { file: '-', line: 3, column: 1 },
      fingerprint: 'invalid-manifest - 3',
    },
  ],
  {
    incomplete: [{ code: 'unreadable', message: '-: line 3, column 1: bad indentation of a mapping entry' }],
  },
);

/** Nothing found, with a baseline and a snapshot of Services. */
export const clean = lint([], {
  services: { from: 'snapshot', file: 'prod.json', count: 2_214 },
});
clean.summary.known = 3;

export const foulManifests = lint(
  [
    {
      ...finding(
        FOUL,
        'high',
        { namespace: FOUL, kind: FOUL, name: FOUL, container: FOUL, field: [FOUL, 1] },
        {
          title: FOUL,
          message: FOUL,
          evidence: [{ text: FOUL, command: FOUL }],
          mends: [{ title: FOUL, command: FOUL, effect: FOUL }],
        },
      ),
      location: { file: FOUL, line: 1, column: 1 },
      fingerprint: FOUL,
    },
    unset('a\nb,"c".yaml', 1, '+1'),
  ],
  {
    services: { from: 'snapshot', file: FOUL, count: 1 },
    incomplete: [{ code: FOUL, message: FOUL, hint: FOUL }],
  },
);

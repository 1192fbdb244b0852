import type { Mend } from '../../contracts/report.ts';
import type { SubjectFinding } from '../../contracts/scan-report.ts';
import { said } from '../judgement/finding.ts';
import { disableServiceLinks } from '../judgement/mends.ts';

const SWITCH_OFF = disableServiceLinks({ pod: { namespace: '' } }).title;

/**
 * A finding about manifests: what they describe may be in no cluster yet, so commands that ask one are left out, and
 * links are switched off in the file.
 */
export function inManifests(finding: SubjectFinding): SubjectFinding {
  const found = said(finding);
  return {
    ...found,
    evidence: found.evidence.map(({ text }) => ({ text })),
    mends: found.mends.map(({ title, effect }) =>
      title === SWITCH_OFF ? SWITCH_OFF_IN_FILE : { title, effect },
    ),
  };
}

/** Whether links off mends it. */
export function switchesLinksOff({ mends }: Pick<SubjectFinding, 'mends'>): boolean {
  return mends.some(({ title }) => title === SWITCH_OFF);
}

const SWITCH_OFF_IN_FILE: Mend = {
  title: SWITCH_OFF,
  effect:
    'In the pod spec (spec.template.spec of most kinds), beside containers. Removes every injected variable but KUBERNETES_*, so in-cluster clients keep working; uses of $(X_SERVICE_HOST), X_SERVICE_PORT or X_PORT_… must become DNS names.',
};

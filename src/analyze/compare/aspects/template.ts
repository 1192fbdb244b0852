import { aspect } from '../aspect.ts';
import { byHand, podField } from '../commands.ts';
import { known, unknown } from '../../figures/known.ts';
import { name, type Side } from '../side.ts';

const WORDS = { unset: 'not set (on by default)', true: 'true', false: 'false' } as const;

/** What the workloads' templates say about service links; `unset` and `true` come to the same for their pods. */
export const template = aspect<keyof typeof WORDS>({
  what: 'service-links-template',
  title: 'enableServiceLinks of the template',
  read({ judgement, scan, evidence }) {
    const workload = judgement?.subject.pod.workload;
    if (workload === undefined) return undefined;
    if (!scan.known) return scan;
    const found = scan.value.report.workloads.find(
      (each) =>
        each.namespace === evidence.namespace && each.kind === workload.kind && each.name === workload.name,
    );
    const says = found?.serviceLinks.template ?? 'unseen';
    return says === 'unseen'
      ? unknown(`the template of ${workload.kind}/${workload.name} could not be read`)
      : known(says);
  },
  shown: (says) => WORDS[says],
  judge({ a, b, pair }) {
    const old = [pair.a, pair.b].filter((side) => isOlder(side, side.letter === 'a' ? a : b));
    const still = old
      .map(({ letter }) => ` ${name(letter)}’s pod is older than that and has them as before.`)
      .join('');
    return {
      weight: 'context',
      message: `The templates say ${a === 'unset' ? 'nothing' : a} in A and ${b === 'unset' ? 'nothing' : b} in B about service links.${still}`,
    };
  },
  by: templateField,
});

function isOlder({ judgement }: Side, says: keyof typeof WORDS): boolean {
  return judgement !== undefined && judgement.subject.pod.enableServiceLinks !== (says !== 'false');
}

function templateField(side: Side): string | undefined {
  const workload = side.judgement?.subject.pod.workload;
  if (workload === undefined) return podField('{.spec.enableServiceLinks}')(side);
  const job = workload.kind === 'cronjob' ? '.jobTemplate.spec' : '';
  const path = `jsonpath={.spec${job}.template.spec.enableServiceLinks}`;
  const what = `${workload.kind}/${workload.name}`;
  return byHand(side, ['get', what, '-n', side.evidence.namespace, '-o', path]);
}

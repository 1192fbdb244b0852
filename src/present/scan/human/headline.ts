import { styled, type Line } from '../../layout/lines.ts';
import type { Page } from '../../layout/page.ts';
import { command, prose } from '../../layout/prose.ts';
import { workloadName } from '../kubectl.ts';
import type { Digest } from '../select/digest.ts';
import { amounts, damage, place, whereabouts } from '../words.ts';

/** How bad, where, and what first: all that somebody reads who was woken up. */
export function headline(digest: Digest, page: Page): Line[] {
  const { worst } = digest.summary;
  return [
    ...prose(page, {
      text: `${whereabouts(digest)}: ${amounts(digest)}`,
      indent: worst.length + 2,
      style: 'name',
      lead: styled(`severity.${worst}`, worst.toUpperCase()),
    }),
    ...prose(page, { text: [damage(digest), place(digest)].filter(Boolean).join(' '), indent: 0 }),
    ...first(digest, page),
  ];
}

function first({ mend, worstWorkload, worstNamespace }: Digest, page: Page): Line[] {
  if (mend === undefined || worstWorkload === undefined) return [];
  const inNamespace =
    worstNamespace?.name === worstWorkload.namespace ? '' : ` in ${worstWorkload.namespace}`;
  return [
    ...prose(page, {
      text: `First: ${workloadName(worstWorkload)}${inNamespace}. ${mend.title}`,
      indent: 0,
      style: 'name',
    }),
    ...(mend.command === undefined ? [] : [command(mend.command, 2)]),
  ];
}

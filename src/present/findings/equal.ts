import type { Subject, SubjectFinding } from '../../contracts/scan-report.ts';
import { number } from '../../units.ts';
import { subjectWords } from './subject.ts';

/** What is found in several places with the same words, once. */
export interface EqualFindings {
  /** The first of them, which speaks for all. */
  finding: SubjectFinding;
  subjects: Subject[];
}

/** The findings in their order, those together that say the same; a severity more or less is another finding. */
export function equalFindings(findings: readonly SubjectFinding[]): EqualFindings[] {
  const alike = Map.groupBy(findings, ({ code, severity, message }) => [code, severity, message].join('\n'));
  return Array.from(alike.values(), (own) => ({
    finding: own[0]!,
    subjects: own.map(({ subject }) => subject),
  }));
}

/** `shop: deployment/web container app, deployment/api; and 3 more`: the places, each namespace once; at most `most`. */
export function placesWords(subjects: readonly Subject[], most = Infinity): string {
  const shown = subjects.slice(0, most);
  const byNamespace = Map.groupBy(shown, ({ namespace }) => namespace);
  const places = Array.from(byNamespace, ([namespace, own]) =>
    [namespace, own.map(subjectWords).join(', ')].filter(Boolean).join(': '),
  );
  const left = subjects.length - shown.length;
  return [...places, ...(left > 0 ? [`and ${number(left)} more`] : [])].join('; ');
}

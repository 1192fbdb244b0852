import type { Location } from 'sarif';
import type { ScanReport, Subject } from '../../contracts/scan-report.ts';
import { sarif } from '../findings/sarif.ts';
import { fieldPath, aboutSubject } from '../findings/subject.ts';
import { printable } from '../text.ts';
import { allFindings } from './select/findings.ts';
import type { ScanView } from './view.ts';

/** Every finding; where it is, is an object of the cluster: a logical location, as there is no file. */
export function sarifScan(report: ScanReport, { rules = {} }: ScanView): string {
  return sarif({
    version: report.tool.version,
    endTime: report.collectedAt,
    rules,
    incomplete: report.incomplete,
    results: allFindings(report).map((finding) => ({
      finding,
      text: `${finding.subject.namespace} ${aboutSubject(finding.subject, finding.message)}`,
      location: place(finding.subject),
      fingerprint: [finding.code, path(finding.subject), fieldPath(finding.subject.field) ?? ''].join(' '),
    })),
  });
}

function place(subject: Subject): Location {
  const { container, name } = subject;
  return {
    logicalLocations: [
      {
        name: printable(container ?? name),
        fullyQualifiedName: printable(path(subject), { max: 1200 }),
        kind: 'resource',
      },
    ],
  };
}

/** `shop/deployment/web/app`. */
function path({ namespace, kind, name, container }: Subject): string {
  return [namespace, kind, name, container].filter((part) => part !== undefined).join('/');
}

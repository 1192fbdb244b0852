import type { PhysicalLocation } from 'sarif';
import type { LintReport, Location } from '../../contracts/lint-report.ts';
import { sarif } from '../findings/sarif.ts';
import { aboutSubject } from '../findings/subject.ts';
import { printable } from '../text.ts';
import type { LintView } from './view.ts';

/** Every finding with its place in a file. */
export function sarifLint(report: LintReport, { rules = {} }: LintView): string {
  return sarif({
    version: report.tool.version,
    rules,
    incomplete: report.incomplete,
    results: report.findings.map((finding) => ({
      finding,
      text: aboutSubject(finding.subject, finding.message),
      location: { physicalLocation: physical(finding.location) },
      fingerprint: finding.fingerprint,
    })),
  });
}

function physical({ file, line, column }: Location): PhysicalLocation {
  return {
    artifactLocation: artifact(file),
    region: { startLine: Math.max(1, line), startColumn: Math.max(1, column) },
  };
}

/** The file as a URI: relative ones below the root of the sources, which the reader of the log knows. */
function artifact(file: string): PhysicalLocation['artifactLocation'] {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const uri = path
    .split('/')
    .map((part) => encodeURIComponent(printable(part)))
    .join('/');
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  if (/^[a-z]:\//i.test(path)) return { uri: `file:///${path.slice(0, 2)}${uri.slice(uri.indexOf('/'))}` };
  return path === '..' || path.startsWith('../') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}
